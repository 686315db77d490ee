-- 支援会議 (社会福祉法 106条の6): a compartment. Everything in it stands on a subject of its own, so that no record of the
-- family leads to it, and is opened person by person, sitting by sitting, after secrecy was confirmed.

-- 開催依頼: an agency asks the municipality to convene, with the least that is needed to judge.
create table conference.convening (
  id           uuid primary key,
  household_id uuid not null references sharing.subject,      -- of this request alone
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  to_agency    int not null,                      -- the municipality, which judges and convenes
  called       text not null check (called <> ''),   -- how the household is called in the conference
  worry        text not null check (worry <> ''),
  no_consent   text not null,                     -- of no-consent-reason
  no_consent_edition int not null,
  effort       text not null default '',          -- what is done meanwhile to be allowed in
  wanted       text not null default '',          -- who should be there
  urgent       boolean not null,
  filed_at     timestamptz not null,
  filed_by     int not null,
  check (item_id = id)
);
create index convening_household on conference.convening (household_id);
create index convening_to on conference.convening (to_agency, filed_at desc);
create index convening_owner on conference.convening (owner_agency, filed_at desc);
grant select, insert on conference.convening to kasane_app;

-- The own record that a request is about: known to the asking agency alone.
create table conference.convening_record (
  convening_id uuid primary key references conference.convening,
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 0 check (audience = 0),
  category     int not null default 64 check (category = 64),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false
);
create index convening_record_household on conference.convening_record (household_id);
grant select, insert on conference.convening_record to kasane_app;

create table conference.convening_step (
  convening_id uuid not null references conference.convening,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,                      -- who took it
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  kind         text not null check (kind in ('CONVENE', 'WATCH', 'OTHER', 'WITHDRAW', 'AGAIN', 'END', 'CONSENTED')),
  staff_id     int not null,
  at           timestamptz not null,
  words        text not null default '',
  until_day    date,                              -- 見守り: when to look again
  primary key (convening_id, no),
  check (item_id = convening_id),
  check ((kind = 'WATCH') = (until_day is not null))
);
create index convening_step_household on conference.convening_step (household_id);
grant select, insert on conference.convening_step to kasane_app;

-- 支援会議の系列: one for a household, as far as the municipality can know. It names nobody.
create table conference.series (
  id           uuid primary key,
  no           int not null check (no > 0),
  owner_agency int not null,                      -- the municipality, which convenes
  convening_id uuid not null unique references conference.convening,
  subject_id   uuid not null references sharing.subject,      -- on which the whole compartment stands
  opened_at    timestamptz not null,
  opened_by    int not null,
  unique (owner_agency, no)
);
create index series_subject on conference.series (subject_id);
grant select, insert on conference.series to kasane_app;

create table conference.series_step (
  series_id    uuid not null references conference.series,
  no           int not null check (no > 0),
  owner_agency int not null,
  kind         text not null check (kind in ('CALL', 'CALL_OFF', 'AGAIN', 'WATCH', 'PASS', 'CLOSE')),
  code         text not null default '',          -- of sealed-end
  code_edition int not null default 0,
  until_day    date,
  staff_id     int not null,
  at           timestamptz not null,
  primary key (series_id, no),
  check ((kind = 'WATCH') = (until_day is not null)),
  check ((kind = 'CLOSE') = (code <> ''))
);
grant select, insert on conference.series_step to kasane_app;

-- 構成員: an agency at one sitting, and who of it may come in; names nobody else.
create table conference.sitting_member (
  sitting_id   uuid not null,
  agency_id    int not null,
  series_id    uuid not null references conference.series,
  meeting_id   uuid not null references conference.meeting,
  subject_id   uuid not null references sharing.subject,
  owner_agency int not null,                      -- the municipality
  no           int not null,                      -- of the sitting in its series
  staff_ids    int[] not null default '{}',       -- 出席する人; empty: whoever the agency sends
  added_at     timestamptz not null,
  added_by     int not null,
  closed_at    timestamptz,                       -- the sitting has its result: nobody else comes in
  primary key (sitting_id, agency_id)
);
create index sitting_member_meeting on conference.sitting_member (meeting_id);
create index sitting_member_series on conference.sitting_member (series_id);
create index sitting_member_subject on conference.sitting_member (subject_id);
grant select, insert on conference.sitting_member to kasane_app;
grant update (staff_ids, closed_at) on conference.sitting_member to kasane_app;

