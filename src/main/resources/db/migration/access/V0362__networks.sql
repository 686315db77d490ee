-- 使える場所: the networks from which an agency may be worked for; without a row, from everywhere.
create table access.agency_network (
  id          int generated always as identity primary key,
  agency_id   int not null references access.agency,
  network     cidr not null,
  note        text not null default '',      -- 「庁内LAN」「包括北の事務所」
  valid_from  date not null,
  valid_until date
);
create index agency_network_agency on access.agency_network (agency_id);
grant select, insert, update (valid_until) on access.agency_network to kasane_app;
grant select on access.agency_network to kasane_job;
