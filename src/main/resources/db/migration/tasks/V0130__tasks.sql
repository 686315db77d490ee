-- Open work: who has to do what until when. No text about anybody stands here; the item's own view has the words.
create schema tasks;
grant usage on schema tasks to kasane_app, kasane_job;

create table tasks.task (
  id                uuid primary key,
  kind              text not null check (kind ~ '^[a-z]+\.[a-z-]+$'),   -- module and action, such as referral.receive
  item_id           uuid not null,
  item_agency       int not null,        -- whose item it is: that agency may close what became void
  household_id      uuid references sharing.subject,
  assignee_agency   int not null,
  assignee_staff    int,
  created_by_agency int not null,
  created_by_staff  int not null,
  opened_at         timestamptz not null,
  due               date not null,
  path              text not null check (path like '/%' and path not like '//%'),
  done_at           timestamptz,
  done_by_agency    int,
  done_by_staff     int,
  escalated_to_manager_at     timestamptz,
  escalated_to_coordinator_at timestamptz,
  check ((done_at is null) = (done_by_staff is null) and (done_at is null) = (done_by_agency is null))
);
-- The same action on the same item is asked of an agency once at a time.
create unique index task_open on tasks.task (item_id, kind, assignee_agency) where done_at is null;
create index task_assignee on tasks.task (assignee_agency, due) where done_at is null;
create index task_due on tasks.task (due) where done_at is null;
grant select, insert on tasks.task to kasane_app;
grant update (assignee_agency, assignee_staff, due, done_at, done_by_agency, done_by_staff) on tasks.task to kasane_app;
-- The job that escalates knows dates and agencies, neither items nor households.
grant select (id, assignee_agency, due, done_at, escalated_to_manager_at, escalated_to_coordinator_at),
  update (escalated_to_manager_at, escalated_to_coordinator_at) on tasks.task to kasane_job;

-- What other modules may join. Whoever sees a task only because it escalated learns the kind, the agency and the date.
create view tasks.pub_task with (security_invoker = true) as
  select t.id, t.kind,
         case when t.mine then t.item_id end as item_id,
         case when t.mine then t.household_id end as household_id,
         t.assignee_agency, t.assignee_staff, t.created_by_agency, t.opened_at, t.due, t.done_at,
         t.escalated_to_manager_at, t.escalated_to_coordinator_at,
         case when t.mine then t.path end as path
  from (select s.*, (select gate.viewer_agency()) in (s.assignee_agency, s.created_by_agency, s.item_agency) as mine
        from tasks.task s) t;
grant select on tasks.pub_task to kasane_app;
