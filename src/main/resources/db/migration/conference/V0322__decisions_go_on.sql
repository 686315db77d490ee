-- 決定: a decision may name the goal of the plan that it serves, and then becomes a line of the plan when that is found fit.
alter table conference.decision add column goal text not null default '';

-- 経過: the conference by its own name, and what was decided there.
create or replace view conference.pub_timeline with (security_invoker = true) as
  select i.household_id, null::uuid as person_id, i.concluded_at as at, 'conference.item' as kind, i.id as item_id,
         i.owner_agency as agency_id, i.concluded_by as staff_id, coalesce(c.label, '会議') || 'で協議しました' as summary,
         left(i.summary, 200) as detail, '/conferences/' || i.meeting_id || '/items/' || i.id as path
  from conference.item i
  left join conference.meeting m on m.id = i.meeting_id
  left join settings.pub_code c on c.list = 'conference-body' and c.edition = m.body_edition and c.code = m.body
  where i.concluded_at is not null
  union all
  select d.household_id, null::uuid, d.decided_at, 'conference.decision', d.id, d.owner_agency, d.decided_by,
         '会議で決まりました', left(a.name || '：' || d.what, 200),
         '/conferences/' || i.meeting_id || '/items/' || d.conference_item_id
  from conference.decision d
  join conference.item i on i.id = d.conference_item_id
  join access.pub_agency a on a.id = d.agency_id
  where d.dropped_at is null;
