-- 異動: work that lies with one of the staff passes to somebody else of the same agency, by a plan that takes effect by itself.
create function tasks.held(p_agency int, p_staff int) returns table (id uuid, household_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query select t.id, t.household_id from tasks.task t
    where t.assignee_agency = p_agency and t.assignee_staff = p_staff and t.done_at is null
      and t.kind <> 'home.write-notes' order by t.due, t.id;
end $$;

-- Hands open work on to a colleague, or with no name to the whole agency; its last day stays.
create function tasks.hand(p_agency int, p_from int, p_tasks uuid[], p_to int) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_count int;
begin
  if gate.viewer_purpose() is distinct from 'succeed' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  update tasks.task t set assignee_staff = p_to
  where t.id = any (p_tasks) and t.assignee_agency = p_agency and t.assignee_staff = p_from and t.done_at is null;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- Opens what a plan leaves to do once it has taken effect: 引継書 to be confirmed, or what nobody could take over.
create function tasks.open_after_succession(p_id uuid, p_kind text, p_item uuid, p_household uuid, p_agency int, p_staff int,
                                            p_due date, p_path text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' or p_kind not like 'home.%' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  insert into tasks.task (id, kind, item_id, item_agency, household_id, assignee_agency, assignee_staff, created_by_agency,
                          created_by_staff, opened_at, due, path)
  values (p_id, p_kind, p_item, p_agency, p_household, p_agency, p_staff, p_agency, 0, gate.viewer_now(), p_due, p_path)
  on conflict (item_id, kind, assignee_agency) where done_at is null do nothing;
end $$;

create function tasks.done_by_succession(p_kind text, p_item uuid, p_agency int) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' or p_kind not like 'home.%' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  update tasks.task t set done_at = gate.viewer_now(), done_by_agency = p_agency, done_by_staff = 0
  where t.item_id = p_item and t.kind = p_kind and t.assignee_agency = p_agency and t.done_at is null;
end $$;

grant select (household_id, assignee_staff, item_id), update (assignee_staff, done_at, done_by_agency, done_by_staff)
  on tasks.task to kasane_sharing;
grant insert (id, kind, item_id, item_agency, household_id, assignee_agency, assignee_staff, created_by_agency,
  created_by_staff, opened_at, due, path) on tasks.task to kasane_sharing;
do $$
declare
  v_function text;
begin
  grant create on schema tasks to kasane_sharing;
  foreach v_function in array array['tasks.held(int, int)', 'tasks.hand(int, int, uuid[], int)',
      'tasks.open_after_succession(uuid, text, uuid, uuid, int, int, date, text)',
      'tasks.done_by_succession(text, uuid, int)'] loop
    execute 'revoke execute on function ' || v_function || ' from public';
    execute 'grant execute on function ' || v_function || ' to kasane_job';
    execute 'alter function ' || v_function || ' owner to kasane_sharing';
  end loop;
  revoke create on schema tasks from kasane_sharing;
end $$;
