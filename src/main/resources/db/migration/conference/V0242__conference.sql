-- 会議: a meeting with its invitations names nobody; the 議題 does. Legal kind, members and minutes belong to the item.
create schema conference;
grant usage on schema conference to kasane_app;

create table conference.meeting (
  id           uuid primary key,
  owner_agency int not null,                     -- who convenes
  body         text not null,                    -- of conference-body: 重層的支援会議 …
  body_edition int not null,
  held_on      date not null,
  from_time    time not null,
  until_time   time,
  place        text not null default '',
  convened_at  timestamptz not null,
  convened_by  int not null,
  moved_at     timestamptz,                      -- another day or time: who answered before is asked again
  closed_at    timestamptz,                      -- 開催済み: attendance is fixed
  closed_by    int,
  called_off_at timestamptz,                     -- 中止
  called_off_by int,
  municipal_absent boolean not null default false,   -- no municipal staff came to a commissioned agency's conference
  version      int not null default 1,
  check (until_time is null or until_time > from_time),
  check ((closed_at is null) = (closed_by is null)),
  check ((called_off_at is null) = (called_off_by is null)),
  check (closed_at is null or called_off_at is null)
);
create index meeting_owner on conference.meeting (owner_agency, held_on desc);
grant select, insert on conference.meeting to kasane_app;
grant update (held_on, from_time, until_time, place, moved_at, closed_at, closed_by, called_off_at, called_off_by, municipal_absent,
  version) on conference.meeting to kasane_app;

-- 招集: an agency that is asked to come; what it answers is its own row. Secrecy is confirmed person by person.
create table conference.invitation (
  meeting_id   uuid not null references conference.meeting,
  agency_id    int not null,
  owner_agency int not null,                     -- who convenes
  invited_at   timestamptz not null,
  invited_by   int not null,
  attended     boolean,                          -- null until the meeting was held
  primary key (meeting_id, agency_id)
);
create index invitation_agency on conference.invitation (agency_id);
grant select, insert on conference.invitation to kasane_app;
grant update (attended) on conference.invitation to kasane_app;

create table conference.answer (
  id           uuid primary key,
  meeting_id   uuid not null,
  owner_agency int not null,                     -- who answers
  comes        boolean not null,
  who          text not null default '',         -- who will come, as a post, or why nobody can
  answered_at  timestamptz not null,
  answered_by  int not null,
  foreign key (meeting_id, owner_agency) references conference.invitation (meeting_id, agency_id)
);
create index answer_meeting on conference.answer (meeting_id, owner_agency, answered_at desc);
grant select, insert on conference.answer to kasane_app;

-- 守秘の確認: by whom, before anything was opened.
create table conference.secrecy (
  meeting_id   uuid not null references conference.meeting,
  staff_id     int not null,
  owner_agency int not null,                     -- whose staff
  confirmed_at timestamptz not null,
  primary key (meeting_id, staff_id, owner_agency)
);
grant select, insert on conference.secrecy to kasane_app;

-- 議題: about persons, and seen by those who may see every one of them.
create table conference.item (
  id           uuid primary key,
  meeting_id   uuid not null references conference.meeting,
  no           int not null check (no > 0),
  kind         text not null check (kind ~ '^[a-z]+\.[a-z-]+$'),     -- whose AgendaKind: collaboration.plan …
  subject_id   uuid not null,                    -- what is talked about: a plan, an evaluation
  case_id      uuid not null references casework.case_file,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  basis        smallint not null check (basis = 1),      -- 重層的支援会議 rests on consent
  summary      text not null default '',         -- 共有された情報の要旨
  view_taken   text not null default '',         -- 見立て
  pending      text not null default '',         -- 保留
  written_at   timestamptz,                      -- who wrote the minutes last
  written_by   int,
  conclusion   text not null default '',         -- of conference-conclusion
  conclusion_edition int not null default 0,
  lead_agency  int,                              -- つぎの主担当, where the conclusion names one
  lead_agreed  boolean not null default false,   -- and it agreed in the meeting
  concluded_at timestamptz,
  concluded_by int,
  confirmed_at timestamptz,                      -- 会議録の確定
  confirmed_by int,
  added_at     timestamptz not null,
  added_by     int not null,
  version      int not null default 1,
  unique (meeting_id, no),
  check ((concluded_at is null) = (conclusion = '')),
  check ((concluded_at is null) = (concluded_by is null)),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((written_at is null) = (written_by is null)),
  check (confirmed_at is null or concluded_at is not null)
);
create index item_household on conference.item (household_id);
create index item_subject on conference.item (subject_id);
grant select, insert on conference.item to kasane_app;
grant update (summary, view_taken, pending, written_at, written_by, conclusion, conclusion_edition, lead_agency, lead_agreed, concluded_at, concluded_by,
  confirmed_at, confirmed_by, version) on conference.item to kasane_app;

