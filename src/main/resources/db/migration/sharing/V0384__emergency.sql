-- 緊急閲覧: sight to one person of the staff, for hours, on the basis of an emergency. Called by the finding function of the
-- register alone, which finds only for somebody who wrote down why.
create function sharing.give_in_emergency(p_households uuid[], p_until timestamptz) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_hours int;
  v_count int;
begin
  select n.amount into v_hours from settings.number n
  where n.key = 'register.emergency-hours' and n.valid_from <= (gate.viewer_now() at time zone 'Asia/Tokyo')::date
  order by n.valid_from desc, n.id desc limit 1;
  if gate.viewer_staff() is null or gate.viewer_agency() is null or v_hours is null
     or p_until > gate.viewer_now() + make_interval(hours => v_hours) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  insert into sharing.grant (household_id, categories, staff_id, basis, source, valid_from, valid_until,
                             given_by_agency, given_by_staff)
  select h.id, 511, gate.viewer_staff(), 6, 'emergency', gate.viewer_now(), p_until, gate.viewer_agency(),
         gate.viewer_staff()
  from unnest(p_households) h(id)
  where not exists (select from sharing.recusal r where r.household_id = h.id and r.staff_id = gate.viewer_staff()
                    and r.ended_at is null)
    and not exists (select from sharing.concealment c where c.household_id = h.id and c.person_id is null
                    and c.ended_at is null);
  get diagnostics v_count = row_count;
  return v_count;
end $$;
revoke execute on function sharing.give_in_emergency(uuid[], timestamptz) from public;
grant execute on function sharing.give_in_emergency(uuid[], timestamptz) to kasane_search;
grant usage on schema settings to kasane_sharing;
grant select on settings.number to kasane_sharing;
grant create on schema sharing to kasane_sharing;
alter function sharing.give_in_emergency(uuid[], timestamptz) owner to kasane_sharing;
revoke create on schema sharing from kasane_sharing;
insert into settings.number (key, title, amount, valid_from, source) values
  ('register.emergency-hours', '緊急閲覧で見られる時間（最長）', 72, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('register.emergency-review', '緊急閲覧を事後に確かめる', 2, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
