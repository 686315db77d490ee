-- 伏せた仕事: work whose very existence only the agency that has it may know, such as a report of suspected abuse. Neither
-- the agency that caused it sees it, nor do those to whom it escalates learn more than that something lies there.
alter table tasks.task add column discreet boolean not null default false;

create or replace view tasks.pub_task with (security_invoker = true) as
  select t.id, case when t.discreet and not t.mine then 'tasks.late' else t.kind end as kind,
         case when t.mine then t.item_id end as item_id,
         case when t.mine then t.household_id end as household_id,
         t.assignee_agency, t.assignee_staff,
         case when t.mine or not t.discreet then t.created_by_agency end as created_by_agency,
         t.opened_at, t.due, t.done_at,
         t.escalated_to_manager_at, t.escalated_to_coordinator_at,
         case when t.mine then t.path end as path,
         t.shows_on
  from (select s.id, s.kind, s.item_id, s.household_id, s.assignee_agency, s.assignee_staff, s.created_by_agency,
               s.opened_at, s.due, s.done_at, s.escalated_to_manager_at, s.escalated_to_coordinator_at, s.path, s.shows_on,
               s.discreet,
               coalesce((select gate.viewer_agency()) = s.assignee_agency
                 or not s.discreet and (select gate.viewer_agency()) in (s.created_by_agency, s.item_agency), false) as mine
        from tasks.task s) t;
