-- 保存と廃棄: what an agency keeps about one household, from its first word to its last, is one unit. It goes when nothing in it is
-- open, its class has run out and two people said so; then nothing of it is left but the numbers below.

-- 廃棄停止: a reason to keep longer. Set by one, lifted by two.
create table privacy.hold (
  id           uuid primary key,
  household_id uuid not null,
  owner_agency int not null,
  reason       text not null check (reason <> ''),
  set_by       int not null,
  set_at       timestamptz not null,
  asked_by     int,
  asked_at     timestamptz,
  lifted_by    int,
  lifted_at    timestamptz,
  check ((asked_by is null) = (asked_at is null)),
  check ((lifted_by is null) = (lifted_at is null)),
  check (lifted_by is null or asked_by is not null and lifted_by <> asked_by)
);
create unique index hold_living on privacy.hold (household_id) where lifted_at is null;
grant select, insert on privacy.hold to kasane_app;
grant update (asked_by, asked_at, lifted_by, lifted_at) on privacy.hold to kasane_app;

-- 廃棄: proposed by the agency's manager, approved by 個人情報保護担当, carried out once.
create table privacy.disposal (
  id           uuid primary key,
  no           int not null unique check (no > 0),
  owner_agency int not null,
  proposed_by  int not null,
  proposed_at  timestamptz not null,
  units        int not null check (units > 0),
  decided_by   int,
  decided_at   timestamptz,
  approved     boolean,
  words        text not null default '',         -- why it was sent back
  done_by      int,
  done_at      timestamptz,
  records      int,
  backups_end  date,                             -- by when the last backup that may still hold it is gone
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (approved is null)),
  check (decided_by <> proposed_by),
  check ((done_by is null) = (done_at is null) and (done_by is null or approved))
);
grant select on privacy.disposal to kasane_app;
grant select, insert, update on privacy.disposal to kasane_disposal;

-- One unit: a key that leads nowhere once it is done, so that a restored backup can be told what is gone.
create table privacy.disposal_unit (
  disposal_id  uuid not null references privacy.disposal,
  unit         uuid not null,
  owner_agency int not null,
  class        text not null,
  last_on      date not null,
  due_on       date not null,
  records      int,
  primary key (disposal_id, unit)
);
create index disposal_unit_of on privacy.disposal_unit (unit);
grant select on privacy.disposal_unit to kasane_app;
grant select, insert, update on privacy.disposal_unit to kasane_disposal;

-- 残す数: what statistics keep of somebody whose record is gone. Nobody can be found by it: no key, no name, no day.
create table privacy.remains (
  id           uuid primary key default uuidv7(),
  owner_agency int not null,
  sex          text not null,
  birth_decade int,
  from_year    int not null,                     -- 年度
  until_year   int not null,
  class        text not null,
  issues       text[] not null,
  contacts     int not null
);
grant select on privacy.remains to kasane_app;
grant insert on privacy.remains to kasane_disposal;

insert into settings.code_list (list, title, fixed, sort) values ('retention-class', '保存の区分', true, 430);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('retention-class', 1, 'CONTACT', '相談・経過の記録', '', '', 10, '2021-04-01', '[実務] 文書管理規程'),
  ('retention-class', 1, 'CASE', '多機関協働のケース', '', '', 20, '2021-04-01', '[実務] 文書管理規程'),
  ('retention-class', 1, 'CONFERENCE', '会議にかけたケース', '', '', 30, '2021-04-01', '[実務] 文書管理規程');
