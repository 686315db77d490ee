-- 兼: one sitting may be held as two bodies at once (地域ケア会議 兼 重層的支援会議). Each item on its agenda is talked about as
-- one of them, which is the item's legal kind; nothing is said where the meeting has one body.
alter table conference.meeting add column also_body text not null default '';
alter table conference.meeting add check (also_body <> body);
alter table conference.item add column body text not null default '';

create or replace view conference.pub_item with (security_invoker = true) as
  select i.id, i.meeting_id, i.no, i.kind, i.subject_id, i.case_id, i.household_id, i.persons, i.conclusion,
         i.conclusion_edition, i.concluded_at, i.confirmed_at, m.held_on, m.from_time,
         coalesce(nullif(i.body, ''), m.body) as body, m.body_edition, m.closed_at, m.called_off_at
  from conference.item i join conference.meeting m on m.id = i.meeting_id;
create or replace view conference.pub_timeline with (security_invoker = true) as
  select i.household_id, null::uuid as person_id, i.concluded_at as at, 'conference.item' as kind, i.id as item_id,
         i.owner_agency as agency_id, i.concluded_by as staff_id, coalesce(c.label, '会議') || 'で協議しました' as summary,
         left(i.summary, 200) as detail, '/conferences/' || i.meeting_id || '/items/' || i.id as path
  from conference.item i
  left join conference.meeting m on m.id = i.meeting_id
  left join settings.pub_code c on c.list = 'conference-body' and c.edition = m.body_edition
    and c.code = coalesce(nullif(i.body, ''), m.body)
  where i.concluded_at is not null
  union all
  select d.household_id, null::uuid, d.decided_at, 'conference.decision', d.id, d.owner_agency, d.decided_by,
         '会議で決まりました', left(a.name || '：' || d.what, 200),
         '/conferences/' || i.meeting_id || '/items/' || d.conference_item_id
  from conference.decision d
  join conference.item i on i.id = d.conference_item_id
  join access.pub_agency a on a.id = d.agency_id
  where d.dropped_at is null;
