-- 主担当 of a household with a case: who took it over, otherwise whom the plan in force names, otherwise who carries it.
create view collaboration.pub_lead with (security_invoker = true) as
  select distinct on (c.household_id) c.household_id,
         coalesce((select s.lead_agency from casework.pub_case_step s
                   where s.case_id = c.id and s.lead_agency is not null
                     and exists (select from casework.pub_case_step t where t.case_id = c.id
                                 and t.kind in ('ACCEPT_LEAD', 'CLOSE_AGREED', 'LEAD_BACK_AGREED'))
                   order by s.no desc limit 1),
                  p.lead_agency, c.owner_agency) as agency_id
  from casework.pub_case c
  left join collaboration.plan p on p.case_id = c.id and p.state = 'IN_FORCE'
  where not c.ended
  order by c.household_id, c.begun_on desc, c.id desc;
grant select on collaboration.pub_lead to kasane_app;
