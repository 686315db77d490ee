-- 閲覧点検: what stands out in the log of one day. Found by a job, day by day; who, when, how many and why, never of whom.
create table privacy.finding (
  id        uuid primary key,
  kind      text not null check (kind in ('SAME_FAMILY', 'OUT_OF_HOURS', 'MANY_IN_HOUR', 'MANY_IN_DAY')),
  staff_id  int not null,
  agency_id int not null,
  day       date not null,
  first_at  timestamptz not null,
  last_at   timestamptz not null check (last_at >= first_at),
  number    int not null check (number > 0),
  limit_was text not null default '',      -- the limit that was in force, in words
  found_at  timestamptz not null,
  unique (kind, staff_id, agency_id, day),
  unique (id, agency_id, staff_id)
);
create index finding_day on privacy.finding (day, id);
grant select on privacy.finding to kasane_app;
grant select, insert on privacy.finding to kasane_job;

-- The days that were inspected, also those on which nothing stood out.
create table privacy.inspected (
  day date primary key,
  at  timestamptz not null
);
grant select, insert on privacy.inspected to kasane_job;
grant select on privacy.inspected to kasane_app;

-- What was done about a finding: 確認済み with a note, a question to the agency's manager, its answer. Only ever added to.
create table privacy.finding_step (
  id         uuid primary key,
  finding_id uuid not null,
  kind       text not null check (kind in ('CHECKED', 'ASKED', 'ANSWERED')),
  note       text not null check (note <> ''),
  about_agency int not null,               -- whom the finding is about, copied down, so that no policy has to ask for it
  about_staff  int not null,
  agency_id  int not null,                 -- in whose hat it was done
  staff_id   int not null check (staff_id <> about_staff),
  at         timestamptz not null,
  foreign key (finding_id, about_agency, about_staff) references privacy.finding (id, agency_id, staff_id)
);
create index finding_step_finding on privacy.finding_step (finding_id);
create unique index finding_asked_once on privacy.finding_step (finding_id) where kind = 'ASKED';
create unique index finding_answered_once on privacy.finding_step (finding_id) where kind = 'ANSWERED';
create unique index finding_checked_once on privacy.finding_step (finding_id) where kind = 'CHECKED';
grant select, insert on privacy.finding_step to kasane_app;

-- Who of the staff opened whose record in a time, for the inspection alone. Lists and results of a search, where names
-- pass by, are named by the caller and do not count.
create function privacy.opened(p_from timestamptz, p_until timestamptz, p_lists text[])
  returns table (at timestamptz, staff int, agency int, subject uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'inspect-log' or gate.viewer_now() is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    select e.at, e.staff, e.agency, s.subject
    from audit.entry e cross join unnest(e.subjects) as s(subject)
    where e.at >= p_from and e.at < p_until and e.act in ('READ', 'PRINT', 'EXPORT') and e.staff is not null
      and e.agency is not null and e.what <> all (p_lists);
end $$;

-- How many persons each of the staff opened outside the hours, by the most in one hour and in the day. Times of opening and
-- closing are minutes of the day in Asia/Tokyo; on a day off every minute is outside.
create function privacy.openings(p_from timestamptz, p_until timestamptz, p_lists text[], p_open boolean, p_opens int,
                                 p_closes int)
  returns table (staff int, agency int, first_at timestamptz, last_at timestamptz, in_day int, in_hour int, outside int,
                 outside_first timestamptz, outside_last timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_purpose() is distinct from 'inspect-log' or gate.viewer_now() is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    with views as (
      select o.at, o.staff, o.agency, p.person_id, date_trunc('hour', o.at) as hour,
             not p_open or extract(hour from o.at at time zone 'Asia/Tokyo') * 60
                           + extract(minute from o.at at time zone 'Asia/Tokyo') not between p_opens and p_closes - 1
               as is_outside
      from privacy.opened(p_from, p_until, p_lists) o join register.person p on p.person_id = o.subject),
    hours as (
      select v.staff, v.agency, v.hour, count(distinct v.person_id)::int as persons
      from views v group by v.staff, v.agency, v.hour)
    select v.staff, v.agency, min(v.at), max(v.at), count(distinct v.person_id)::int,
           (select max(h.persons) from hours h where h.staff = v.staff and h.agency = v.agency),
           (count(distinct v.person_id) filter (where v.is_outside))::int,
           min(v.at) filter (where v.is_outside), max(v.at) filter (where v.is_outside)
    from views v group by v.staff, v.agency;
end $$;

-- Under which family names each of the staff opened records; the job compares them with the name of the staff and forgets
-- them. No name of a concealed record passes through here.
create function privacy.families(p_from timestamptz, p_until timestamptz, p_lists text[])
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

revoke execute on function privacy.opened(timestamptz, timestamptz, text[]) from public;
revoke execute on function privacy.openings(timestamptz, timestamptz, text[], boolean, int, int) from public;
revoke execute on function privacy.families(timestamptz, timestamptz, text[]) from public;
grant execute on function privacy.opened(timestamptz, timestamptz, text[]) to kasane_search;
grant execute on function privacy.openings(timestamptz, timestamptz, text[], boolean, int, int) to kasane_job;
grant execute on function privacy.families(timestamptz, timestamptz, text[]) to kasane_job;
grant create on schema privacy to kasane_search, kasane_sealer;
alter function privacy.opened(timestamptz, timestamptz, text[]) owner to kasane_sealer;
alter function privacy.openings(timestamptz, timestamptz, text[], boolean, int, int) owner to kasane_search;
alter function privacy.families(timestamptz, timestamptz, text[]) owner to kasane_search;
revoke create on schema privacy from kasane_search, kasane_sealer;

insert into settings.number (key, title, amount, valid_from, source) values
  ('inspection.opens', '閲覧点検：執務時間のはじまり（時）', 7, '2021-04-01', '[実務]'),
  ('inspection.closes', '閲覧点検：執務時間のおわり（時）', 21, '2021-04-01', '[実務]'),
  ('inspection.hour', '閲覧点検：1時間にこの人数をこえて開いたら載せる', 30, '2021-04-01', '[実務]'),
  ('inspection.day', '閲覧点検：1日にこの人数をこえて開いたら載せる', 100, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('inspection.answer', '閲覧点検：管理者が問いに答える', 5, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
