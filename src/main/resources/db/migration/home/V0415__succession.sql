-- 異動・引き継ぎ: who leaves an agency on which day, to whom what hangs on them passes, and the 引継書 of each case.
create schema home;
grant usage on schema home to kasane_app, kasane_job;

create table home.succession (
  id           uuid primary key,
  agency_id    int not null,
  staff_id     int not null,                 -- who leaves
  from_day     date not null,                -- the first day on which others have it
  to_staff     int,                          -- whoever takes everything that is not named singly; null: nobody yet
  ends_hat     boolean not null,             -- no longer acts for the agency from that day on
  hat_last     date,                         -- the last day that this plan has given to the hat
  hat_was      date,                         -- the one it had before, for the case that the plan is withdrawn
  planned_at   timestamptz not null,
  planned_by   int not null,
  changed_at   timestamptz not null,
  changed_by   int not null,
  withdrawn_at timestamptz,
  withdrawn_by int,
  effected_at  timestamptz,                  -- took effect; something may be left to be settled
  finished_at  timestamptz,
  finished_by  int,                          -- null: nothing was left
  version      int not null default 1,
  check (to_staff <> staff_id),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check (withdrawn_at is null or effected_at is null),
  check (finished_at is null or effected_at is not null)
);
create unique index succession_open on home.succession (agency_id, staff_id)
  where withdrawn_at is null and finished_at is null;
grant select on home.succession to kasane_app, kasane_job;
grant insert on home.succession to kasane_app;
grant update (from_day, to_staff, ends_hat, changed_at, changed_by, withdrawn_at, withdrawn_by, finished_at, finished_by,
  version) on home.succession to kasane_app;
grant update (effected_at, finished_at, hat_last, hat_was) on home.succession to kasane_job;

-- One thing that passes: whom it was meant for where that was said singly, and what became of it.
create table home.succession_line (
  id            uuid primary key,
  succession_id uuid not null references home.succession,
  agency_id     int not null,
  kind          text not null check (kind in ('CASE', 'CONSULTATION', 'TASK')),
  item_id       uuid not null,
  household_id  uuid references sharing.subject,
  chosen        boolean not null,            -- named singly
  to_staff      int,                         -- whom it is meant for; null: nobody yet
  result        text check (result in ('HANDED', 'HELD', 'AGENCY', 'GONE')),
  holder        int,                         -- who has it since it took effect
  at            timestamptz,
  unique (succession_id, kind, item_id),
  check ((result is null) = (at is null))
);
grant select, insert on home.succession_line to kasane_app, kasane_job;
grant update (chosen, to_staff) on home.succession_line to kasane_app;
grant update (result, holder, at) on home.succession_line to kasane_job;

-- 引継書: what the one who leaves tells of a case to whoever takes it over. It is the agency's.
create table home.succession_note (
  id            uuid primary key,
  succession_id uuid not null references home.succession,
  case_id       uuid not null,
  household_id  uuid not null references sharing.subject,
  person_id     uuid check (person_id is null),
  owner_agency  int not null,
  audience      smallint not null default 0 check (audience = 0),
  category      int not null default 64 check (category = 64),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  standing      text not null default '',    -- いまの状況
  promised      text not null default '',    -- 約束していること
  care          text not null default '',    -- 気をつけること
  coming        text not null default '',    -- つぎの予定
  written_at    timestamptz,                 -- null: nothing was written before it passed
  written_by    int,
  version       int not null default 1,
  from_staff    int not null,                -- who had the case
  to_staff      int,                         -- who took the case over
  handed_at     timestamptz,
  confirmed_at  timestamptz,
  confirmed_by  int,
  unique (succession_id, case_id),
  check ((written_at is null) = (written_by is null)),
  check ((to_staff is null) = (handed_at is null)),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check (confirmed_at is null or handed_at is not null)
);
create index succession_note_household on home.succession_note (household_id);
grant select, insert on home.succession_note to kasane_app;
grant update (standing, promised, care, coming, written_at, written_by, version, confirmed_at, confirmed_by)
  on home.succession_note to kasane_app;
-- The job that hands cases over knows that there is a 引継書, and nothing of what it says.
grant select (id, succession_id, case_id, household_id, owner_agency, to_staff, handed_at, confirmed_at),
  insert (id, succession_id, case_id, household_id, owner_agency, from_staff, to_staff, handed_at),
  update (to_staff, handed_at) on home.succession_note to kasane_job;

create view home.pub_today with (security_invoker = true) as
  select n.id as item_id, n.household_id, '' as title, p.name || 'さんから' as subtitle
  from home.succession_note n join access.pub_staff p on p.id = n.from_staff
  union all
  select s.id, null::uuid, p.name || 'さんの異動', '' from home.succession s join access.pub_staff p on p.id = s.staff_id;
grant select on home.pub_today to kasane_app;

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('succession.notes', '異動する人が引継書を書く（おそくとも前の日）', 10, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('succession.confirm', '引き継いだ人が引継書を確かめる', 3, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('succession.rest', '異動のあとに残ったものを管理者がきめる', 3, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
