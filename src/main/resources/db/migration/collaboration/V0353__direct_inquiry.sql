-- 直接の聞き取り: what 多機関協働 asked itself, with the reason why no agency of the household was asked to gather it.
create table collaboration.direct_inquiry (
  id           uuid primary key,
  case_id      uuid not null references casework.case_file,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  reason       text not null,                    -- of direct-reason
  reason_edition int not null,
  topic        text not null,                    -- of information-topic
  topic_edition int not null,
  source       text not null,                    -- of information-source
  source_edition int not null,
  asked_on     date not null,
  words        text not null check (words <> ''),
  written_at   timestamptz not null,
  written_by   int not null
);
create index direct_inquiry_household on collaboration.direct_inquiry (household_id);
create index direct_inquiry_case on collaboration.direct_inquiry (case_id);
grant select, insert on collaboration.direct_inquiry to kasane_app;
