-- 通告・通報先: for a suspicion of abuse, the kind of agency in town that receives it by law. Where a kind stands here, a
-- つなぐシート is not the way. Empty: no law names a window. DV: which window of the town hall it is, the town decides.
alter table intake.danger_road add column report_kind text not null default '';
update intake.danger_road set report_kind = agency_kind where danger in ('CHILD_ABUSE', 'ELDER_ABUSE', 'DISABLED_ABUSE');
update intake.danger_road set report_kind = 'CITY_OFFICE' where danger = 'DV';

create view intake.pub_danger_road with (security_invoker = true) as
  select danger, duty, law, call, report_kind, valid_from, valid_until from intake.danger_road;
grant select on intake.pub_danger_road to kasane_app;
