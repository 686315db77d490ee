-- What the system administrator changes: areas over time, deputies, accounts. A password's hash stays with the sign-in.
alter table access.agency_area drop constraint agency_area_pkey;
alter table access.agency_area add column id int generated always as identity primary key;
alter table access.agency_area add column valid_from date not null;
alter table access.agency_area add column valid_until date;
create index agency_area_agency on access.agency_area (agency_id);
alter table access.area add column valid_until date;
create index deputy_agency on access.deputy (agency_id);

grant update (valid_until) on access.agency_area, access.area to kasane_app;
grant select (staff_id, login, must_change, failures, locked_until, changed_at) on access.account to kasane_app;
grant insert (staff_id, login, password_hash, must_change, changed_at) on access.account to kasane_app;
grant update (password_hash, must_change, failures, locked_until, changed_at) on access.account to kasane_app;
grant select (token_hash, staff_id, hat_id, created_at, last_seen, expires_at, ended_at) on access.session to kasane_app;
grant update (ended_at) on access.session to kasane_app;

-- 代行: who answers for whom, for modules that hand out work.
create view access.pub_deputy with (security_invoker = true) as
  select agency_id, staff_id, deputy_id, valid_from, valid_until from access.deputy;
-- 事業機能 and 圏域 of the agencies.
create view access.pub_project_function with (security_invoker = true) as
  select agency_id, item, commissioned, base_type, valid_from, valid_until from access.project_function;
create view access.pub_agency_area with (security_invoker = true) as
  select agency_id, area_id, valid_from, valid_until from access.agency_area;
grant select on access.pub_deputy, access.pub_project_function, access.pub_agency_area to kasane_app, kasane_job;
