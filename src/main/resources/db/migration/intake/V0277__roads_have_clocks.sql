-- Each road has its own clocks: until when its window receives a report, and until when somebody has made sure of safety.
alter table intake.danger_road
  add column receive_clock text not null default 'referral.report',
  add column check_clock text not null default 'referral.report-check';
update intake.danger_road set receive_clock = 'referral.report-child', check_clock = 'referral.check-child'
  where danger = 'CHILD_ABUSE';
update intake.danger_road set receive_clock = 'referral.report-elder', check_clock = 'referral.check-elder'
  where danger = 'ELDER_ABUSE';
update intake.danger_road set receive_clock = 'referral.report-disabled', check_clock = 'referral.check-disabled'
  where danger = 'DISABLED_ABUSE';
update intake.danger_road set receive_clock = 'referral.report-dv', check_clock = 'referral.check-dv' where danger = 'DV';
create or replace view intake.pub_danger_road with (security_invoker = true) as
  select danger, duty, law, call, report_kind, valid_from, valid_until, receive_clock, check_clock from intake.danger_road;

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('referral.report-child', '児童虐待の通告を受け取る（0＝その日のうち）', 0, 'DAY', '2021-04-01', '[実務]'),
  ('referral.check-child', '児童の安全を確かめる', 2, 'DAY', '2021-04-01', '[実務] 48時間以内の安全確認'),
  ('referral.report-elder', '高齢者虐待の通報を受け取る（0＝その日のうち）', 0, 'DAY', '2021-04-01', '[実務]'),
  ('referral.check-elder', '高齢者の安全・事実を確かめる', 2, 'DAY', '2021-04-01', '[実務] 48時間をめやす'),
  ('referral.report-disabled', '障害者虐待の通報を受け取る（0＝その日のうち）', 0, 'DAY', '2021-04-01', '[実務]'),
  ('referral.check-disabled', '障害のある人の安全・事実を確かめる', 2, 'DAY', '2021-04-01', '[実務] 48時間をめやす'),
  ('referral.report-dv', '配偶者からの暴力の知らせを受け取る（0＝その日のうち）', 0, 'DAY', '2021-04-01', '[実務]'),
  ('referral.check-dv', '本人の意思と安全な連絡方法を確かめる', 1, 'DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
