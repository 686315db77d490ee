-- Whether a record was opened on a report of abuse: that there is one is part of what the report must not tell.
create function referral.opened_on_report(p_household uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from referral.suspicion_step s where p_household in (s.opened_household, s.household_id));
end $$;
revoke execute on function referral.opened_on_report(uuid) from public;
grant execute on function referral.opened_on_report(uuid) to kasane_search;
grant usage on schema referral to kasane_search, kasane_sharing;
grant select (household_id, opened_household) on referral.suspicion_step to kasane_sharing;
grant create on schema referral to kasane_sharing;
alter function referral.opened_on_report(uuid) owner to kasane_sharing;
revoke create on schema referral from kasane_sharing;
