-- 引継書: what goes to another municipality when somebody moves there, exactly as far as each person agreed. Where the family
-- goes is nobody's business in town: the rows are the agency's own that carries the case.
create table collaboration.handover (
  id            uuid primary key,
  case_id       uuid not null references casework.case_file,
  household_id  uuid not null references sharing.subject,
  persons       uuid[] not null check (cardinality(persons) > 0),   -- who agreed to something
  owner_agency  int not null,
  audience      smallint not null default 0 check (audience = 0),
  category      int not null default 256 check (category = 256),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  to_name       text not null check (to_name <> ''),
  moves_on      date not null,
  agreed_on     date not null,
  agreed_how    text not null check (agreed_how in ('WRITTEN', 'SPOKEN')),
  made_at       timestamptz not null,
  made_by       int not null,
  changed_at    timestamptz not null,
  changed_by    int not null,
  given_on      date,
  given_to      text not null default '',
  given_how     text not null default '' check (given_how in ('', 'PERSON', 'HAND', 'POST', 'OTHER')),
  given_by      int,
  withdrawn_at  timestamptz,
  withdrawn_by  int,
  version       int not null default 1,
  check ((given_on is null) = (given_by is null) and (given_on is null) = (given_to = '') and (given_on is null) = (given_how = '')),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check (given_on is null or withdrawn_at is null)
);
create index handover_case on collaboration.handover (case_id);
create index handover_household on collaboration.handover (household_id);
grant select, insert on collaboration.handover to kasane_app;
grant update (changed_at, changed_by, given_on, given_to, given_how, given_by, withdrawn_at, withdrawn_by, version)
  on collaboration.handover to kasane_app;

-- What one person agreed to, and what is told of it; there is no place to write what was not agreed.
create table collaboration.handover_part (
  handover_id  uuid not null references collaboration.handover,
  person_id    uuid not null references sharing.subject_person,
  household_id uuid not null references sharing.subject,
  owner_agency int not null,
  audience     smallint not null default 0 check (audience = 0),
  category     int not null check (category in (2, 4, 8, 16, 32, 64, 256)),   -- the kind of content agreed to
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  words        text not null default '',
  primary key (handover_id, person_id, category)
);
create index handover_part_household on collaboration.handover_part (household_id);
grant select, insert on collaboration.handover_part to kasane_app;
grant update (words) on collaboration.handover_part to kasane_app;

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('case.handover', '転出の引継書を渡す', 5, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
