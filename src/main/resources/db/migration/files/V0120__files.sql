-- 添付: papers and pictures that belong to a record. They carry the columns of that record, so they are seen exactly like it.
create schema files;
grant usage on schema files to kasane_app;

create table files.attachment (
  id             uuid primary key,
  household_id   uuid not null references sharing.subject,
  person_id      uuid references sharing.subject_person,
  owner_agency   int not null,
  audience       smallint not null,
  category       int not null,
  item_id        uuid,
  concealed      boolean not null default false,
  attached_to    uuid not null,              -- the record it belongs to, whichever module keeps that
  record_path    text not null,              -- the page of that record
  name           text not null check (char_length(name) between 1 and 200),
  kind           text not null,
  size           int not null check (size > 0),
  sha256         bytea not null,
  content        bytea not null,
  added_at       timestamptz not null,
  added_by       int not null,
  withdrawn_at   timestamptz,                -- 取消: kept, but neither listed nor opened any more
  withdrawn_by   int,
  withdrawal_reason text,
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null))
);
create index attachment_of on files.attachment (attached_to, added_at);
create index attachment_household on files.attachment (household_id);
-- Pictures and office files are compressed already.
alter table files.attachment alter column content set storage external;
grant select, insert on files.attachment to kasane_app;
grant update (withdrawn_at, withdrawn_by, withdrawal_reason) on files.attachment to kasane_app;
