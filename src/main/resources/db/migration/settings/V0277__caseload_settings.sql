-- What may run out in a household's life, and when the working list calls a household quiet or a day near.
insert into settings.code_list (list, title, fixed, sort) values
  ('expiry-kind', '期限の種類（認定・明渡しなど）', false, 330);
-- The code WELFARE- or LIFE- says which kind of content it is: what a welfare scheme granted, or how people live.
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('expiry-kind', 1, 'WELFARE-CARE', '要介護認定の期限', '要介護認定', '', 10, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'WELFARE-DISABILITY', '障害支援区分・受給者証の期限', '受給者証', '', 20, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'WELFARE-MEDICAL', '自立支援医療の期限', '自立支援医療', '', 30, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'WELFARE-HANDBOOK', '手帳の更新', '手帳', '', 40, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'WELFARE-OTHER', 'ほかの認定・給付の期限', '給付', '', 50, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'LIFE-EVICTION', '住まいの明渡し', '明渡し', '', 60, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'LIFE-LEASE', '賃貸借契約の更新', '契約更新', '', 70, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'LIFE-CUT', '電気・ガス・水道が止まる日', '供給停止', '', 80, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'LIFE-OTHER', 'そのほかの期限', 'そのほか', '', 90, '2021-04-01', '[実務]');
insert into settings.number (key, title, amount, valid_from, source) values
  ('caseload.quiet-days', '担当一覧：この日数より長く連絡がない世帯をしぼりこむ', 30, '2021-04-01', '[実務]'),
  ('caseload.soon-days', '担当一覧：この日数のうちに切れる期限をしぼりこむ', 60, '2021-04-01', '[実務]');
