-- ケース: 多機関協働 for a household, carried by one agency on the record of the agency that asked. These tables tell that
-- there is a case and who takes part; what is said about people stands where each of them is named (collaboration).
create table casework.case_file (
  id              uuid primary key,
  household_id    uuid not null references sharing.subject,
  owner_agency    int not null,
  audience        smallint not null default 1 check (audience = 1),
  category        int not null default 256 check (category = 256),
  item_id         uuid check (item_id is null),
  concealed       boolean not null default false,
  request_id      uuid not null unique,          -- 支援依頼 it began with
  referrer_agency int not null,                  -- 紹介元
  staff_id        int not null,                  -- 担当
  begun_on        date not null,
  opened_at       timestamptz not null,
  opened_by       int not null,
  version         int not null default 1
);
create index case_file_household on casework.case_file (household_id);
create index case_file_owner on casework.case_file (owner_agency, begun_on desc);
grant select, insert on casework.case_file to kasane_app;
grant update (staff_id, version) on casework.case_file to kasane_app;

-- 対象者: whom the case is about; each is seen by those who may see that person.
create table casework.case_person (
  case_id      uuid not null references casework.case_file,
  person_id    uuid not null references sharing.subject_person,
  household_id uuid not null references sharing.subject,
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  since        date not null,
  primary key (case_id, person_id)
);
create index case_person_household on casework.case_person (household_id);
grant select, insert on casework.case_person to kasane_app;

-- 支援チーム: which agencies take part, since when and on what basis; before or after support began.
create table casework.team_member (
  id           uuid primary key,
  case_id      uuid not null references casework.case_file,
  household_id uuid not null references sharing.subject,
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  agency_id    int not null,
  basis        smallint not null check (basis between 1 and 8),
  joined_on    date not null,
  after_start  boolean not null,                 -- 支援開始後に加わった
  left_on      date,
  joined_at    timestamptz not null,
  joined_by    int not null,
  check (left_on is null or left_on >= joined_on)
);
create unique index team_member_once on casework.team_member (case_id, agency_id) where left_on is null;
create index team_member_household on casework.team_member (household_id);
grant select, insert on casework.team_member to kasane_app;
grant update (left_on) on casework.team_member to kasane_app;

-- What was done with a case, by whom; the state follows from the steps. No words about anybody stand here.
create table casework.case_step (
  id           uuid primary key,
  case_id      uuid not null references casework.case_file,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  kind         text not null check (kind in ('BEGIN', 'PROPOSE_PLAN', 'AGREE', 'AGAIN', 'LEAD_BACK', 'LEAD_BACK_AGREED',
                 'DECIDE', 'NOT_DECIDED', 'MONITOR', 'REVISE', 'PROPOSE_CLOSURE', 'CONTINUE', 'CLOSE', 'CLOSE_AGREED', 'ACCEPT_LEAD', 'REFUSE_LEAD',
                 'OFFER_AGAIN', 'CONFER_AGAIN', 'FOLLOW_AGAIN', 'FOLLOW', 'LOSE_CONSENT', 'RESUME', 'EXIT')),
  staff_id     int not null,
  at           timestamptz not null,
  done_on      date not null,
  lead_agency  int,                              -- つぎの主担当, where the step names one
  due          date,                             -- the last day of what comes next, where the step sets it
  about        uuid,                             -- the plan, decision, monitoring, evaluation or hand-back behind it
  code         text not null default '',         -- of closing-reason
  code_edition int not null default 0,
  unique (case_id, no),
  check ((kind in ('CLOSE', 'CLOSE_AGREED', 'LEAD_BACK', 'LEAD_BACK_AGREED', 'OFFER_AGAIN')) <= (lead_agency is not null)),
  check (kind <> 'EXIT' or code <> '')
);
create index case_step_household on casework.case_step (household_id);
grant select, insert on casework.case_step to kasane_app;

-- つぎの主担当 as the last step that names one says; a function, because the policy of the steps asks it about themselves.
create function casework.lead_of(p_case uuid) returns int language sql stable parallel safe
  set search_path = pg_catalog, pg_temp as $$
  select e.lead_agency from casework.case_step e where e.case_id = p_case and e.lead_agency is not null
  order by e.no desc limit 1
$$;
revoke execute on function casework.lead_of(uuid) from public;
grant execute on function casework.lead_of(uuid) to kasane_app;

create view casework.pub_case with (security_invoker = true) as
  select c.id, c.household_id, c.owner_agency, c.referrer_agency, c.staff_id, c.request_id, c.begun_on,
         exists (select from casework.case_step e where e.case_id = c.id and e.kind in ('FOLLOW', 'EXIT')) as ended
  from casework.case_file c;
create view casework.pub_team with (security_invoker = true) as
  select case_id, household_id, agency_id, basis, joined_on, after_start, left_on from casework.team_member;
create view casework.pub_case_step with (security_invoker = true) as
  select case_id, no, household_id, kind, at, done_on, owner_agency, staff_id, lead_agency, due, about, code, code_edition
  from casework.case_step;
-- The steps of the case as lines of the household's timeline; those that follow from a page of their own tell it there.
create view casework.pub_case_timeline with (security_invoker = true) as
  select household_id, null::uuid as person_id, at, 'casework.case' as kind, case_id as item_id, owner_agency as agency_id,
         staff_id,
         case kind when 'BEGIN' then '多機関協働を始めました' when 'PROPOSE_PLAN' then 'プランを会議にかけることにしました'
           when 'AGREE' then '会議でプランが適切とされました' when 'AGAIN' then '会議で再協議になりました'
           when 'LEAD_BACK' then '会議で主担当をもどすことになりました'
           when 'LEAD_BACK_AGREED' then '会議で主担当をもどすことになり、もどし先が引き受けました' when 'DECIDE' then '支援決定がありました'
           when 'NOT_DECIDED' then '支援決定の前に再協議になりました' when 'MONITOR' then 'モニタリングをしました'
           when 'REVISE' then 'プランを見直すことになりました' when 'PROPOSE_CLOSURE' then '終結を会議にかけることにしました'
           when 'CONTINUE' then '会議で支援を続けることになりました' when 'CLOSE' then '会議で終結ともどし先が決まりました'
           when 'CLOSE_AGREED' then '会議で終結が決まり、もどし先が引き受けました'
           when 'ACCEPT_LEAD' then 'もどし先が主担当を引き受けました' when 'REFUSE_LEAD' then 'もどし先は対応不可でした'
           when 'OFFER_AGAIN' then '別の機関にもどしを頼みました' when 'CONFER_AGAIN' then 'もどし先をもう一度会議にかけます'
           when 'FOLLOW_AGAIN' then '終結後の様子を確かめました' when 'FOLLOW' then '終結後の見守りを終えました'
           when 'LOSE_CONSENT' then '同意の取りやめがあり、見直しになりました' when 'RESUME' then '見直しを終えました'
           else 'ケースを終えました' end as summary,
         '' as detail, '/cases/' || case_id as path
  from casework.case_step
  where kind not in ('DECIDE', 'MONITOR');   -- the 支援決定 and the モニタリング tell of themselves
grant select on casework.pub_case, casework.pub_team, casework.pub_case_step, casework.pub_case_timeline to kasane_app;