insert into settings.number (key, title, amount, valid_from, source) values
  ('privacy.retention-contact', '保存年数（相談・経過の記録）', 5, '2021-04-01', '[実務] 文書管理規程による'),
  ('privacy.retention-case', '保存年数（多機関協働のケース）', 5, '2021-04-01', '[実務] 文書管理規程による'),
  ('privacy.retention-conference', '保存年数（会議にかけたケース）', 10, '2021-04-01', '[実務] 文書管理規程による'),
  ('privacy.backup-days', 'バックアップを残す日数（廃棄証明に書く日）', 90, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('privacy.disposal-decide', '廃棄の申し出を確かめる', 10, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('privacy.disposal-execute', '承認された廃棄を行う', 10, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;

-- The tables that hold a household's rows.
create function privacy.unit_tables() returns setof regclass
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'household_id' and not a.attisdropped
  where c.relkind = 'r' and n.nspname not in ('audit', 'access', 'settings', 'editing', 'migrations')
    and c.oid <> 'privacy.hold'::regclass
  order by c.oid::regclass::text
$$;

-- The last day on which anything was written, from every moment that any row of the unit holds.
create function privacy.last_written(p_household uuid) returns date
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_table regclass;
  v_columns text;
  v_last timestamptz;
  v_one timestamptz;
begin
  for v_table in select t from privacy.unit_tables() t loop
    select string_agg(format('%I', a.attname), ', ') into v_columns from pg_attribute a
    where a.attrelid = v_table and a.attnum > 0 and not a.attisdropped and a.atttypid = 'timestamptz'::regtype
      and a.attname not in ('valid_until', 'until_at', 'expires_at');
    if v_columns is not null then
      execute format('select max(greatest(%s)) from %s where household_id = $1', v_columns, v_table)
        into v_one using p_household;
      v_last := greatest(v_last, v_one);
    end if;
  end loop;
  return (v_last at time zone 'Asia/Tokyo')::date;
end $$;

-- Class and day of one unit: 完結年度の翌年度4月1日 and the years of the class, as they are set today.
create function privacy.retention(p_household uuid, out class text, out last_on date, out due_on date)
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_today date := (gate.viewer_now() at time zone 'Asia/Tokyo')::date;
  v_years int;
begin
  class := case
    when exists (select from conference.item i where i.household_id = p_household) then 'CONFERENCE'
    when exists (select from casework.case_file c where c.household_id = p_household) then 'CASE'
    else 'CONTACT' end;
  last_on := privacy.last_written(p_household);
  select n.amount into v_years from settings.number n
  where n.key = 'privacy.retention-' || lower(class) and n.valid_from <= v_today
  order by n.valid_from desc, n.id desc limit 1;
  due_on := make_date(extract(year from last_on)::int + case when extract(month from last_on) >= 4 then 1 else 0 end
                      + v_years, 4, 1);
end $$;

-- Why a unit stays although its years are over; null when nothing stands in the way.
create function privacy.kept_for(p_household uuid) returns text
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select case
    when exists (select from privacy.hold h where h.household_id = p_household and h.lifted_at is null) then 'HOLD'
    when exists (select from tasks.task t where t.household_id = p_household and t.done_at is null) then 'WORK'
    when exists (select from sharing.concealment c where c.household_id = p_household and c.ended_at is null) then 'SHUT'
    when exists (select from sharing.grant g where g.household_id = p_household and g.ended_at is null and g.basis <> 7
                 and g.valid_until > gate.viewer_now()) then 'SHARED'
    end
$$;

-- Of these units of the viewer's agency those whose years are over; never what is shut to the viewer, or proposed already.
create function privacy.years_over(p_units uuid[])
  returns table (household_id uuid, class text, last_on date, due_on date, kept_for text)
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.household_id, r.class, r.last_on, r.due_on, privacy.kept_for(s.household_id)
  from sharing.subject s cross join lateral privacy.retention(s.household_id) r
  where s.household_id = any (p_units) and s.owner_agency = gate.viewer_agency()
    and s.household_id <> all (sharing.shut_here())
    and not exists (select from privacy.disposal_unit u join privacy.disposal d on d.id = u.disposal_id
                    where u.unit = s.household_id and (d.approved is null or d.approved and d.done_at is null))
    and r.due_on <= (gate.viewer_now() at time zone 'Asia/Tokyo')::date
$$;

-- The units of the viewer's agency whose years are over, those opened first at most so many; for its manager. What was written to
-- lately is left out by a few indexes, before every table is asked about the rest.
create function privacy.disposable(p_most int)
  returns table (household_id uuid, class text, last_on date, due_on date, kept_for text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_today date := (gate.viewer_now() at time zone 'Asia/Tokyo')::date;
  v_before timestamptz;
begin
  if gate.viewer_agency() is null or gate.viewer_staff() is null or not gate.viewer_has('MANAGER') then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  select make_date(extract(year from v_today - interval '3 months')::int - min(y.amount), 4, 1)::timestamp
         at time zone 'Asia/Tokyo' into v_before
  from (select distinct on (n.key) n.amount from settings.number n
        where n.key like 'privacy.retention-%' and n.valid_from <= v_today
        order by n.key, n.valid_from desc, n.id desc) y;
  return query
    select y.* from privacy.years_over(array(
      select x.household_id from sharing.subject x join register.household h on h.household_id = x.household_id
      where x.owner_agency = gate.viewer_agency() and x.created_at < v_before and h.changed_at < v_before
        and not exists (select from casework.contact_record c where c.household_id = x.household_id
                        and c.written_at >= v_before)
        and not exists (select from tasks.task t where t.household_id = x.household_id and t.opened_at >= v_before)
      order by x.created_at, x.household_id limit p_most)) y;
end $$;

-- 廃棄の申し出: for the units named, of which each must still be disposable.
create function privacy.propose_disposal(p_id uuid, p_units uuid[]) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_count int;
begin
  if gate.viewer_agency() is null or gate.viewer_staff() is null or not gate.viewer_has('MANAGER')
     or cardinality(p_units) = 0 then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('privacy.disposal', 0));
  insert into privacy.disposal (id, no, owner_agency, proposed_by, proposed_at, units)
  select p_id, coalesce(max(d.no), 0) + 1, gate.viewer_agency(), gate.viewer_staff(), gate.viewer_now(),
         cardinality(p_units)
  from privacy.disposal d;
  insert into privacy.disposal_unit (disposal_id, unit, owner_agency, class, last_on, due_on)
  select p_id, d.household_id, gate.viewer_agency(), d.class, d.last_on, d.due_on
  from privacy.years_over(p_units) d where d.kept_for is null;
  get diagnostics v_count = row_count;
  if v_count <> (select count(distinct u) from unnest(p_units) u) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return v_count;
end $$;

-- 承認 or 差戻し, by a 個人情報保護担当 who did not propose it.
create function privacy.decide_disposal(p_id uuid, p_approved boolean, p_words text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_staff() is null or not gate.viewer_has('PRIVACY_OFFICER') or not p_approved and p_words = '' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  update privacy.disposal d set decided_by = gate.viewer_staff(), decided_at = gate.viewer_now(), approved = p_approved,
    words = p_words
  where d.id = p_id and d.decided_at is null and d.proposed_by <> gate.viewer_staff();
  return found;
end $$;

-- Removes what hangs on the rows of one unit in one table, and then those rows. Where a row of another household holds on to it,
-- nothing is removed at all.
create function privacy.remove_rows(p_table regclass, p_condition text, p_household uuid, p_depth int) returns int
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_parent text := 'p' || p_depth;
  v_key record;
  v_count int;
  v_total int := 0;
begin
  if p_depth > 6 then
    raise exception 'not possible' using errcode = 'KA005';
  end if;
  for v_key in
    select con.conrelid::regclass as child,
           (select string_agg(format('%s.%I = %s.%I', con.conrelid::regclass, ca.attname, v_parent, pa.attname), ' and ')
            from unnest(con.conkey, con.confkey) k(ck, pk)
            join pg_attribute ca on ca.attrelid = con.conrelid and ca.attnum = k.ck
            join pg_attribute pa on pa.attrelid = con.confrelid and pa.attnum = k.pk) as pairs
    from pg_constraint con
    where con.contype = 'f' and con.confrelid = p_table and con.conrelid <> p_table
      and not exists (select from pg_attribute a where a.attrelid = con.conrelid and a.attname = 'household_id'
                      and not a.attisdropped)
  loop
    v_total := v_total + privacy.remove_rows(v_key.child,
      format('exists (select from %s %s where %s and (%s))', p_table, v_parent, v_key.pairs,
             replace(p_condition, p_table || '.', v_parent || '.')), p_household, p_depth + 1);
  end loop;
  execute format('delete from %s where %s', p_table, p_condition) using p_household;
  get diagnostics v_count = row_count;
  return v_total + v_count;
end $$;

-- Removes one unit from every table; a table that another one holds on to waits for the next round.
create function privacy.remove_unit(p_household uuid) returns int
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_table regclass;
  v_count int;
  v_total int := 0;
  v_waiting int;
  v_before int;
begin
  loop
    v_waiting := 0;
    v_before := v_total;
    for v_table in select t from privacy.unit_tables() t loop
      begin
        v_total := v_total + privacy.remove_rows(v_table, v_table || '.household_id = $1', p_household, 0);
      exception when foreign_key_violation then
        v_waiting := v_waiting + 1;
      end;
    end loop;
    exit when v_waiting = 0;
    if v_total = v_before then
      raise exception 'not possible' using errcode = 'KA005';
    end if;
  end loop;
  delete from editing.draft d where d.page like '%' || p_household || '%';
  get diagnostics v_count = row_count;
  return v_total + v_count;
end $$;

-- 廃棄する: once, by the manager of the agency, after the approval of somebody else; everything is checked again. The name typed,
-- the words written, the file attached: nothing of it is left in any table.
create function privacy.dispose(p_id uuid) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_disposal privacy.disposal;
  v_unit privacy.disposal_unit;
  v_now record;
  v_days int;
  v_count int;
  v_total int := 0;
  v_today date := (gate.viewer_now() at time zone 'Asia/Tokyo')::date;
begin
  select * into v_disposal from privacy.disposal d where d.id = p_id for update;
  if v_disposal.id is null or gate.viewer_agency() is distinct from v_disposal.owner_agency
     or gate.viewer_staff() is null or not gate.viewer_has('MANAGER')
     or v_disposal.approved is not true or v_disposal.done_at is not null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  for v_unit in select * from privacy.disposal_unit u where u.disposal_id = p_id order by u.unit loop
    select * into v_now from privacy.retention(v_unit.unit);
    if v_now.due_on is null or v_now.due_on > v_today or privacy.kept_for(v_unit.unit) is not null then
      raise exception 'not possible' using errcode = 'KA005';
    end if;
    insert into privacy.remains (owner_agency, sex, birth_decade, from_year, until_year, class, issues, contacts)
    select v_unit.owner_agency,
           -- Codes of the lists alone: no word can slip in.
           coalesce((select distinct k.code from settings.code k where k.list = 'sex' and k.code = p.sex), ''), case when p.birth ~ '^[0-9]{4}' then left(p.birth, 3)::int * 10 end,
           extract(year from (s.created_at at time zone 'Asia/Tokyo') - interval '3 months')::int,
           extract(year from v_now.last_on - interval '3 months')::int, v_now.class,
           array(select distinct i from intake.consultation c, unnest(c.issues) i
                 where c.household_id = v_unit.unit
                   and exists (select from settings.code k where k.list = 'issue' and k.code = i) order by 1),
           (select count(*) from casework.contact_record r where r.household_id = v_unit.unit)::int
    from register.person p join sharing.subject s on s.household_id = p.household_id
    where p.household_id = v_unit.unit;
    v_count := privacy.remove_unit(v_unit.unit);
    update privacy.disposal_unit u set records = v_count where u.disposal_id = p_id and u.unit = v_unit.unit;
    v_total := v_total + v_count;
  end loop;
  select n.amount into v_days from settings.number n
  where n.key = 'privacy.backup-days' and n.valid_from <= v_today order by n.valid_from desc, n.id desc limit 1;
  update privacy.disposal d set done_by = gate.viewer_staff(), done_at = gate.viewer_now(), records = v_total,
    backups_end = v_today + v_days
  where d.id = p_id;
  return v_total;
end $$;

-- In how many units of an approved disposal something was opened or held in the meantime.
create function privacy.blocked_units(p_id uuid) returns int
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_agency() is null or not gate.viewer_has('MANAGER') then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return (select count(*) from privacy.disposal_unit u
          where u.disposal_id = p_id and u.owner_agency = gate.viewer_agency() and privacy.kept_for(u.unit) is not null);
end $$;

-- Rights first, then the owners.
revoke execute on function privacy.unit_tables(), privacy.last_written(uuid), privacy.retention(uuid),
  privacy.kept_for(uuid), privacy.years_over(uuid[]), privacy.disposable(int), privacy.propose_disposal(uuid, uuid[]),
  privacy.decide_disposal(uuid, boolean, text), privacy.remove_rows(regclass, text, uuid, int),
  privacy.remove_unit(uuid), privacy.dispose(uuid), privacy.blocked_units(uuid) from public;
grant execute on function privacy.unit_tables(), privacy.last_written(uuid), privacy.retention(uuid),
  privacy.kept_for(uuid), privacy.years_over(uuid[]), privacy.remove_rows(regclass, text, uuid, int), privacy.remove_unit(uuid)
  to kasane_disposal;
grant execute on function privacy.disposable(int), privacy.propose_disposal(uuid, uuid[]),
  privacy.decide_disposal(uuid, boolean, text), privacy.dispose(uuid), privacy.blocked_units(uuid) to kasane_app;
set role kasane_sharing;
grant execute on function sharing.shut_here() to kasane_disposal;
reset role;
-- The schemas of the tables themselves are opened to it with the policies.
grant usage on schema settings, gate to kasane_disposal;
grant select on settings.number, settings.code to kasane_disposal;
grant usage, create on schema privacy to kasane_disposal;
alter function privacy.disposable(int) owner to kasane_disposal;
alter function privacy.propose_disposal(uuid, uuid[]) owner to kasane_disposal;
alter function privacy.decide_disposal(uuid, boolean, text) owner to kasane_disposal;
alter function privacy.dispose(uuid) owner to kasane_disposal;
alter function privacy.blocked_units(uuid) owner to kasane_disposal;
revoke create on schema privacy from kasane_disposal;
