-- 利用申込: whether a 支援決定 may be taken before the person has confirmed the plan is for each town to say.
insert into settings.number (key, title, amount, valid_from, source) values
  ('plan.application-first', '支援決定のまえに、ご本人の確認・申込の記録を必ず求める（1＝求める、0＝求めない）', 0, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
