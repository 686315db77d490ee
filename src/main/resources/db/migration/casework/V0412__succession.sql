-- 異動: cases that one of the staff carries pass to somebody else of the same agency.
create function casework.held(p_agency int, p_staff int) returns table (id uuid, household_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query select c.id, c.household_id from casework.case_file c
    where c.owner_agency = p_agency and c.staff_id = p_staff
      and not exists (select from casework.case_step e where e.case_id = c.id and e.kind in ('FOLLOW', 'REOPEN', 'EXIT'))
    order by c.begun_on, c.id;
end $$;

create function casework.hand(p_agency int, p_from int, p_cases uuid[], p_to int) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_count int;
begin
  if gate.viewer_purpose() is distinct from 'succeed' or p_to is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  update casework.case_file c set staff_id = p_to, version = c.version + 1
  where c.id = any (p_cases) and c.owner_agency = p_agency and c.staff_id = p_from;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

grant usage on schema casework to kasane_sharing, kasane_job;
grant select (id, household_id, owner_agency, staff_id, begun_on, version), update (staff_id, version)
  on casework.case_file to kasane_sharing;
grant select (case_id, kind) on casework.case_step to kasane_sharing;
do $$
declare
  v_function text;
begin
  grant create on schema casework to kasane_sharing;
  foreach v_function in array array['casework.held(int, int)', 'casework.hand(int, int, uuid[], int)'] loop
    execute 'revoke execute on function ' || v_function || ' from public';
    execute 'grant execute on function ' || v_function || ' to kasane_job';
    execute 'alter function ' || v_function || ' owner to kasane_sharing';
  end loop;
  revoke create on schema casework from kasane_sharing;
end $$;
