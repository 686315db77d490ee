-- 休止 and 再開: a case rests while somebody is in hospital or in protective custody, and what was closed can begin anew as a
-- case of its own that names the one before it.
alter table casework.case_step drop constraint case_step_kind_check;
alter table casework.case_step add constraint case_step_kind_check check (kind in ('BEGIN', 'PROPOSE_PLAN', 'AGREE', 'AGAIN',
  'LEAD_BACK', 'LEAD_BACK_AGREED', 'DECIDE', 'NOT_DECIDED', 'PAUSE', 'STAY_PAUSED', 'TAKE_UP', 'MONITOR', 'REVISE',
  'PROPOSE_CLOSURE', 'CONTINUE', 'CLOSE', 'CLOSE_AGREED', 'ACCEPT_LEAD', 'REFUSE_LEAD', 'OFFER_AGAIN', 'CONFER_AGAIN',
  'FOLLOW_AGAIN', 'FOLLOW', 'REOPEN', 'LOSE_CONSENT', 'RESUME', 'EXIT'));
alter table casework.case_step add constraint case_step_pause_has_a_day
  check (kind not in ('PAUSE', 'STAY_PAUSED') or due is not null and about is not null);

-- The case before this one, on the same household's record; a case is reopened once, and what comes after that follows it.
alter table casework.case_file add constraint case_file_of_household unique (id, household_id);
alter table casework.case_file add column former_id uuid unique;
alter table casework.case_file add foreign key (former_id, household_id) references casework.case_file (id, household_id);
-- What is reopened by the agency that carried it has no 支援依頼 of its own.
alter table casework.case_file alter column request_id drop not null;
alter table casework.case_file add constraint case_file_has_a_beginning check (request_id is not null or former_id is not null);

create or replace view casework.pub_case with (security_invoker = true) as
  select c.id, c.household_id, c.owner_agency, c.referrer_agency, c.staff_id, c.request_id, c.begun_on,
         exists (select from casework.case_step e where e.case_id = c.id and e.kind in ('FOLLOW', 'REOPEN', 'EXIT')) as ended,
         c.former_id
  from casework.case_file c;

create or replace view casework.pub_case_timeline with (security_invoker = true) as
  select household_id, null::uuid as person_id, at, 'casework.case' as kind, case_id as item_id, owner_agency as agency_id,
         staff_id,
         case kind when 'BEGIN' then '多機関協働を始めました' when 'PROPOSE_PLAN' then 'プランを会議にかけることにしました'
           when 'AGREE' then '会議でプランが適切とされました' when 'AGAIN' then '会議で再協議になりました'
           when 'LEAD_BACK' then '会議で主担当をもどすことになりました'
           when 'LEAD_BACK_AGREED' then '会議で主担当をもどすことになり、もどし先が引き受けました' when 'DECIDE' then '支援決定がありました'
           when 'NOT_DECIDED' then '支援決定の前に再協議になりました' when 'MONITOR' then 'モニタリングをしました'
           when 'PAUSE' then '支援を休止しました' when 'STAY_PAUSED' then '休止を続けることになりました'
           when 'TAKE_UP' then '休止していた支援を再開しました'
           when 'REVISE' then 'プランを見直すことになりました' when 'PROPOSE_CLOSURE' then '終結を会議にかけることにしました'
           when 'CONTINUE' then '会議で支援を続けることになりました' when 'CLOSE' then '会議で終結ともどし先が決まりました'
           when 'CLOSE_AGREED' then '会議で終結が決まり、もどし先が引き受けました'
           when 'ACCEPT_LEAD' then 'もどし先が主担当を引き受けました' when 'REFUSE_LEAD' then 'もどし先は対応不可でした'
           when 'OFFER_AGAIN' then '別の機関にもどしを頼みました' when 'CONFER_AGAIN' then 'もどし先をもう一度会議にかけます'
           when 'FOLLOW_AGAIN' then '終結後の様子を確かめました' when 'FOLLOW' then '終結後の見守りを終えました'
           when 'REOPEN' then '多機関協働を再開し、新しいケースに引き継ぎました'
           when 'LOSE_CONSENT' then '同意の取りやめがあり、見直しになりました' when 'RESUME' then '見直しを終えました'
           else 'ケースを終えました' end as summary,
         '' as detail, '/cases/' || case_id as path
  from casework.case_step
  where kind not in ('DECIDE', 'MONITOR');   -- the 支援決定 and the モニタリング tell of themselves

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('case.pause', '休止したケースの再開を確かめる', 30, 'DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
