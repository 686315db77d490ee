-- 異動: who may take over what, and what becomes of an admission when its holder leaves. Nothing is told about anybody.

-- Of these records, those from which a colleague would be kept: they declared an interest, or the record is shut and they are
-- not admitted. Asked by the job that carries a plan out, and by staff about records of which they see something themselves.
create function sharing.kept_from(p_agency int, p_staff int, p_households uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' and gate.viewer_agency() is distinct from p_agency then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return (select coalesce(array_agg(h.id), '{}') from unnest(p_households) h(id)
    where (gate.viewer_purpose() = 'succeed'
           or h.id <> all (sharing.shut_here())
              and exists (select from sharing.grant g where g.household_id = h.id
                          and g.recipient = any (gate.viewer_recipients()) and g.ended_at is null))
      and (exists (select from sharing.recusal r where r.household_id = h.id and r.staff_id = p_staff and r.ended_at is null)
           or exists (select from sharing.concealment c
                      where c.household_id = h.id and c.owner_agency = p_agency and c.person_id is null and c.ended_at is null)
              and not exists (select from sharing.grant g
                              where g.household_id = h.id and g.staff_id = p_staff and g.concealed_too and g.item_id is null
                                and g.given_by_agency = p_agency and g.ended_at is null)));
end $$;

-- Those of the staff who are admitted to what an agency has shut of a record; for the job alone.
create function sharing.admitted_staff(p_agency int, p_household uuid) returns int[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return (select coalesce(array_agg(distinct g.staff_id order by g.staff_id), '{}') from sharing.grant g
    where g.household_id = p_household and g.staff_id is not null and g.concealed_too and g.item_id is null
      and g.given_by_agency = p_agency and g.ended_at is null);
end $$;

-- Whether a record would be lost: shut by the agency, and opened to nobody of those who stay.
create function sharing.alone_admitted(p_agency int, p_staff int, p_staying int[]) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return exists (select from sharing.concealment c
    where c.owner_agency = p_agency and c.ended_at is null
      and p_staff = any (sharing.admitted_staff(p_agency, c.household_id))
      and not sharing.admitted_staff(p_agency, c.household_id) && p_staying);
end $$;

-- Ends what opened shut records to somebody who has left the agency: whoever counts those admitted counts those who are there.
create function sharing.leave(p_agency int, p_staff int) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'succeed' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  update sharing.grant g set ended_at = gate.viewer_now(), end_reason = 'left'
  where g.staff_id = p_staff and g.given_by_agency = p_agency and g.source = 'concealment' and g.ended_at is null;
end $$;

do $$
declare
  v_function text;
begin
  grant create on schema sharing to kasane_sharing;
  grant execute on function sharing.kept_from(int, int, uuid[]) to kasane_app;
  foreach v_function in array array['sharing.kept_from(int, int, uuid[])', 'sharing.admitted_staff(int, uuid)',
      'sharing.alone_admitted(int, int, int[])', 'sharing.leave(int, int)'] loop
    execute 'revoke execute on function ' || v_function || ' from public';
    execute 'grant execute on function ' || v_function || ' to kasane_job';
    execute 'alter function ' || v_function || ' owner to kasane_sharing';
  end loop;
  revoke create on schema sharing from kasane_sharing;
end $$;
