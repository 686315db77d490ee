-- Why 多機関協働 asks somebody itself, although the agencies of the household gather what is needed.
insert into settings.code_list (list, title, fixed, sort) values ('direct-reason', '直接聞き取るわけ', false, 325);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('direct-reason', 1, 'WISH', 'ご本人が、多機関協働に話したいと望んだ', '', '', 10, '2021-04-01', '[実務]'),
  ('direct-reason', 1, 'NOBODY', '聞き取れる機関がまだ関わっていない', '', '', 20, '2021-04-01', '[実務]'),
  ('direct-reason', 1, 'URGENT', '急いで確かめる', '', '', 30, '2021-04-01', '[実務]'),
  ('direct-reason', 1, 'DISTRUST', '関わる機関との関係がむずかしい', '', '', 40, '2021-04-01', '[実務]'),
  ('direct-reason', 1, 'TOGETHER', '関わる機関と一緒に聞いた', '', '', 50, '2021-04-01', '[実務]'),
  ('direct-reason', 1, 'OTHER', 'その他', '', '', 60, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
