-- 出席する人: for which sittings that are still to come somebody of an agency is named. Whoever convenes names another.
create view conference.pub_seat with (security_invoker = true) as
  select m.meeting_id, m.agency_id, m.owner_agency, unnest(m.staff_ids) as staff_id, g.held_on
  from conference.sitting_member m join conference.meeting g on g.id = m.meeting_id
  where m.closed_at is null and g.called_off_at is null;
grant select on conference.pub_seat to kasane_app;
