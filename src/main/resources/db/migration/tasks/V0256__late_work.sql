-- What an agency left lying, for those who answer for the whole: which kind of work, where and since when. The rows
-- themselves stay with the agencies that are part of the work: not even whose item it is can be read elsewhere.
create function tasks.late() returns table (id uuid, kind text, assignee_agency int, opened_at timestamptz, due date,
                                            escalated_to_coordinator_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, case when t.discreet then 'tasks.late' else t.kind end, t.assignee_agency, t.opened_at, t.due,
         t.escalated_to_coordinator_at
  from tasks.task t
  where t.done_at is null and t.escalated_to_coordinator_at is not null
    and t.assignee_agency <> gate.viewer_agency()
    and (gate.viewer_has('COORDINATOR') or gate.viewer_has('MUNICIPAL_DECIDER'))
$$;
revoke execute on function tasks.late() from public;
grant execute on function tasks.late() to kasane_app;
grant usage, create on schema tasks to kasane_sharing;
alter function tasks.late() owner to kasane_sharing;
revoke create on schema tasks from kasane_sharing;
grant select (id, kind, assignee_agency, opened_at, due, done_at, escalated_to_coordinator_at, discreet)
  on tasks.task to kasane_sharing;
