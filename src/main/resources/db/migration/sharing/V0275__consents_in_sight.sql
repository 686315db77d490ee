-- How long the consents on a household last, and towards whom; seen by whoever sees the consent itself.
create view sharing.pub_consent with (security_invoker = true) as
  select id, household_id, person_id, recipients, categories, valid_from, valid_until, withdrawn_at is not null as withdrawn
  from sharing.consent;
grant select on sharing.pub_consent to kasane_app;

-- 相手方の機関: an agency that is suspected itself gets no sight of the household, on no basis and by nobody's mistake. Only
-- the agency that keeps the record knows that there is such a row.
create table sharing.barred (
  household_id uuid not null references sharing.subject,
  agency_id    int not null,
  owner_agency int not null,
  barred_at    timestamptz not null,
  barred_by    int not null,
  primary key (household_id, agency_id),
  check (agency_id <> owner_agency)
);
grant select, insert on sharing.barred to kasane_app;
grant select on sharing.barred to kasane_sharing;

create function sharing.refuse_barred() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from sharing.barred b where b.household_id = new.household_id and b.agency_id = new.agency_id) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return new;
end $$;
create trigger refuse_barred before insert on sharing.grant for each row execute function sharing.refuse_barred();
revoke execute on function sharing.refuse_barred() from public;
grant create on schema sharing to kasane_sharing;
alter function sharing.refuse_barred() owner to kasane_sharing;
revoke create on schema sharing from kasane_sharing;
