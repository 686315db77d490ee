-- 情報収集依頼: what 多機関協働 asks one agency to gather about the people of a case, and what it answers. Only the two
-- agencies see it, and each only while it may know of everybody it is about.
create table collaboration.information_request (
  id            uuid primary key,
  case_id       uuid not null references casework.case_file,
  household_id  uuid not null references sharing.subject,
  persons       uuid[] not null check (cardinality(persons) > 0),
  owner_agency  int not null,                    -- 多機関協働
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 256 check (category = 256),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  to_agency     int not null,
  topics        text[] not null check (cardinality(topics) > 0),
  topic_edition int not null,
  words         text not null check (words <> ''),
  due           date not null,
  asked_at      timestamptz not null,
  asked_by      int not null
);
create index information_request_household on collaboration.information_request (household_id);
create index information_request_case on collaboration.information_request (case_id);
grant select, insert on collaboration.information_request to kasane_app;

create table collaboration.information_step (
  id           uuid primary key,
  request_id   uuid not null references collaboration.information_request,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,                     -- whoever takes it
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  to_agency    int not null,                     -- the other of the two
  kind         text not null check (kind in ('ANSWER', 'CANNOT', 'READ', 'WITHDRAW')),
  words        text not null default '',
  staff_id     int not null,
  at           timestamptz not null,
  unique (request_id, no),
  check (kind <> 'CANNOT' or words <> '')
);
create index information_step_household on collaboration.information_step (household_id);
grant select, insert on collaboration.information_step to kasane_app;

create table collaboration.information_part (
  request_id     uuid not null references collaboration.information_request,
  topic          text not null,
  household_id   uuid not null references sharing.subject,
  persons        uuid[] not null check (cardinality(persons) > 0),
  owner_agency   int not null,                   -- whoever answers
  audience       smallint not null default 1 check (audience = 1),
  category       int not null default 256 check (category = 256),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  to_agency      int not null,                   -- 多機関協働
  words          text not null check (words <> ''),
  source         text not null,
  source_edition int not null,
  primary key (request_id, topic)
);
create index information_part_household on collaboration.information_part (household_id);
grant select, insert on collaboration.information_part to kasane_app;

create or replace view collaboration.pub_today with (security_invoker = true) as
  select r.id as item_id, r.household_id, '' as title, f.name || ' → ' || t.name as subtitle
  from collaboration.support_request r
  join access.pub_agency f on f.id = r.owner_agency
  join access.pub_agency t on t.id = r.to_agency
  union all
  select i.id, o.household_id, '', '初回面談の同席'   -- whose it is, for the asker alone
  from collaboration.introduction i left join collaboration.introduction_of o on o.introduction_id = i.id
  union all
  select r.id, r.household_id, '', f.name || ' → ' || t.name
  from collaboration.information_request r
  join access.pub_agency f on f.id = r.owner_agency
  join access.pub_agency t on t.id = r.to_agency;