-- 議題の構成員: who takes part in this item, with the consents checked one by one when it was put on the agenda.
create table conference.item_member (
  conference_item_id uuid not null references conference.item,
  agency_id    int not null,
  household_id uuid not null references sharing.subject,
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  consents     uuid[] not null,                  -- of each person of the item; none only for whoever keeps the record
  checked_at   timestamptz not null,
  checked_by   int not null,
  primary key (conference_item_id, agency_id)
);
create index item_member_household on conference.item_member (household_id);
grant select, insert on conference.item_member to kasane_app;

-- 決定事項: who does what until when; becomes a task of that agency.
create table conference.decision (
  id           uuid primary key,
  conference_item_id uuid not null references conference.item,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  what         text not null check (what <> ''),
  agency_id    int not null,
  due          date,
  decided_at   timestamptz not null,
  decided_by   int not null,
  dropped_at   timestamptz,                      -- 取消し before the minutes are confirmed; the line stays to be read
  dropped_by   int,
  unique (conference_item_id, no),
  check ((dropped_at is null) = (dropped_by is null))
);
create index decision_household on conference.decision (household_id);
grant select, insert on conference.decision to kasane_app;
grant update (dropped_at, dropped_by) on conference.decision to kasane_app;

-- 訂正: minutes that were confirmed are corrected with a reason; what stood there is kept.
create table conference.minutes_revision (
  conference_item_id uuid not null references conference.item,
  version      int not null,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  summary      text not null,
  view_taken   text not null,
  pending      text not null,
  reason       text not null check (reason <> ''),
  replaced_at  timestamptz not null,
  replaced_by  int not null,
  primary key (conference_item_id, version)
);
create index minutes_revision_household on conference.minutes_revision (household_id);
grant select, insert on conference.minutes_revision to kasane_app;

create view conference.pub_item with (security_invoker = true) as
  select i.id, i.meeting_id, i.no, i.kind, i.subject_id, i.case_id, i.household_id, i.persons, i.conclusion,
         i.conclusion_edition, i.concluded_at, i.confirmed_at, m.held_on, m.from_time, m.body, m.body_edition, m.closed_at,
         m.called_off_at
  from conference.item i join conference.meeting m on m.id = i.meeting_id;
create view conference.pub_decision with (security_invoker = true) as
  select d.id, d.conference_item_id, i.meeting_id, i.case_id, d.household_id, d.no, d.what, d.agency_id, d.due, d.decided_at
  from conference.decision d join conference.item i on i.id = d.conference_item_id
  where d.dropped_at is null;
create view conference.pub_timeline with (security_invoker = true) as
  select i.household_id, null::uuid as person_id, i.concluded_at as at, 'conference.item' as kind, i.id as item_id,
         i.owner_agency as agency_id, i.concluded_by as staff_id, '重層的支援会議で協議しました' as summary,
         left(i.summary, 200) as detail, '/conferences/' || i.meeting_id || '/items/' || i.id as path
  from conference.item i where i.concluded_at is not null;
-- The words of an open task: a meeting names nobody, an item and a decision only for whoever sees them.
create view conference.pub_today with (security_invoker = true) as
  select m.id as item_id, null::uuid as household_id, '' as title, to_char(m.held_on, 'FMMM月FMDD日') || to_char(m.from_time, ' FMHH24:MI') || 'の会議' as subtitle
  from conference.meeting m
  union all
  select i.id, i.household_id, '', '' from conference.item i
  union all
  select d.id, d.household_id, '', left(d.what, 60) from conference.decision d;
grant select on conference.pub_item, conference.pub_decision, conference.pub_timeline, conference.pub_today to kasane_app;
