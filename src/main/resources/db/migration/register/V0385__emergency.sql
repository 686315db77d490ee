-- 緊急閲覧: whoever opens records that are not theirs, because a life is in danger, writes down whom they look for and why.
-- The row comes first; without it nothing is found.
create table register.emergency (
  id             uuid primary key,
  staff_id       int not null,
  owner_agency   int not null,
  opened_at      timestamptz not null,
  until_at       timestamptz not null check (until_at > opened_at),
  called         text not null check (called <> ''),
  folded         text not null check (folded <> ''),
  birth          text not null check (birth <> ''),
  danger         text not null,
  danger_edition int not null,
  reason         text not null check (reason <> ''),
  found          int
);
grant select, insert on register.emergency to kasane_app;
grant select, update (found) on register.emergency to kasane_search;

-- 事後の確認, by somebody else.
create table register.emergency_review (
  id           uuid primary key,
  emergency_id uuid not null references register.emergency,
  owner_agency int not null,
  staff_id     int not null,
  verdict      text not null check (verdict in ('FIT', 'ASK', 'UNFIT')),
  words        text not null default '',
  at           timestamptz not null
);
create index emergency_review_of on register.emergency_review (emergency_id);
grant select, insert on register.emergency_review to kasane_app;

-- Opens what is kept about exactly this person of exactly this birthday; once for each row, never what is concealed.
create function register.open_in_emergency(p_emergency uuid) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row register.emergency;
  v_households uuid[];
  v_found int;
begin
  select * into v_row from register.emergency e
  where e.id = p_emergency and e.staff_id = gate.viewer_staff() and e.owner_agency = gate.viewer_agency()
    and e.opened_at = gate.viewer_now() and e.found is null;
  if not found then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  select coalesce(array_agg(distinct p.household_id), '{}') into v_households from register.person p
  where v_row.folded = any (p.folded) and p.birth = v_row.birth and not p.concealed;
  v_found := sharing.give_in_emergency(v_households, v_row.until_at);
  update register.emergency e set found = v_found where e.id = p_emergency;
  return v_found;
end $$;
revoke execute on function register.open_in_emergency(uuid) from public;
grant execute on function register.open_in_emergency(uuid) to kasane_app;
grant create on schema register to kasane_search;
alter function register.open_in_emergency(uuid) owner to kasane_search;
revoke create on schema register from kasane_search;

create or replace view register.pub_today with (security_invoker = true) as
  select d.consent_id as item_id, d.household_id, trim(p.family || ' ' || p.given) as title, '' as subtitle
  from register.consent_detail d join register.person p on p.person_id = d.person_id
  union all
  select m.id, m.household_id, h.label || case when h.label ~ '(家|世帯|方)$' then '' else '家' end, ''
  from register.concealment_measure m join register.household h on h.household_id = m.household_id
  union all
  select e.id, null::uuid, s.name, a.name
  from register.emergency e
  join access.pub_staff s on s.id = e.staff_id join access.pub_agency a on a.id = e.owner_agency;
