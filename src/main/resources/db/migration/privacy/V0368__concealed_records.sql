-- 秘匿 as the kernel knows it, for the functions that look for names: whether anything of a record, or of one person of it, is
-- shut now. It tells kasane_search alone. (The table is made by a later number; the function asks it when it is called.)
create function privacy.is_concealed(p_household uuid, p_person uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from sharing.concealment c
    where c.household_id = p_household and c.ended_at is null
      and (p_person is null or c.person_id is null or c.person_id = p_person));
end $$;
revoke execute on function privacy.is_concealed(uuid, uuid) from public;
grant execute on function privacy.is_concealed(uuid, uuid) to kasane_search;
grant create on schema privacy to kasane_sharing, kasane_search;
alter function privacy.is_concealed(uuid, uuid) owner to kasane_sharing;
revoke create on schema privacy from kasane_sharing;

set role kasane_search;

create or replace function privacy.find_persons(p_inquiry uuid)
  returns table (person_id uuid, household_id uuid, family text, given text, kana text, birth text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_inquiry privacy.inquiry;
  v_second int;
  v_birth text;
begin
  if gate.viewer_staff() is null or gate.viewer_now() is null or not gate.viewer_has('PRIVACY_OFFICER') then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  select i.* into v_inquiry from privacy.inquiry i where i.id = p_inquiry;
  select s.confirmed_by into v_second from privacy.confirmation s where s.inquiry_id = p_inquiry;
  if v_inquiry.id is null or gate.viewer_staff() not in (v_inquiry.opened_by, coalesce(v_second, v_inquiry.opened_by))
     or v_inquiry.together and v_second is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  v_birth := to_char(v_inquiry.birth, 'YYYY-MM-DD');
  return query
    select p.person_id, p.household_id, p.family, p.given, trim(p.family_kana || ' ' || p.given_kana), p.birth
    from register.person p
    where p.birth in (v_birth, v_birth || '~', left(v_birth, 7), left(v_birth, 7) || '~', left(v_birth, 4),
                      left(v_birth, 4) || '~', '')
      and v_inquiry.folded = any (p.folded)
      and (v_inquiry.together or not p.concealed and not privacy.is_concealed(p.household_id, p.person_id))
    order by p.birth desc, p.person_id;
end $$;

create or replace function privacy.choose(p_inquiry uuid, p_records uuid[]) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_records uuid[];
  v_households uuid[];
begin
  select array_agg(distinct f.person_id), array_agg(distinct f.household_id) into v_records, v_households
  from privacy.find_persons(p_inquiry) f where f.person_id = any (p_records);
  if v_records is null or cardinality(v_records) <> (select count(distinct r) from unnest(p_records) r)
     or exists (select from privacy.chosen c where c.inquiry_id = p_inquiry) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  insert into privacy.chosen (inquiry_id, records, households, shielded, chosen_by, chosen_at)
  values (p_inquiry, v_records, v_households,
          coalesce((select array_agg(distinct x.id)
                    from unnest(v_households) h(id)
                    cross join lateral (select h.id as id
                                        union all
                                        select m.person_id from register.person m
                                        where m.household_id = h.id and m.person_id = any (v_records)) x
                    where privacy.is_concealed(h.id, null)
                       or exists (select from register.person p where p.household_id = h.id and p.concealed)), '{}'),
          gate.viewer_staff(), gate.viewer_now());
  return cardinality(v_records);
end $$;

create or replace function privacy.families(p_from timestamptz, p_until timestamptz, p_lists text[])
  returns table (staff int, agency int, family text, persons int, first_at timestamptz, last_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'inspect-log' or gate.viewer_now() is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    select o.staff, o.agency, p.family, count(distinct p.person_id)::int, min(o.at), max(o.at)
    from privacy.opened(p_from, p_until, p_lists) o join register.person p on p.person_id = o.subject
    where p.family <> '' and not p.concealed and not privacy.is_concealed(p.household_id, p.person_id)
    group by o.staff, o.agency, p.family;
end $$;

reset role;
revoke create on schema privacy from kasane_search;
