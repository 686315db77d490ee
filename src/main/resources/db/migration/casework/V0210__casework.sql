-- 支援経過記録: what was done, seen and heard, apart from what the writer makes of it. Written when it was not yet known who
-- would one day read it, so the audience is the own agency unless it was widened on purpose.
create schema casework;
grant usage on schema casework to kasane_app;

create table casework.contact_record (
  id             uuid primary key,
  household_id   uuid not null references sharing.subject,
  person_id      uuid references sharing.subject_person,     -- null: the whole household
  owner_agency   int not null,
  audience       smallint not null default 0 check (audience in (0, 1)),
  category       int not null default 64 check (category = 64),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  done_at        timestamptz not null,          -- when it took place; written_at is another matter
  time_known     boolean not null,              -- false: only the day is known
  method         text not null,
  method_edition int not null,
  with_whom      text not null default '',
  place          text not null default '',
  facts          text not null check (facts <> ''),
  impression     text not null default '',
  words          text not null default '',
  next_step      text not null default '',
  next_staff     int,
  next_until     date,
  written_at     timestamptz not null,
  written_by     int not null,
  corrected_at   timestamptz,
  corrected_by   int,
  version        int not null default 1
);
create index contact_record_household on casework.contact_record (household_id, done_at desc, id desc);
grant select, insert on casework.contact_record to kasane_app;
grant update (done_at, time_known, method, method_edition, with_whom, place, facts, impression, words, next_step,
  next_staff, next_until, corrected_at, corrected_by, version) on casework.contact_record to kasane_app;

-- 訂正の前: what the record said until it was corrected, and why that was done. Never changed.
create table casework.contact_record_revision (
  record_id      uuid not null references casework.contact_record,
  version        int not null,
  household_id   uuid not null references sharing.subject,
  person_id      uuid references sharing.subject_person,
  owner_agency   int not null,
  audience       smallint not null check (audience in (0, 1)),
  category       int not null default 64 check (category = 64),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  done_at        timestamptz not null,
  time_known     boolean not null,
  method         text not null,
  method_edition int not null,
  with_whom      text not null,
  place          text not null,
  facts          text not null,
  impression     text not null,
  words          text not null,
  next_step      text not null,
  next_staff     int,
  next_until     date,
  reason         text not null check (reason <> ''),
  replaced_at    timestamptz not null,
  replaced_by    int not null,
  primary key (record_id, version)
);
grant select, insert on casework.contact_record_revision to kasane_app;

-- One line of a household's 経過, in the columns that every module's timeline has.
create view casework.pub_timeline with (security_invoker = true) as
  select household_id, person_id, done_at as at, 'casework.record' as kind, id as item_id, owner_agency as agency_id,
         written_by as staff_id, left(facts, 200) as summary, left(impression, 200) as detail, '/records/' || id as path
  from casework.contact_record;
-- The words of an open task about a record.
create view casework.pub_today with (security_invoker = true) as
  select id as item_id, household_id, person_id, left(next_step, 60) as summary from casework.contact_record;
grant select on casework.pub_timeline, casework.pub_today to kasane_app;
