-- 期限: a day after which something a household lives on is no longer so (要介護認定, 受給者証, 明渡し). Written down like a
-- record: for the own agency unless it was widened on purpose. What has passed or was renewed is ended, never changed.
create table casework.expiry (
  id           uuid primary key,
  household_id uuid not null references sharing.subject,
  person_id    uuid references sharing.subject_person,     -- null: the whole household
  owner_agency int not null,
  audience     smallint not null default 0 check (audience in (0, 1)),
  category     int not null check (category in (32, 64)),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  kind         text not null,                               -- of expiry-kind
  kind_edition int not null,
  expires_on   date not null,
  note         text not null default '',
  written_at   timestamptz not null,
  written_by   int not null,
  ended_at     timestamptz,
  ended_by     int,
  check ((ended_at is null) = (ended_by is null))
);
create index expiry_household on casework.expiry (household_id, expires_on) where ended_at is null;
grant select, insert on casework.expiry to kasane_app;
grant update (ended_at, ended_by) on casework.expiry to kasane_app;

create view casework.pub_expiry with (security_invoker = true) as
  select id, household_id, person_id, owner_agency, kind, kind_edition, expires_on from casework.expiry
  where ended_at is null;
grant select on casework.pub_expiry to kasane_app;
