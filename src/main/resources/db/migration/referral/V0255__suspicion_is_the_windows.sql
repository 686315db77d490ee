-- A grant is also seen by the agency that gave it. What opens a report is therefore given in the name of its window: the
-- agency in which it was told learns not even that there is one. A function of its own, because the one before it belongs to
-- the role it acts as; that one is called by nothing any more.
drop trigger open_suspicion on referral.suspicion;
create function referral.open_report() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.sent_by is distinct from gate.viewer_staff()
     or not exists (select from sharing.subject s
                    where s.household_id = new.household_id and s.owner_agency = new.owner_agency)
     or exists (select from sharing.grant g where g.item_id = new.item_id) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  insert into sharing.grant (household_id, item_id, categories, agency_id, staff_id, basis, concealed_too, source,
                             valid_from, given_by_agency, given_by_staff)
  values (new.household_id, new.item_id, new.category, null, new.sent_by, 7, true, 'suspicion',
          gate.viewer_now(), new.to_agency, new.sent_by),
         (new.household_id, new.item_id, new.category, new.to_agency, null, 4, true, 'suspicion',
          gate.viewer_now(), new.to_agency, new.sent_by);
  return null;
end $$;
create trigger open_report after insert on referral.suspicion
  for each row execute function referral.open_report();
revoke execute on function referral.open_report() from public;
grant usage, create on schema referral to kasane_sharing;
alter function referral.open_report() owner to kasane_sharing;
revoke create on schema referral from kasane_sharing;
