-- Somebody stays admitted to what is shut: whoever keeps away from the record by 利害関係の申告 does not count, neither when an
-- admission ends nor when an admitted person declares an interest.

-- Whether another person of the agency may still see what is shut when this one no longer does.
create function sharing.somebody_stays(p_household uuid, p_agency int, p_without int) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from sharing.grant g
                 where g.household_id = p_household and g.source = 'concealment' and g.given_by_agency = p_agency
                   and g.staff_id <> p_without and g.ended_at is null
                   and not exists (select from sharing.recusal r where r.household_id = p_household
                                   and r.staff_id = g.staff_id and r.ended_at is null))
$$;
revoke execute on function sharing.somebody_stays(uuid, int, int) from public;
grant execute on function sharing.somebody_stays(uuid, int, int) to kasane_sharing;

-- A function is replaced by its owner.
grant usage, create on schema sharing to kasane_sharing;
set role kasane_sharing;

create or replace function sharing.dismiss(p_household uuid, p_staff int) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_agency int := gate.viewer_agency();
begin
  if not sharing.admitted(p_household) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  -- Two who leave at once would each still see the other.
  perform from sharing.concealment c where c.household_id = p_household and c.ended_at is null for update;
  if not sharing.somebody_stays(p_household, v_agency, p_staff) then
    return false;
  end if;
  update sharing.grant g set ended_at = gate.viewer_now(), end_reason = 'dismissed'
  where g.household_id = p_household and g.staff_id = p_staff and g.source = 'concealment'
    and g.given_by_agency = v_agency and g.ended_at is null;
  return found;
end $$;

-- 利害関係: whoever declares it sees nothing of the record from now on. That the record exists is not told by it. The last one
-- who may see what is shut is answered false: somebody else has to be admitted first.
create or replace function sharing.declare_interest(p_household uuid) returns boolean
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
  perform from sharing.concealment c where c.household_id = p_household and c.ended_at is null for update;
  if found and exists (select from sharing.grant g where g.household_id = p_household and g.source = 'concealment'
                       and g.staff_id = gate.viewer_staff() and g.given_by_agency = v_owner and g.ended_at is null)
     and not sharing.somebody_stays(p_household, v_owner, gate.viewer_staff()) then
    return false;
  end if;
  insert into sharing.recusal (household_id, staff_id, owner_agency, declared_at)
  values (p_household, gate.viewer_staff(), v_owner, gate.viewer_now()) on conflict do nothing;
  return true;
end $$;

reset role;
revoke create on schema sharing from kasane_sharing;
