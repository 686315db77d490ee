-- 異動: consultations that one of the staff keeps, or was asked to take over, pass to somebody else of the same agency.
create view intake.pub_kept with (security_invoker = true) as
  select c.id, c.household_id, c.owner_agency, coalesce(c.keeper, c.written_by) as keeper, c.done_at,
         left(c.story, 60) as summary
  from intake.consultation c where c.outcome = '';
grant select on intake.pub_kept to kasane_app;

create function intake.held(p_agency int, p_staff int) returns table (id uuid, household_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    select c.id, c.household_id from intake.consultation c
    where c.owner_agency = p_agency
      and (c.outcome = '' and coalesce(c.keeper, c.written_by) = p_staff
           or exists (select from intake.passing p where p.consultation_id = c.id and p.to_staff = p_staff and p.answer is null))
    order by c.done_at, c.id;
end $$;

create function intake.hand(p_agency int, p_from int, p_consultations uuid[], p_to int) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_count int;
  v_passed int;
begin
  if gate.viewer_purpose() is distinct from 'succeed' or p_to is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  update intake.consultation c set keeper = p_to
  where c.id = any (p_consultations) and c.owner_agency = p_agency and coalesce(c.keeper, c.written_by) = p_from;
  get diagnostics v_count = row_count;
  update intake.passing p set to_staff = p_to
  where p.consultation_id = any (p_consultations) and p.owner_agency = p_agency and p.to_staff = p_from and p.answer is null;
  get diagnostics v_passed = row_count;
  return v_count + v_passed;
end $$;

grant usage on schema intake to kasane_sharing;
grant select (id, household_id, owner_agency, keeper, written_by, outcome, done_at), update (keeper)
  on intake.consultation to kasane_sharing;
grant select (consultation_id, owner_agency, to_staff, answer), update (to_staff) on intake.passing to kasane_sharing;
do $$
declare
  v_function text;
begin
  grant create on schema intake to kasane_sharing;
  foreach v_function in array array['intake.held(int, int)', 'intake.hand(int, int, uuid[], int)'] loop
    execute 'revoke execute on function ' || v_function || ' from public';
    execute 'grant execute on function ' || v_function || ' to kasane_job';
    execute 'alter function ' || v_function || ' owner to kasane_sharing';
  end loop;
  revoke create on schema intake from kasane_sharing;
end $$;
