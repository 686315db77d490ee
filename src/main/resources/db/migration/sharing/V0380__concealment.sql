-- 秘匿 and 利害関係: what is shut inside an agency's own records. The facts stand here, without a word about anybody; the
-- policies of every table ask them, so that no table has to be told that something began or ended.

-- One row for each thing that is shut: the whole record of a household, or how and where to find one person of it.
create table sharing.concealment (
  id           uuid primary key default uuidv7(),
  measure_id   uuid not null,
  household_id uuid not null references sharing.subject,
  person_id    uuid references sharing.subject_person,
  counterpart  uuid references sharing.subject_person,   -- 相手方, where it is a person of this record
  owner_agency int not null,
  set_at       timestamptz not null,
  set_by       int not null,
  ended_at     timestamptz,
  check (counterpart <> person_id),
  unique nulls not distinct (measure_id, household_id, person_id)
);
create index concealment_owner on sharing.concealment (owner_agency) where ended_at is null;
create index concealment_household on sharing.concealment (household_id) where ended_at is null;
grant select on sharing.concealment to kasane_app;
grant select, insert, update on sharing.concealment to kasane_sharing;

-- 秘匿を終える: one asks, another confirms. A term that runs out ends nothing.
create table sharing.concealment_end (
  id           uuid primary key default uuidv7(),
  measure_id   uuid not null,
  household_id uuid not null references sharing.subject,
  owner_agency int not null,
  asked_at     timestamptz not null,
  asked_by     int not null,
  reason       text not null check (reason <> ''),
  confirmed_at timestamptz,
  confirmed_by int,
  dropped_at   timestamptz,
  dropped_by   int,
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((dropped_at is null) = (dropped_by is null)),
  check (confirmed_at is null or dropped_at is null),
  check (confirmed_by <> asked_by)
);
create unique index concealment_end_open on sharing.concealment_end (measure_id)
  where confirmed_at is null and dropped_at is null;
grant select on sharing.concealment_end to kasane_app;
grant select, insert, update on sharing.concealment_end to kasane_sharing;

-- 利害関係の申告: somebody of the staff who keeps away from a record, of whatever agency they act for.
create table sharing.recusal (
  id           uuid primary key default uuidv7(),
  household_id uuid not null references sharing.subject,
  staff_id     int not null,
  owner_agency int not null,
  declared_at  timestamptz not null,
  ended_at     timestamptz,
  ended_by     int,
  check ((ended_at is null) = (ended_by is null)),
  check (ended_by <> staff_id)
);
create unique index recusal_living on sharing.recusal (staff_id, household_id) where ended_at is null;
grant select, insert, update on sharing.recusal to kasane_sharing;

-- In plpgsql, whose plans are kept: these are asked in every statement on personal tables.
-- Who may see what is shut: a living grant for concealed content, of a person only in the hat in which it was given.
create function sharing.admitted(p_household uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select exists (
      select from sharing.grant g
      where g.household_id = p_household and g.recipient = any (gate.viewer_recipients()) and g.concealed_too
        and g.item_id is null and g.ended_at is null
        and g.valid_from <= gate.viewer_now() and g.valid_until > gate.viewer_now()
        and (g.staff_id is null or g.given_by_agency = gate.viewer_agency())));
end $$;

-- The records that the viewer's own agency keeps and the viewer is kept from; and those that the viewer keeps away from.
create function sharing.shut_here() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select coalesce(array_agg(s.household_id), '{}') from (
      select c.household_id from sharing.concealment c
      where c.owner_agency = gate.viewer_agency() and c.person_id is null and c.ended_at is null
        and not sharing.admitted(c.household_id)
      union
      select r.household_id from sharing.recusal r
      where r.staff_id = gate.viewer_staff() and r.ended_at is null) s);
end $$;

-- What other agencies keep and shut although they once shared it: their grants open it no more.
create function sharing.shut_elsewhere() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct c.household_id), '{}')
    from sharing.concealment c
    join sharing.grant g on g.household_id = c.household_id and g.recipient = any (gate.viewer_recipients())
      and g.ended_at is null
    where c.owner_agency <> gate.viewer_agency() and c.person_id is null and c.ended_at is null
      and not sharing.admitted(c.household_id));
