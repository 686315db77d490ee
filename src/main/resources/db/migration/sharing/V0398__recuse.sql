-- 利害関係 that somebody declared before any record opened: their own list of kin finds the record, and they never see it. Nothing
-- tells whether there was one. The last one who may see what is shut stays: a record that nobody sees is lost.
grant usage, create on schema sharing to kasane_sharing;
set role kasane_sharing;
create function sharing.recuse(p_household uuid, p_staff int) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_owner int;
begin
  select s.owner_agency into v_owner from sharing.subject s where s.household_id = p_household;
  if v_owner is null or gate.viewer_now() is null
     or exists (select from sharing.grant g where g.household_id = p_household and g.source = 'concealment'
                and g.staff_id = p_staff and g.given_by_agency = v_owner and g.ended_at is null)
        and not sharing.somebody_stays(p_household, v_owner, p_staff) then
    return;
  end if;
  insert into sharing.recusal (household_id, staff_id, owner_agency, declared_at)
  values (p_household, p_staff, v_owner, gate.viewer_now()) on conflict do nothing;
end $$;
revoke execute on function sharing.recuse(uuid, int) from public;
grant execute on function sharing.recuse(uuid, int) to kasane_search;
reset role;
revoke create on schema sharing from kasane_sharing;