-- 入室: one person, in one hat, after secrecy was confirmed. Opens the sitting to that person; taken away, it closes.
create table conference.sitting_entry (
  id           uuid primary key,
  sitting_id   uuid not null,
  subject_id   uuid not null references sharing.subject,
  owner_agency int not null,                      -- in whose hat
  convenor     int not null,
  staff_id     int not null,
  entered_at   timestamptz not null,
  left_at      timestamptz,
  left_by      int,
  foreign key (sitting_id, owner_agency) references conference.sitting_member (sitting_id, agency_id),
  check ((left_at is null) = (left_by is null))
);
create unique index sitting_entry_once on conference.sitting_entry (sitting_id, owner_agency, staff_id) where left_at is null;
create index sitting_entry_subject on conference.sitting_entry (subject_id);
grant select, insert on conference.sitting_entry to kasane_app;
grant update (left_at, left_by) on conference.sitting_entry to kasane_app;

create function conference.enter_sitting() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.staff_id is distinct from gate.viewer_staff() or new.owner_agency is distinct from gate.viewer_agency() then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  insert into sharing.grant (household_id, item_id, categories, agency_id, staff_id, basis, source, valid_from,
                             given_by_agency, given_by_staff)
  values (new.subject_id, new.sitting_id, 64, null, new.staff_id, 2, 'support-conference', gate.viewer_now(),
          new.convenor, new.staff_id);
  return null;
end $$;
create trigger enter_sitting after insert on conference.sitting_entry
  for each row execute function conference.enter_sitting();

create function conference.leave_sitting() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if old.left_at is not null then
    raise exception 'not possible' using errcode = 'KA003';
  end if;
  update sharing.grant g set ended_at = new.left_at, end_reason = 'left the sitting'
  where g.household_id = new.subject_id and g.item_id = new.sitting_id and g.staff_id = new.staff_id
    and g.ended_at is null;
  return null;
end $$;
create trigger leave_sitting after update on conference.sitting_entry
  for each row execute function conference.leave_sitting();
revoke execute on function conference.enter_sitting() from public;
revoke execute on function conference.leave_sitting() from public;
grant usage, create on schema conference to kasane_sharing;
alter function conference.enter_sitting() owner to kasane_sharing;
alter function conference.leave_sitting() owner to kasane_sharing;
revoke create on schema conference from kasane_sharing;

-- 支援会議の議題: what is talked about at one sitting, its minutes and its result.
create table conference.sitting (
  id           uuid primary key,
  series_id    uuid not null references conference.series,
  meeting_id   uuid not null references conference.meeting,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 2 check (audience = 2),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  called       text not null check (called <> ''),
  purpose      text not null check (purpose <> ''),
  summary      text not null default '',
  view_taken   text not null default '',
  pending      text not null default '',
  written_at   timestamptz,
  written_by   int,
  conclusion   text not null default '' check (conclusion in ('', 'AGAIN', 'WATCH', 'PASS', 'CLOSE')),
  concluded_at timestamptz,
  concluded_by int,
  added_at     timestamptz not null,
  added_by     int not null,
  version      int not null default 1,
  unique (series_id, no),
  check (item_id = id),
  check ((conclusion = '') = (concluded_at is null)),
  check ((concluded_at is null) = (concluded_by is null))
);
create index sitting_household on conference.sitting (household_id);
create index sitting_meeting on conference.sitting (meeting_id);
grant select, insert on conference.sitting to kasane_app;
grant update (summary, view_taken, pending, written_at, written_by, conclusion, concluded_at, concluded_by, version)
  on conference.sitting to kasane_app;

-- What stood in the minutes before they were written again.
create table conference.sitting_revision (
  sitting_id   uuid not null references conference.sitting,
  version      int not null,
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 2 check (audience = 2),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  summary      text not null,
  view_taken   text not null,
  pending      text not null,
  reason       text not null default '',
  replaced_at  timestamptz not null,
  replaced_by  int not null,
  primary key (sitting_id, version),
  check (item_id = sitting_id)
);
create index sitting_revision_household on conference.sitting_revision (household_id);
grant select, insert on conference.sitting_revision to kasane_app;

-- 資料: what somebody puts on the table, or what the convenor carried forward from an earlier sitting by a recorded decision.
create table conference.sitting_material (
  id           uuid primary key,
  sitting_id   uuid not null references conference.sitting,
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 2 check (audience = 2),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  title        text not null check (title <> ''),
  words        text not null check (words <> ''),
  carried_from uuid,                              -- an earlier sitting
  carried_why  text not null default '',
  added_at     timestamptz not null,
  added_by     int not null,
  check (item_id = sitting_id),
  check ((carried_from is null) = (carried_why = ''))
);
create index sitting_material_sitting on conference.sitting_material (sitting_id);
create index sitting_material_household on conference.sitting_material (household_id);
grant select, insert on conference.sitting_material to kasane_app;

