-- 名寄せ候補: whether another agency may keep a record of the same person. Asked by municipal staff about a person of their own
-- record, with a reason that is kept; answered with the names of agencies and nothing else.
create table privacy.namesake_inquiry (
  id             uuid primary key,
  household_id   uuid not null references sharing.subject,
  person_id      uuid not null references sharing.subject_person,
  folded         text[] not null check (cardinality(folded) > 0),
  owner_agency   int not null,
  staff_id       int not null,
  asked_at       timestamptz not null,
  reason_code    text not null,                 -- of the dated list 'namesake-reason'
  reason_edition int not null,
  reason         text not null check (reason <> '')
);
create index namesake_inquiry_asked on privacy.namesake_inquiry (asked_at);
grant select, insert on privacy.namesake_inquiry to kasane_app;
grant select on privacy.namesake_inquiry to kasane_search;

-- Whether the viewer keeps away from a record by 利害関係の申告.
create function privacy.keeps_away(p_household uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from sharing.recusal r where r.household_id = p_household and r.staff_id = gate.viewer_staff()
                 and r.ended_at is null);
end $$;
revoke execute on function privacy.keeps_away(uuid) from public;
grant execute on function privacy.keeps_away(uuid) to kasane_search;

-- The agencies, for as long as the answer may be read. The name and the birth date are those on file, whatever the row says.
-- Nothing of a record that is shut, of one that came about by a report of abuse, or of one that a body of the dated list talks about.
create function privacy.namesakes(p_inquiry uuid) returns table (agency_id int)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_inquiry privacy.namesake_inquiry;
  v_hours int;
begin
  select i.* into v_inquiry from privacy.namesake_inquiry i
  where i.id = p_inquiry and i.staff_id = gate.viewer_staff() and i.owner_agency = gate.viewer_agency();
  select n.amount into v_hours from settings.number n
  where n.key = 'privacy.namesake-hours' and n.valid_from <= (gate.viewer_now() at time zone 'Asia/Tokyo')::date
  order by n.valid_from desc, n.id desc limit 1;
  if v_inquiry.id is null or v_hours is null
     or v_inquiry.asked_at + make_interval(hours => v_hours) <= gate.viewer_now() then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    select distinct p.owner_agency
    from register.person me
    join register.person p on p.birth = me.birth and p.folded && v_inquiry.folded
    where me.person_id = v_inquiry.person_id and me.owner_agency = v_inquiry.owner_agency
      and me.household_id = v_inquiry.household_id
      and v_inquiry.folded <@ me.folded and me.birth ~ '^\d{4}-\d{2}-\d{2}$'
      and not me.concealed and not privacy.is_concealed(me.household_id, me.person_id)
      and p.owner_agency <> v_inquiry.owner_agency
      and not p.concealed and not privacy.is_concealed(p.household_id, p.person_id)
      and not privacy.keeps_away(p.household_id)
      and not conference.is_unsought(p.household_id) and not referral.opened_on_report(p.household_id)
    order by p.owner_agency;
end $$;
-- What was asked lately and why, for a 個人情報保護担当; about whom stays with whoever asked.
create function privacy.namesakes_asked(p_most int)
  returns table (asked_at timestamptz, staff_id int, owner_agency int, reason_code text, reason_edition int, reason text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_staff() is null or gate.viewer_now() is null or not gate.viewer_has('PRIVACY_OFFICER') then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    select i.asked_at, i.staff_id, i.owner_agency, i.reason_code, i.reason_edition, i.reason
    from privacy.namesake_inquiry i order by i.asked_at desc, i.id desc limit p_most;
end $$;
revoke execute on function privacy.namesakes_asked(int) from public;
grant execute on function privacy.namesakes_asked(int) to kasane_app;
revoke execute on function privacy.namesakes(uuid) from public;
grant execute on function privacy.namesakes(uuid) to kasane_app;
grant usage on schema settings to kasane_search;
grant select on settings.number to kasane_search;
grant create on schema privacy to kasane_search, kasane_sharing;
alter function privacy.keeps_away(uuid) owner to kasane_sharing;
alter function privacy.namesakes(uuid) owner to kasane_search;
alter function privacy.namesakes_asked(int) owner to kasane_search;
revoke create on schema privacy from kasane_search, kasane_sharing;

insert into settings.number (key, title, amount, valid_from, source) values
  ('privacy.namesake-hours', '名寄せ候補の答えを見られる時間', 24, '2021-04-01', '[実務]');
insert into settings.code_list (list, title, fixed, sort) values ('namesake-reason', '名寄せ候補を確かめる理由', false, 411);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('namesake-reason', 1, 'TWICE', '同じことを何度も聞かないため', '', '', 10, '2021-04-01', '[実務]'),
  ('namesake-reason', 1, 'SUPPORT', 'いまの支援者を知り、いっしょに支えるため', '', '', 20, '2021-04-01', '[実務]'),
  ('namesake-reason', 1, 'SAFETY', '安否や安全を確かめるため', '', '', 30, '2021-04-01', '[実務]'),
  ('namesake-reason', 1, 'OTHER', 'その他（わけを書く）', '', '', 40, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