end $$;

-- The persons whom the viewer may know, and not how or where to find; in the own agency's records, and in those of others.
create function sharing.hidden_here() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct c.person_id), '{}') from sharing.concealment c
    where c.owner_agency = gate.viewer_agency() and c.person_id is not null and c.ended_at is null
      and not sharing.admitted(c.household_id));
end $$;

create function sharing.hidden_elsewhere() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct c.person_id), '{}') from sharing.concealment c
    join sharing.grant g on g.household_id = c.household_id and g.recipient = any (gate.viewer_recipients())
      and g.ended_at is null
    where c.owner_agency <> gate.viewer_agency() and c.person_id is not null and c.ended_at is null
      and not sharing.admitted(c.household_id));
end $$;

-- Shuts persons of a record, or all of it, and admits whoever does it and those they name. It only ever adds: a second
-- call for the same measure takes more persons in.
create function sharing.conceal(p_measure uuid, p_household uuid, p_persons uuid[], p_whole boolean, p_counterpart uuid,
                                p_admitted int[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_agency int := gate.viewer_agency();
  v_staff int := gate.viewer_staff();
  v_now timestamptz := gate.viewer_now();
  v_person uuid;
  v_admit int;
begin
  if v_agency is null or v_staff is null or v_now is null
     or not exists (select from sharing.subject s where s.household_id = p_household and s.owner_agency = v_agency)
     or p_household = any (sharing.shut_here())
     or exists (select from sharing.concealment c where c.household_id = p_household and c.ended_at is null
                and not sharing.admitted(p_household))
     or not p_whole and cardinality(p_persons) = 0
     or exists (select from sharing.concealment c where c.measure_id = p_measure
                and (c.household_id <> p_household or c.ended_at is not null))
     or exists (select from unnest(array_append(p_persons, p_counterpart)) p(id) where p.id is not null and not exists (
                  select from sharing.subject_person s where s.person_id = p.id and s.household_id = p_household)) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  if p_whole then
    insert into sharing.concealment (measure_id, household_id, person_id, counterpart, owner_agency, set_at, set_by)
    values (p_measure, p_household, null, p_counterpart, v_agency, v_now, v_staff) on conflict do nothing;
  end if;
  foreach v_person in array p_persons loop
    insert into sharing.concealment (measure_id, household_id, person_id, counterpart, owner_agency, set_at, set_by)
    values (p_measure, p_household, v_person, p_counterpart, v_agency, v_now, v_staff) on conflict do nothing;
  end loop;
  foreach v_admit in array array_append(p_admitted, v_staff) loop
    if v_admit > 0 and not exists (
        select from sharing.grant g where g.household_id = p_household and g.staff_id = v_admit and g.concealed_too
          and g.item_id is null and g.given_by_agency = v_agency and g.ended_at is null) then
      insert into sharing.grant (household_id, categories, staff_id, basis, concealed_too, source, valid_from,
                                 given_by_agency, given_by_staff)
      values (p_household, 511, v_admit, 5, true, 'concealment', v_now, v_agency, v_staff);
    end if;
  end loop;
end $$;

-- Admits one more of the staff: only whoever is admitted can. It counts only in the hat of the agency that keeps the record.
create function sharing.admit(p_household uuid, p_staff int) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_agency int := gate.viewer_agency();
begin
  if not sharing.admitted(p_household) or p_staff is null or p_staff <= 0
     or not exists (select from sharing.concealment c where c.household_id = p_household and c.owner_agency = v_agency
                    and c.ended_at is null) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  if exists (select from sharing.grant g where g.household_id = p_household and g.staff_id = p_staff and g.concealed_too
             and g.item_id is null and g.given_by_agency = v_agency and g.ended_at is null) then
    return false;
  end if;
  insert into sharing.grant (household_id, categories, staff_id, basis, concealed_too, source, valid_from,
                             given_by_agency, given_by_staff)
  values (p_household, 511, p_staff, 5, true, 'concealment', gate.viewer_now(), v_agency, gate.viewer_staff());
  return true;
end $$;

-- Ends an admission; somebody always stays who may see it, for a record that nobody sees is lost.
create function sharing.dismiss(p_household uuid, p_staff int) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_agency int := gate.viewer_agency();
begin
  if not sharing.admitted(p_household) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  perform from sharing.concealment c where c.household_id = p_household and c.ended_at is null for update;
  if (select count(distinct g.staff_id) from sharing.grant g
      where g.household_id = p_household and g.source = 'concealment' and g.given_by_agency = v_agency
        and g.ended_at is null) < 2 then
    return false;
  end if;
  update sharing.grant g set ended_at = gate.viewer_now(), end_reason = 'dismissed'
  where g.household_id = p_household and g.staff_id = p_staff and g.source = 'concealment'
    and g.given_by_agency = v_agency and g.ended_at is null;
  return found;
end $$;

create function sharing.ask_concealment_end(p_measure uuid, p_reason text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_household uuid;
begin
  select c.household_id into v_household from sharing.concealment c
  where c.measure_id = p_measure and c.ended_at is null and c.owner_agency = gate.viewer_agency() limit 1;
  if not found or not sharing.admitted(v_household) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  insert into sharing.concealment_end (measure_id, household_id, owner_agency, asked_at, asked_by, reason)
  values (p_measure, v_household, gate.viewer_agency(), gate.viewer_now(), gate.viewer_staff(), p_reason)
  on conflict do nothing;
  return found;
end $$;

create function sharing.drop_concealment_end(p_measure uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update sharing.concealment_end e set dropped_at = gate.viewer_now(), dropped_by = gate.viewer_staff()
  where e.measure_id = p_measure and e.owner_agency = gate.viewer_agency() and e.confirmed_at is null
    and e.dropped_at is null and sharing.admitted(e.household_id);
  return found;
end $$;

-- The second of the two: an admitted person who is not the one who asked. Only here anything opens again.
create function sharing.confirm_concealment_end(p_measure uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_end sharing.concealment_end;
begin
  select * into v_end from sharing.concealment_end e
  where e.measure_id = p_measure and e.owner_agency = gate.viewer_agency() and e.confirmed_at is null
    and e.dropped_at is null for update;
  if not found or not sharing.admitted(v_end.household_id) or v_end.asked_by = gate.viewer_staff() then
    return false;
  end if;
  update sharing.concealment_end e set confirmed_at = gate.viewer_now(), confirmed_by = gate.viewer_staff()
  where e.id = v_end.id;
  update sharing.concealment c set ended_at = gate.viewer_now() where c.measure_id = p_measure and c.ended_at is null;
  if not exists (select from sharing.concealment c where c.household_id = v_end.household_id and c.ended_at is null) then
    update sharing.grant g set ended_at = gate.viewer_now(), end_reason = 'concealment ended'
    where g.household_id = v_end.household_id and g.source = 'concealment' and g.ended_at is null;
  end if;
  return true;
end $$;

-- What an admitted person gives of a record that is shut is given on purpose: it opens to whom it was given, and stays
-- with those admitted in the own agency. Where only somebody's whereabouts are shut, no gift opens them.
create function sharing.give_of_concealed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not new.concealed_too and new.agency_id is not null and new.basis <> 7
     and exists (select from sharing.concealment c where c.household_id = new.household_id and c.person_id is null
                 and c.ended_at is null and new.agency_id <> c.owner_agency)
     and sharing.admitted(new.household_id) then
    new.concealed_too := true;
  end if;
  return new;
end $$;
create trigger give_of_concealed before insert on sharing.grant
  for each row execute function sharing.give_of_concealed();

-- Whether somebody who is protected and the one they are protected from would stand in one plan.
create function sharing.parties_together(p_household uuid, p_persons uuid[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from sharing.concealment c
                 where c.household_id = p_household and c.ended_at is null and c.counterpart = any (p_persons)
                   and (c.person_id = any (p_persons) or c.person_id is null and cardinality(p_persons) > 1))
$$;

-- The same for the table of plans, whatever the code forgets.
create function sharing.keep_parties_apart() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if sharing.parties_together(new.household_id, new.persons) then
    raise exception 'not possible' using errcode = 'KA004';
  end if;
  return new;
end $$;

-- Whether what came to the viewer's agency with this item is shut where it came from: a copy is shut as well.
create function sharing.came_concealed(p_household uuid, p_item uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from sharing.grant g
                 join sharing.concealment c on c.household_id = g.household_id and c.person_id is null and c.ended_at is null
                 where g.household_id = p_household and g.item_id = p_item and g.agency_id = gate.viewer_agency()
                   and g.ended_at is null)
$$;

-- 利害関係: whoever declares it sees nothing of the record from now on. That the record exists is not told by it.
create function sharing.declare_interest(p_household uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_owner int;
begin
  select s.owner_agency into v_owner from sharing.subject s where s.household_id = p_household;
  if not found or gate.viewer_staff() is null or p_household = any (sharing.shut_here() || sharing.shut_elsewhere())
     or not exists (select from sharing.grant g where g.household_id = p_household
                    and g.recipient = any (gate.viewer_recipients()) and g.ended_at is null) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  insert into sharing.recusal (household_id, staff_id, owner_agency, declared_at)
  values (p_household, gate.viewer_staff(), v_owner, gate.viewer_now()) on conflict do nothing;
  return found;
end $$;

do $$
declare
  v_function text;
begin
  foreach v_function in array array[
      'sharing.admitted(uuid)', 'sharing.shut_here()', 'sharing.shut_elsewhere()', 'sharing.hidden_here()',
      'sharing.hidden_elsewhere()',
      'sharing.conceal(uuid, uuid, uuid[], boolean, uuid, int[])', 'sharing.admit(uuid, int)', 'sharing.dismiss(uuid, int)',
      'sharing.ask_concealment_end(uuid, text)', 'sharing.drop_concealment_end(uuid)',
      'sharing.confirm_concealment_end(uuid)', 'sharing.parties_together(uuid, uuid[])',
      'sharing.came_concealed(uuid, uuid)', 'sharing.declare_interest(uuid)'] loop
    execute 'revoke execute on function ' || v_function || ' from public';
    execute 'grant execute on function ' || v_function || ' to kasane_app';
  end loop;
  revoke execute on function sharing.give_of_concealed() from public;
  grant usage, create on schema sharing to kasane_sharing;
  foreach v_function in array array[
      'sharing.admitted(uuid)', 'sharing.shut_here()', 'sharing.shut_elsewhere()', 'sharing.hidden_here()',
      'sharing.hidden_elsewhere()',
      'sharing.conceal(uuid, uuid, uuid[], boolean, uuid, int[])', 'sharing.admit(uuid, int)', 'sharing.dismiss(uuid, int)',
      'sharing.ask_concealment_end(uuid, text)', 'sharing.drop_concealment_end(uuid)',
      'sharing.confirm_concealment_end(uuid)', 'sharing.parties_together(uuid, uuid[])',
      'sharing.came_concealed(uuid, uuid)', 'sharing.declare_interest(uuid)',
      'sharing.give_of_concealed()'] loop
    execute 'alter function ' || v_function || ' owner to kasane_sharing';
  end loop;
  revoke create on schema sharing from kasane_sharing;
end $$;

-- What is shut, for those who are admitted to it.
create view sharing.pub_concealment with (security_invoker = true) as
  select measure_id, household_id, person_id, counterpart, set_at, set_by from sharing.concealment
  where ended_at is null;
create view sharing.pub_concealment_end with (security_invoker = true) as
  select measure_id, household_id, asked_at, asked_by, reason, confirmed_at, confirmed_by, dropped_at
  from sharing.concealment_end;
grant select on sharing.pub_concealment, sharing.pub_concealment_end to kasane_app;

-- 利害関係: the manager of the agency that keeps the record sees who keeps away, and lets them back when it was a mistake.
grant select on sharing.recusal to kasane_app;
grant update (ended_at, ended_by) on sharing.recusal to kasane_app;
create view sharing.pub_recusal with (security_invoker = true) as
  select id, household_id, staff_id, declared_at from sharing.recusal where ended_at is null;
grant select on sharing.pub_recusal to kasane_app;