-- 決定事項 of a sitting; the work that leaves the room says no more than that there is some.
create table conference.sitting_decision (
  id           uuid primary key,
  sitting_id   uuid not null references conference.sitting,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 2 check (audience = 2),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  what         text not null check (what <> ''),
  agency_id    int not null,
  due          date not null,
  decided_at   timestamptz not null,
  decided_by   int not null,
  unique (sitting_id, no),
  check (item_id = sitting_id)
);
create index sitting_decision_household on conference.sitting_decision (household_id);
grant select, insert on conference.sitting_decision to kasane_app;

-- What became of a decision, told by the agency that had it or by the convenor.
create table conference.sitting_report (
  decision_id  uuid primary key references conference.sitting_decision,
  sitting_id   uuid not null references conference.sitting,
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 2 check (audience = 2),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  dropped      boolean not null,
  words        text not null default '',
  at           timestamptz not null,
  staff_id     int not null,
  check (item_id = sitting_id)
);
create index sitting_report_household on conference.sitting_report (household_id);
grant select, insert on conference.sitting_report to kasane_app;

-- 持ち出しの決定: the one way out. A named piece, in the words in which it leaves, for named agencies, on a named basis.
create table conference.release (
  id           uuid primary key,
  sitting_id   uuid not null,
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  piece        text not null check (piece <> ''),     -- which material or decision it is taken from
  called       text not null check (called <> ''),
  words        text not null check (words <> ''),
  basis        smallint not null check (basis in (2, 3, 4, 5)),
  reason       text not null check (reason <> ''),
  to_agencies  int[] not null check (cardinality(to_agencies) > 0),
  decided_at   timestamptz not null,
  decided_by   int not null,
  check (item_id = id)
);
create index release_household on conference.release (household_id);
create index release_sitting on conference.release (sitting_id);
grant select, insert on conference.release to kasane_app;

create table conference.release_reading (
  release_id   uuid not null references conference.release,
  owner_agency int not null,
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  staff_id     int not null,
  at           timestamptz not null,
  primary key (release_id, owner_agency),
  check (item_id = release_id)
);
create index release_reading_household on conference.release_reading (household_id);
grant select, insert on conference.release_reading to kasane_app;

-- 協力依頼: the convenor asks an agency for what it knows; the answer is the agency's own and is seen by the two.
create table conference.cooperation (
  id           uuid primary key,
  sitting_id   uuid not null,
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  to_agency    int not null,
  called       text not null check (called <> ''),
  question     text not null check (question <> ''),
  due          date not null,
  law          text not null,                     -- as it stood on the day
  asked_at     timestamptz not null,
  asked_by     int not null,
  check (item_id = id),
  check (to_agency <> owner_agency)
);
create index cooperation_household on conference.cooperation (household_id);
create index cooperation_sitting on conference.cooperation (sitting_id);
grant select, insert on conference.cooperation to kasane_app;

create table conference.cooperation_step (
  cooperation_id uuid not null references conference.cooperation,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 64 check (category = 64),
  item_id      uuid not null,
  concealed    boolean not null default false,
  kind         text not null check (kind in ('ANSWER', 'CANNOT', 'READ', 'WITHDRAW')),
  words        text not null default '',
  at           timestamptz not null,
  staff_id     int not null,
  primary key (cooperation_id, no),
  check (item_id = cooperation_id),
  check (kind not in ('ANSWER', 'CANNOT') or words <> '')
);
create index cooperation_step_household on conference.cooperation_step (household_id);
grant select, insert on conference.cooperation_step to kasane_app;

-- The words of open work. What comes out of a 支援会議 has none: neither name nor matter.
create or replace view conference.pub_today with (security_invoker = true) as
  select m.id as item_id, null::uuid as household_id, '' as title, to_char(m.held_on, 'FMMM月FMDD日') || to_char(m.from_time, ' FMHH24:MI') || 'の会議' as subtitle
  from conference.meeting m
  union all
  select i.id, i.household_id, '', '' from conference.item i
  union all
  select d.id, d.household_id, '', left(d.what, 60) from conference.decision d
  union all
  select s.id, null, '', '支援会議 第' || s.no || '号' from conference.series s
  union all
  select c.id, null, c.called, f.name || 'からの開催依頼' from conference.convening c
  join access.pub_agency f on f.id = c.owner_agency;

