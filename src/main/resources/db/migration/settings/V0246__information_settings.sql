-- What an agency may be asked to gather, where it knows it from, and how long that may take. [実務] = to be fitted to the town.
insert into settings.code_list (list, title, fixed, sort) values
  ('information-topic', '情報収集で聞くこと', false, 310),
  ('information-source', '情報のもと', false, 320);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('information-topic', 1, 'LIFE', '暮らしのようす', '', '', 10, '2021-04-01', '[実務]'),
  ('information-topic', 1, 'HEALTH', '健康・受診', '', '', 20, '2021-04-01', '[実務]'),
  ('information-topic', 1, 'MONEY', '収入・家計', '', '', 30, '2021-04-01', '[実務]'),
  ('information-topic', 1, 'SERVICE', '使っている制度・サービス', '', '', 40, '2021-04-01', '[実務]'),
  ('information-topic', 1, 'FAMILY', '家族・まわりの人との関係', '', '', 50, '2021-04-01', '[実務]'),
  ('information-topic', 1, 'WISH', '本人・家族の意向', '', '', 60, '2021-04-01', '[実務]'),
  ('information-topic', 1, 'WORRY', '心配なこと', '', '', 70, '2021-04-01', '[実務]'),
  ('information-topic', 1, 'OTHER', 'そのほか', '', '', 80, '2021-04-01', '[実務]'),
  ('information-source', 1, 'PERSON', '本人から聞いた', '', '', 10, '2021-04-01', '[実務]'),
  ('information-source', 1, 'FAMILY', '家族から聞いた', '', '', 20, '2021-04-01', '[実務]'),
  ('information-source', 1, 'SEEN', '訪問・来所で見た', '', '', 30, '2021-04-01', '[実務]'),
  ('information-source', 1, 'RECORD', '自機関の記録', '', '', 40, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('information.answer', '情報収集の依頼に答える（はじめの値）', 14, 'DAY', '2021-04-01', '[実務]'),
  ('information.read', '届いた情報を読む', 5, 'OPEN_DAY', '2021-04-01', '[実務]');
