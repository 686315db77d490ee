-- Why whoever decides for the municipality did not decide on a version, for those who write it anew.
create table collaboration.reconsideration (
  id           uuid primary key,
  plan_id      uuid not null references collaboration.plan,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  words        text not null check (words <> ''),
  asked_at     timestamptz not null,
  asked_by     int not null
);
create index reconsideration_household on collaboration.reconsideration (household_id);
create index reconsideration_plan on collaboration.reconsideration (plan_id);
grant select, insert on collaboration.reconsideration to kasane_app;
