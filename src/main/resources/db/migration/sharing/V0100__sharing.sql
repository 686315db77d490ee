-- The kernel of need-to-know: subjects without personal data, consents, and the grants that every policy probes.
create schema sharing;
grant usage on schema sharing to kasane_app, kasane_job, kasane_sharing;

-- A household that some agency keeps a record of. Each agency keeps its own; records of one family in two agencies are
-- linked, never merged, so this row says whose record it is.
create table sharing.subject (
  household_id uuid primary key,
  owner_agency int not null,
  created_at   timestamptz not null,
  created_by   int not null
);
grant select, insert on sharing.subject to kasane_app;
grant select on sharing.subject to kasane_sharing;

create table sharing.subject_person (
  person_id    uuid primary key,
  household_id uuid not null references sharing.subject,
  owner_agency int not null
);
grant select, insert on sharing.subject_person to kasane_app;
grant select on sharing.subject_person to kasane_sharing;

-- 本人同意: who agreed, how it was explained, to what, shown to whom, until when.
create table sharing.consent (
  id             uuid primary key,
  household_id   uuid not null references sharing.subject,
  person_id      uuid not null references sharing.subject_person,
  owner_agency   int not null,
  audience       smallint not null default 1,
  category       int not null default 1,
  item_id        uuid,
  concealed      boolean not null default false,
  given_by       text not null check (given_by in
                   ('SELF', 'GUARDIAN_OF_ADULT', 'CURATOR_WITH_POWER', 'ASSISTANT_WITH_POWER', 'PARENT_OF_MINOR')),
  giver_name     text not null default '',
  method         text not null check (method in ('WRITTEN', 'SPOKEN', 'ELECTRONIC')),
  explained_by   int not null,
  explained_how  text not null default '',
  purpose        text not null,
  recipients     int[] not null check (cardinality(recipients) > 0),
  categories     int not null check (categories > 0),
  except_persons uuid[] not null default '{}',
  excluded_note  text not null default '',
  given_on       date not null,
  valid_from     timestamptz not null,
  valid_until    timestamptz not null check (valid_until > valid_from),
  withdrawn_at   timestamptz,
  withdrawn_by   int,
  withdrawal_reason text,
  created_at     timestamptz not null,
  created_by     int not null,
  version        int not null default 1,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index consent_household on sharing.consent (household_id, person_id);
grant select, insert on sharing.consent to kasane_app;
grant update (withdrawn_at, withdrawn_by, withdrawal_reason, version) on sharing.consent to kasane_app;
grant select on sharing.consent to kasane_sharing;

-- 閲覧根拠: one row opens one household (or one person of it, or one item about it) to one recipient.
create table sharing.grant (
  id              uuid primary key default uuidv7(),
  household_id    uuid not null references sharing.subject,
  person_id       uuid references sharing.subject_person,
  item_id         uuid,
  except_persons  uuid[] not null default '{}',
  categories      int not null check (categories > 0),
  agency_id       int,
  staff_id        int,
  recipient       int generated always as (coalesce(agency_id, -staff_id)) stored,
  basis           smallint not null check (basis between 1 and 8),
  consent_id      uuid references sharing.consent,
  concealed_too   boolean not null default false,
  source          text not null,
  valid_from      timestamptz not null,
  valid_until     timestamptz not null default 'infinity',
  ended_at        timestamptz,
  end_reason      text,
  given_by_agency int not null,
  given_by_staff  int not null,
  check ((agency_id is null) <> (staff_id is null)),
  check (basis <> 1 or consent_id is not null),
  check (basis <> 6 or valid_until < 'infinity')
);
create index grant_probe on sharing.grant (household_id, recipient)
  include (person_id, item_id, categories, valid_from, valid_until, concealed_too, except_persons)
  where ended_at is null;
create index grant_recipient on sharing.grant (recipient, household_id)
  include (person_id, item_id, categories, valid_from, valid_until, concealed_too, except_persons)
  where ended_at is null;
create index grant_consent on sharing.grant (consent_id) where consent_id is not null;
grant select on sharing.grant to kasane_app;
grant select, insert, update on sharing.grant to kasane_sharing;

-- The agency that keeps a record works with it for its own purpose (目的内利用): its standing grant, so that rows which
-- team members share back are seen through the same probe.
create function sharing.open_to_owner() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into sharing.grant (household_id, categories, agency_id, basis, source, valid_from,
                             given_by_agency, given_by_staff)
  values (new.household_id, 511, new.owner_agency, 7, 'own record', new.created_at, new.owner_agency, new.created_by);
  return new;
end $$;
create trigger open_to_owner after insert on sharing.subject
  for each row execute function sharing.open_to_owner();

-- Gives sight to agencies. The giver must itself see what it gives. A refusal and an unknown household look alike.
create function sharing.give(p_household uuid, p_person uuid, p_item uuid, p_agencies int[], p_categories int,
                             p_basis smallint, p_consent uuid, p_until timestamptz, p_source text) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_agency int := gate.viewer_agency();
  v_staff int := gate.viewer_staff();
  v_now timestamptz := gate.viewer_now();
  v_consent sharing.consent;
  v_except uuid[] := '{}';
  v_until timestamptz := coalesce(p_until, 'infinity');
  v_count int;
begin
  if v_agency is null or v_staff is null or v_now is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  if p_basis in (6, 7) or p_basis not between 1 and 8 then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  if not exists (
    select from sharing.grant g
    where g.household_id = p_household and g.recipient in (v_agency, -v_staff) and g.ended_at is null
      and g.valid_from <= v_now and g.valid_until > v_now
      and g.categories & p_categories = p_categories
      and (g.person_id is null or g.person_id = p_person)
      and (g.item_id is null or g.item_id = p_item)
      and (case when p_person is null then g.except_persons = '{}' else p_person <> all (g.except_persons) end)) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  if p_person is not null and not exists (
    select from sharing.subject_person s where s.person_id = p_person and s.household_id = p_household) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  if p_basis = 1 then
    -- A consent is personal: it opens its giver, to the recipients and kinds of content it names, while it lives.
    select * into v_consent from sharing.consent c where c.id = p_consent;
    if not found or v_consent.household_id <> p_household or v_consent.person_id is distinct from p_person
       or v_consent.withdrawn_at is not null or v_consent.valid_until <= v_now
       or v_consent.owner_agency <> v_agency
       or v_consent.categories & p_categories <> p_categories
       or not p_agencies <@ v_consent.recipients then
      raise exception 'not possible' using errcode = 'KA002';
    end if;
    v_except := v_consent.except_persons;
    v_until := least(v_until, v_consent.valid_until);
  end if;
  if p_item is null and v_agency = any (p_agencies) then
    raise exception 'own agency' using errcode = 'KA001';
  end if;
  insert into sharing.grant (household_id, person_id, item_id, except_persons, categories, agency_id, basis, consent_id,
                             source, valid_from, valid_until, given_by_agency, given_by_staff)
  select p_household, p_person, p_item, v_except, p_categories, a, p_basis, p_consent, p_source, v_now, v_until,
         v_agency, v_staff
  from unnest(p_agencies) a;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- Ends a grant that the viewer's agency gave, or gives up one that it holds.
create function sharing.end_grant(p_grant uuid, p_reason text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update sharing.grant g set ended_at = gate.viewer_now(), end_reason = p_reason
  where g.id = p_grant and g.ended_at is null and g.basis <> 7
    and (g.given_by_agency = gate.viewer_agency() or g.agency_id = gate.viewer_agency());
  return found;
end $$;

-- 同意の撤回 ends sight in the transaction that records it.
create function sharing.end_with_consent() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
    raise exception 'a withdrawal is final' using errcode = 'KA003';
  end if;
  if old.withdrawn_at is null and new.withdrawn_at is not null then
    update sharing.grant g set ended_at = new.withdrawn_at, end_reason = 'consent withdrawn'
    where g.consent_id = new.id and g.ended_at is null;
  end if;
  return new;
end $$;
create trigger end_with_consent after update on sharing.consent
  for each row execute function sharing.end_with_consent();

-- Rights first, then the owner: afterwards the migrating role may no longer give them.
revoke execute on function sharing.open_to_owner() from public;
revoke execute on function sharing.end_with_consent() from public;
revoke execute on function sharing.give(uuid, uuid, uuid, int[], int, smallint, uuid, timestamptz, text) from public;
revoke execute on function sharing.end_grant(uuid, text) from public;
grant execute on function sharing.give(uuid, uuid, uuid, int[], int, smallint, uuid, timestamptz, text) to kasane_app;
grant execute on function sharing.end_grant(uuid, text) to kasane_app;

grant usage, create on schema sharing to kasane_sharing;
alter function sharing.open_to_owner() owner to kasane_sharing;
alter function sharing.give(uuid, uuid, uuid, int[], int, smallint, uuid, timestamptz, text) owner to kasane_sharing;
alter function sharing.end_grant(uuid, text) owner to kasane_sharing;
alter function sharing.end_with_consent() owner to kasane_sharing;
revoke create on schema sharing from kasane_sharing;

-- What other modules may join: whose record it is, and the viewer's own living grants.
create view sharing.pub_subject with (security_invoker = true) as
  select household_id, owner_agency from sharing.subject;
create view sharing.pub_my_grant with (security_invoker = true) as
  select g.household_id, g.person_id, g.item_id, g.categories, g.basis, g.recipient, g.valid_until, g.source
  from sharing.grant g
  where g.recipient = any ((select gate.viewer_recipients())::int[]) and g.ended_at is null
    and g.valid_from <= (select gate.viewer_now()) and g.valid_until > (select gate.viewer_now());
grant select on sharing.pub_subject, sharing.pub_my_grant to kasane_app;
