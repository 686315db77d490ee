-- Agencies, the people who work in them, and how they sign in.
create schema access;
grant usage on schema access to kasane_app, kasane_job, kasane_public;

-- 機関: any body that takes part, with or without accounts, and its 機関カード (what it does, does not do, whom to ring).
create table access.agency (
  id            int generated always as identity primary key,
  name          text not null,
  kana          text not null default '',
  kind          text not null,
  fields        text[] not null default '{}',
  municipal     boolean not null default false,
  own_secrecy   text not null default '',   -- the law that binds it beyond the ordinary, such as 地方税法22条; '' = none
  takes_referrals boolean not null default true,
  phone         text not null default '',
  address       text not null default '',
  hours         text not null default '',
  card_does     text not null default '',
  card_does_not text not null default '',
  card_contact  text not null default '',
  valid_from    date not null,
  valid_until   date,
  version       int not null default 1
);

-- 事業機能: which item of 社会福祉法106条の4第2項 an agency carries, since when, in-house or commissioned.
create table access.project_function (
  id          int generated always as identity primary key,
  agency_id   int not null references access.agency,
  item        text not null,             -- code of the dated list 'project-item'
  commissioned boolean not null,
  base_type   text,                      -- 拠点類型: code of the dated list 'base-type'
  valid_from  date not null,
  valid_until date
);

-- 圏域: several crossing divisions of the town; an address lies in one area of each.
create table access.area_system (
  id    int generated always as identity primary key,
  name  text not null,
  sort  int not null default 0
);
create table access.area (
  id        int generated always as identity primary key,
  system_id int not null references access.area_system,
  parent_id int references access.area,
  code      text not null default '',
  name      text not null,
  sort      int not null default 0
);
create table access.agency_area (
  agency_id int not null references access.agency,
  area_id   int not null references access.area,
  primary key (agency_id, area_id)
);

-- 担当者.
create table access.staff (
  id          int generated always as identity primary key,
  name        text not null,
  kana        text not null default '',
  title       text not null default '',
  valid_from  date not null,
  valid_until date,
  version     int not null default 1
);

-- One agency in whose name a person acts, from a date on; several at once are several hats.
create table access.hat (
  id          int generated always as identity primary key,
  staff_id    int not null references access.staff,
  agency_id   int not null references access.agency,
  valid_from  date not null,
  valid_until date
);
create index hat_staff on access.hat (staff_id);
create index hat_agency on access.hat (agency_id);

-- 職務 granted to a hat, with dates; the seam for 所管課 grants of 多機関協働 to any agency.
create table access.duty (
  id          int generated always as identity primary key,
  hat_id      int not null references access.hat,
  duty        text not null,
  valid_from  date not null,
  valid_until date
);
create index duty_hat on access.duty (hat_id);

-- 代行: who answers for whom while they are away, within one agency.
create table access.deputy (
  id          int generated always as identity primary key,
  agency_id   int not null references access.agency,
  staff_id    int not null references access.staff,
  deputy_id   int not null references access.staff,
  valid_from  date not null,
  valid_until date not null,
  check (staff_id <> deputy_id)
);

-- How a person of the staff proves who they are. Only the sign-in step reads this table.
create table access.account (
  staff_id      int primary key references access.staff,
  login         text not null unique,
  password_hash text not null,
  must_change   boolean not null default false,
  failures      int not null default 0,
  locked_until  timestamptz,
  second_factor text not null default 'NONE',   -- the seam: NONE now, further kinds by their own rows
  changed_at    timestamptz not null
);

-- A signed-in browser. The token itself is never stored, only its hash.
create table access.session (
  token_hash  bytea primary key,
  staff_id    int not null references access.staff,
  hat_id      int not null references access.hat,
  created_at  timestamptz not null,
  last_seen   timestamptz not null,
  expires_at  timestamptz not null,
  ended_at    timestamptz
);
create index session_staff on access.session (staff_id) where ended_at is null;
create index session_expiry on access.session (expires_at);

-- Tries to sign in, for the rate limit; the typed name and the address are kept as keyed hashes only.
create table access.sign_in_try (
  id         bigint generated always as identity primary key,
  login_hash bytea not null,
  source_hash bytea not null,
  at         timestamptz not null,
  ok         boolean not null
);
create index sign_in_try_login on access.sign_in_try (login_hash, at);
create index sign_in_try_source on access.sign_in_try (source_hash, at);

grant select on access.agency, access.project_function, access.area_system, access.area, access.agency_area,
  access.staff, access.hat, access.duty, access.deputy to kasane_app, kasane_job;
grant select on access.agency, access.project_function, access.area_system, access.area, access.agency_area
  to kasane_public;
grant insert on access.agency, access.project_function, access.area_system, access.area, access.agency_area,
  access.staff, access.hat, access.duty, access.deputy to kasane_app, kasane_job;
grant update (name, kana, kind, fields, municipal, own_secrecy, takes_referrals, phone, address, hours, card_does,
  card_does_not, card_contact, valid_until, version) on access.agency to kasane_app;
grant update (valid_until) on access.project_function, access.hat, access.duty, access.deputy to kasane_app;
grant update (name, kana, title, valid_until, version) on access.staff to kasane_app;
grant select, insert, update on access.account, access.session to kasane_job;
grant select, insert on access.sign_in_try to kasane_job;
grant delete on access.session, access.sign_in_try to kasane_job;

-- What other modules may join.
create view access.pub_agency with (security_invoker = true) as
  select id, name, kana, kind, fields, municipal, own_secrecy, takes_referrals, phone, address, hours, card_does,
         card_does_not, card_contact, valid_from, valid_until from access.agency;
create view access.pub_staff with (security_invoker = true) as
  select id, name, title from access.staff;
create view access.pub_hat with (security_invoker = true) as
  select staff_id, agency_id, valid_from, valid_until from access.hat;
create view access.pub_duty with (security_invoker = true) as
  select h.agency_id, h.staff_id, d.duty, d.valid_from, d.valid_until
  from access.duty d join access.hat h on h.id = d.hat_id;
create view access.pub_area with (security_invoker = true) as
  select a.id, a.system_id, s.name as system, a.name, a.code, a.sort from access.area a
  join access.area_system s on s.id = a.system_id;
grant select on access.pub_agency, access.pub_staff, access.pub_hat, access.pub_duty, access.pub_area
  to kasane_app, kasane_job;