insert into settings.code_list (list, title, fixed, sort) values
  ('no-consent-reason', '同意をいただいていない理由', false, 330),
  ('sealed-end', '支援会議を終える理由', false, 340),
  ('release-basis', '支援会議から持ち出す根拠', true, 350);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('conference-body', 1, 'SUPPORT', '支援会議', '', '', 20, '2021-04-01', '社会福祉法第106条の6'),
  ('no-consent-reason', 1, 'REFUSED', 'ご本人が望んでいない', '', '', 10, '2021-04-01', '[実務]'),
  ('no-consent-reason', 1, 'NOT_MET', 'まだ会えていない', '', '', 20, '2021-04-01', '[実務]'),
  ('no-consent-reason', 1, 'NOT_ASKED', '関係ができるまで聞けない', '', '', 30, '2021-04-01', '[実務]'),
  ('no-consent-reason', 1, 'CANNOT', '判断する力が十分でない', '', '', 40, '2021-04-01', '[実務]'),
  ('no-consent-reason', 1, 'PARTLY', '世帯の一部の人だけ同意している', '', '', 50, '2021-04-01', '[実務]'),
  ('no-consent-reason', 1, 'OTHER', 'そのほか', '', '', 60, '2021-04-01', '[実務]'),
  ('sealed-end', 1, 'WATCHED', '見守りの体制が整った', '', '', 10, '2021-04-01', '[実務]'),
  ('sealed-end', 1, 'LINKED', 'ほかの支援につながった', '', '', 20, '2021-04-01', '[実務]'),
  ('sealed-end', 1, 'SETTLED', '心配がなくなった', '', '', 30, '2021-04-01', '[実務]'),
  ('sealed-end', 1, 'MOVED', '転出', '', '', 40, '2021-04-01', '[実務]'),
  ('sealed-end', 1, 'DIED', '死亡', '', '', 50, '2021-04-01', '[実務]'),
  ('sealed-end', 1, 'OTHER', 'そのほか', '', '', 60, '2021-04-01', '[実務]'),
  ('release-basis', 1, 'SUPPORT_CONFERENCE', '支援会議の目的の範囲内', '', '', 20, '2021-04-01', '[実務]'),
  ('release-basis', 1, 'OTHER_STATUTORY_BODY', 'ほかの法定の会議', '', '', 30, '2021-04-01', '[実務]'),
  ('release-basis', 1, 'STATUTORY_REPORT', '法令にもとづく通告・通報', '', '', 40, '2021-04-01', '[実務]'),
  ('release-basis', 1, 'PROTECTION_OF_LIFE', '生命・身体・財産の保護', '', '', 50, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('conference.judge', '支援会議の要否を判断する', 5, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.judge-urgent', '急ぎの開催依頼の要否を判断する', 1, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.watch', '見守りのあと、もう一度考える（はじめの値）', 90, 'DAY', '2021-04-01', '[実務]'),
  ('conference.other-road', 'ほかの道を確かめる', 5, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.call', '支援会議の日を決める', 10, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.sitting', '支援会議をひらき、結果を記録する（会議の日から）', 3, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.look-again', '支援会議の見守りを確かめる（はじめの値）', 90, 'DAY', '2021-04-01', '[実務]'),
  ('conference.sealed-check', '支援会議で決めたことの進みを確かめる（期限から）', 1, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.to-request', '支援依頼を出す', 10, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.released', '支援会議から届いたものを読む', 3, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.cooperate', '協力依頼に答える（はじめの値）', 14, 'DAY', '2021-04-01', '[実務]'),
  ('conference.cooperated', '協力依頼の答えを確かめる', 5, 'OPEN_DAY', '2021-04-01', '[実務]');
insert into settings.label (key, text, valid_from, source) values
  ('support-conference.law', '社会福祉法第106条の6', '2021-04-01', '社会福祉法'),
  ('support-conference.cooperation-law', '社会福祉法第106条の6第3項', '2021-04-01', '社会福祉法'),
  ('support-conference.secrecy', 'この会議で知ったことは、会議の目的のほかに使いません。会議を離れたあとも、正当な理由なく漏らしません（社会福祉法第106条の6第5項。罰則があります）。', '2021-04-01', '社会福祉法');
update settings.revision set no = no + 1 where id = 1;
