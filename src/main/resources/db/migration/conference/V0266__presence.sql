-- Who sits there while an item is talked about: an agency comes in or goes out between two items. The last row counts; where
-- there is none, whoever answered to come is there.
create table conference.item_presence (
  conference_item_id uuid not null references conference.item,
  no           int not null check (no > 0),
  agency_id    int not null,
  present      boolean not null,
  household_id uuid not null references sharing.subject,
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  at           timestamptz not null,
  staff_id     int not null,
  primary key (conference_item_id, no)
);
create index item_presence_household on conference.item_presence (household_id);
grant select, insert on conference.item_presence to kasane_app;
