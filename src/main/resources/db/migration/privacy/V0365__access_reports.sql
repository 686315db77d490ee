-- 閲覧の照会: who saw what about one person, and why. Nothing here opens the content of a case: names are found through one
-- narrow function, the log is read through another, and both ask for an inquiry that says for what and why.
create schema privacy;
grant usage on schema privacy to kasane_app, kasane_job, kasane_search, kasane_sealer;

-- One question, with its 目的 and reason, and the name and birth date that were typed for it. Never changed.
create table privacy.inquiry (
  id              uuid primary key,
  no              int not null unique check (no > 0),
  owner_agency    int not null,
  opened_by       int not null,
  opened_at       timestamptz not null,
  purpose         text not null,             -- code of the dated list 'access-report-purpose'
  purpose_edition int not null,
  reason          text not null check (reason <> ''),
  family          text not null,
  given           text not null,
  folded          text not null check (folded <> ''),
  birth           date not null,
  -- Asked by two: only then are concealed records among what is found.
  together        boolean not null default false
);
grant select, insert on privacy.inquiry to kasane_app;
grant select on privacy.inquiry to kasane_search;

-- 二人での照会: the second person, never the one who asks.
create table privacy.confirmation (
  inquiry_id   uuid primary key references privacy.inquiry,
  confirmed_by int not null,
  confirmed_at timestamptz not null
);
grant select, insert on privacy.confirmation to kasane_app;
grant select on privacy.confirmation to kasane_search;

-- The records that are the person's, written by the function below alone. shielded: of their households those in which
-- anybody is concealed, with the person's records there; nothing about these reaches the person without a decision.
create table privacy.chosen (
  inquiry_id uuid primary key references privacy.inquiry,
  records    uuid[] not null check (cardinality(records) > 0),
  households uuid[] not null,
  shielded   uuid[] not null default '{}',
  chosen_by  int not null,
  chosen_at  timestamptz not null
);
grant select on privacy.chosen to kasane_app, kasane_sealer;
grant select, insert on privacy.chosen to kasane_search;

-- 写し: what was printed or taken out, under a running 通し番号.
create table privacy.copy (
  id           uuid primary key,
  no           int not null unique check (no > 0),
  inquiry_id   uuid not null references privacy.inquiry,
  owner_agency int not null,
  variant      text not null check (variant in ('CHECK', 'PERSON')),     -- 点検用, 本人提供用
  form         text not null check (form in ('PDF', 'CSV')),
  purpose      text not null check (purpose <> ''),
  from_day     date not null,
  until_day    date not null check (until_day >= from_day),
  made_by      int not null,
  made_at      timestamptz not null
);
create index copy_inquiry on privacy.copy (inquiry_id);
grant select, insert on privacy.copy to kasane_app;

-- A birth date narrows a name down to a few rows, whatever the size of the town.
create index person_birth on register.person (birth);

-- 秘匿 as the kernel knows it: whether anything of a record, or of one person of it, is shut now. It tells kasane_search
-- alone; the table it asks is made by a later migration.
create function privacy.is_concealed(p_household uuid, p_person uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from sharing.concealment c
    where c.household_id = p_household and c.ended_at is null
      and (p_person is null or c.person_id is null or c.person_id = p_person));
end $$;

-- The records under a name and a birth date as they were typed into an inquiry of the viewer's, or one that the viewer
-- confirmed. A record whose birth date is known in part, or not at all, is among them. Concealed records are found by an
-- inquiry of two alone; one person never learns whether there are any.
create function privacy.find_persons(p_inquiry uuid)
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

-- Keeps which of the records found are the person's; no other record can be named. Once for each inquiry.
create function privacy.choose(p_inquiry uuid, p_records uuid[]) returns int
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

-- What the log says of the chosen records, the latest first: no content, only acts and the names of pages and fields.
-- about: the person, the household as such, or others of the household alone.
create function privacy.seen(p_inquiry uuid, p_from timestamptz, p_until timestamptz, p_most int)
  returns table (at timestamptz, staff int, agency int, purpose text, act text, what text, fields text[], bases int[],
                 about text, shielded boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_chosen privacy.chosen;
  v_subjects uuid[];
begin
  if gate.viewer_staff() is null or gate.viewer_now() is null or not gate.viewer_has('PRIVACY_OFFICER') then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  select c.* into v_chosen from privacy.chosen c where c.inquiry_id = p_inquiry;
  if v_chosen.inquiry_id is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  v_subjects := v_chosen.records || v_chosen.households;
  return query
    select e.at, e.staff, e.agency, e.purpose, e.act, e.what, e.fields, e.bases::int[],
           case when e.subjects && v_chosen.records then 'PERSON'
                when e.subjects <@ v_chosen.households then 'HOUSEHOLD' else 'OTHERS' end,
           e.subjects && v_chosen.shielded
    from audit.entry e
    where e.subjects && v_subjects and e.at >= p_from and e.at < p_until
    order by e.at desc, e.id desc limit p_most;
end $$;

-- Rights first, then the owners: afterwards the migrating role may no longer give them.
revoke execute on all functions in schema privacy from public;
grant execute on function privacy.is_concealed(uuid, uuid) to kasane_search;
grant execute on function privacy.find_persons(uuid) to kasane_app, kasane_search;
grant execute on function privacy.choose(uuid, uuid[]) to kasane_app;
grant execute on function privacy.seen(uuid, timestamptz, timestamptz, int) to kasane_app;
grant create on schema privacy to kasane_search, kasane_sealer, kasane_sharing;
alter function privacy.is_concealed(uuid, uuid) owner to kasane_sharing;
alter function privacy.find_persons(uuid) owner to kasane_search;
alter function privacy.choose(uuid, uuid[]) owner to kasane_search;
alter function privacy.seen(uuid, timestamptz, timestamptz, int) owner to kasane_sealer;
revoke create on schema privacy from kasane_search, kasane_sealer, kasane_sharing;

insert into settings.code_list (list, title, fixed, sort) values ('access-report-purpose', '閲覧を照会する目的', false, 400);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('access-report-purpose', 1, 'DISCLOSURE', 'ご本人からの開示の求め', '', '', 10, '2021-04-01', '[実務]'),
  ('access-report-purpose', 1, 'QUESTION', 'ご本人からの問合せ・心配', '', '', 20, '2021-04-01', '[実務]'),
  ('access-report-purpose', 1, 'COMPLAINT', '苦情・事故の確認', '', '', 30, '2021-04-01', '[実務]'),
  ('access-report-purpose', 1, 'INSPECTION', '定期の点検・監査', '', '', 40, '2021-04-01', '[実務]'),
  ('access-report-purpose', 1, 'OTHER', 'その他（わけを書く）', '', '', 50, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
