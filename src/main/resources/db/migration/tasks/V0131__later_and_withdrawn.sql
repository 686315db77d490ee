-- Work that is known long before it can be done stays out of Today until a day.
alter table tasks.task add column shows_on date;
create or replace view tasks.pub_task with (security_invoker = true) as
  select t.id, t.kind,
         case when t.mine then t.item_id end as item_id,
         case when t.mine then t.household_id end as household_id,
         t.assignee_agency, t.assignee_staff, t.created_by_agency, t.opened_at, t.due, t.done_at,
         t.escalated_to_manager_at, t.escalated_to_coordinator_at,
         case when t.mine then t.path end as path,
         t.shows_on
  from (select s.*, (select gate.viewer_agency()) in (s.assignee_agency, s.created_by_agency, s.item_agency) as mine
        from tasks.task s) t;
create index task_household on tasks.task (household_id) where done_at is null;
