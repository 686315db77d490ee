-- 閲覧記録: who disclosed or changed what, for whom, why and when; never the content. Written in the disclosing
-- transaction, only ever added to, sealed in a chain of blocks every few seconds, verified by ./kasane verify-log.
create schema audit;
grant usage on schema audit to kasane_app, kasane_job, kasane_public, kasane_sealer;

create table audit.entry (
  -- An era ends when the database is restored from SQL into another cluster, where transaction ids start anew.
  era        smallint    not null default 1,
  id         bigint      generated always as identity,
  -- Not granted to any writer: the seal stands on the true transaction id.
  xid        xid8        not null default pg_current_xact_id(),
  at         timestamptz not null,
  staff      int,
  agency     int,
  purpose    text,
  act        text        not null constraint act_is_known check (act in
               ('READ', 'WRITE', 'PRINT', 'EXPORT', 'SIGN_IN', 'SIGN_IN_REFUSED', 'SIGN_OUT', 'ADMINISTER', 'HEARTBEAT')),
  -- Keys and names of fields are ASCII words, so that no name, note or address can slip into the log.
  what       text        not null constraint what_is_a_key
               check (what ~ '^[a-z0-9-]+(\.[a-z0-9-]+)*$'),
  subjects   uuid[]      not null default '{}' constraint subjects_are_a_list
               check (coalesce(array_ndims(subjects), 1) = 1 and array_position(subjects, null) is null),
  fields     text[]      not null default '{}' constraint fields_are_names
               check (coalesce(array_ndims(fields), 1) = 1 and array_position(fields, null) is null
                      and array_to_string(fields, ' ') ~ '^[A-Za-z0-9_. -]*$'),
  bases      smallint[]  not null default '{}' constraint bases_are_a_list
               check (coalesce(array_ndims(bases), 1) = 1 and array_position(bases, null) is null),
  item       uuid,
  -- The start of a server process and its counter: a gap means that a row was removed before it was sealed.
  writer     uuid        not null,
  writer_no  bigint      not null constraint counted_from_one check (writer_no > 0),
  -- In a heartbeat: every number up to "settled" has been written, or was rolled back and is among "lost".
  settled    bigint,
  lost       bigint[]    not null default '{}' constraint lost_is_a_list
               check (coalesce(array_ndims(lost), 1) = 1 and array_position(lost, null) is null),
  constraint only_heartbeats_settle check ((act = 'HEARTBEAT') = (settled is not null)
               and (act = 'HEARTBEAT' or lost = '{}')),
  -- The order of sealing and verification; "at" is there because a partitioned table demands it.
  primary key (era, xid, id, at)
) partition by range (at);

-- Who saw this person; the small pending list keeps the price of one unlucky insert low.
create index entry_subjects on audit.entry using gin (subjects) with (gin_pending_list_limit = 256);

create table audit.block (
  no        bigint      primary key,
  era       smallint    not null,
  from_xid  xid8        not null,
  to_xid    xid8        not null,
  entries   bigint      not null check (entries > 0),
  root      bytea       not null check (length(root) = 32),
  prev      bytea       not null check (length(prev) = 32),
  sealed_at timestamptz not null,
  hash      bytea       not null check (length(hash) = 32),
  unique (era, no),
  check (from_xid < to_xid)
);

create table audit.era (
  no       smallint    primary key,
  began_at timestamptz
);
insert into audit.era (no) values (1);

create function audit.refuse() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the log is only ever added to' using errcode = 'KA009';
end $$;
create trigger only_added_to before update or delete on audit.entry for each row execute function audit.refuse();
create trigger only_added_to before update or delete on audit.block for each row execute function audit.refuse();
create trigger only_added_to before update or delete on audit.era for each row execute function audit.refuse();
create trigger never_emptied before truncate on audit.entry for each statement execute function audit.refuse();
create trigger never_emptied before truncate on audit.block for each statement execute function audit.refuse();
create trigger never_emptied before truncate on audit.era for each statement execute function audit.refuse();

-- Entries of a month without a partition land here; they are sealed and verified like all others.
create table audit.entry_other partition of audit.entry default;
create trigger never_emptied before truncate on audit.entry_other for each statement execute function audit.refuse();

-- Makes the partitions of the bound month and the two after it (months of Asia/Tokyo); tells how many were missing.
-- A new partition is attached, not created in place, because attaching lets the others write on. The only definer
-- function of the migrating role, because attaching takes the table's owner; it takes no argument and reads no row.
create function audit.make_partitions() returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
  v_month timestamp := date_trunc('month', gate.viewer_now() at time zone 'Asia/Tokyo');
  v_name text;
  v_made int := 0;
begin
  if v_month is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  perform pg_advisory_xact_lock(hashtext('audit.make_partitions'));
  for i in 0..2 loop
    v_name := 'entry_' || to_char(v_month, 'YYYY_MM');
    if to_regclass('audit.' || v_name) is null then
      begin
        execute format('create table audit.%I (like audit.entry including defaults including constraints)', v_name);
        execute format('create trigger never_emptied before truncate on audit.%I
                        for each statement execute function audit.refuse()', v_name);
        execute format('alter table audit.%I enable row level security', v_name);
        execute format('alter table audit.%I force row level security', v_name);
        execute format('alter table audit.entry attach partition audit.%I for values from (%L) to (%L)', v_name,
                       v_month at time zone 'Asia/Tokyo', (v_month + interval '1 month') at time zone 'Asia/Tokyo');
        v_made := v_made + 1;
      exception when check_violation then
        -- Nothing is ever moved: the month stays in audit.entry_other.
        raise warning 'entries of % are in audit.entry_other already', v_name;
      end;
    end if;
    v_month := v_month + interval '1 month';
  end loop;
  return v_made;
end $$;

-- The canonical bytes of an entry: PostgreSQL's binary form of a row, in which every value is preceded by its type and
-- its length, so that no two different entries share their bytes. All numbers are big-endian.
--   4 bytes  number of columns: 17
--   then for each column, in this order
--     era int2 (type 21, 2 bytes) · id int8 (20, 8) · xid xid8 (5069, 8) · at timestamptz (1184, 8: microseconds since
--     2000-01-01T00:00:00Z) · staff int4 (23, 4) · agency int4 (23, 4) · purpose, act, what text (25, ASCII) ·
--     subjects uuid[] (2951) · fields text[] (1009) · bases int2[] (1005) · item uuid (2950, 16) · writer uuid (2950, 16)
--     · writer_no int8 (20, 8) · settled int8 (20, 8) · lost int8[] (1016)
--     4 bytes  type
--     4 bytes  length of the value, or FFFFFFFF for null, which has no value
--     n bytes  value
--   the value of an array is
--     4 bytes  number of dimensions: 0 when empty, else 1
--     4 bytes  0 (there is no null among the elements)
--     4 bytes  type of the elements: uuid 2950, text 25, int2 21, int8 20
--   and unless it is empty
--     4 bytes  number of elements
--     4 bytes  number of the first: 1
--     then for each element 4 bytes length, n bytes value
create function audit.canonical(e audit.entry) returns bytea language sql stable parallel safe
  as $$
    select record_send(row((e).era, (e).id, (e).xid, (e).at, (e).staff, (e).agency, (e).purpose, (e).act, (e).what,
                           (e).subjects, (e).fields, (e).bases, (e).item, (e).writer, (e).writer_no, (e).settled,
                           (e).lost))
  $$;

-- The hash of a block is the SHA-256 of these 118 bytes: 14 bytes 'kasane block 1' · era int2 · no int8 · from_xid int8
-- · to_xid int8 · entries int8 · root, 32 bytes · prev, 32 bytes · sealed_at int8, microseconds since 2000-01-01Z.
create function audit.block_hash(p_era smallint, p_no bigint, p_from xid8, p_to xid8, p_entries bigint, p_root bytea,
                                 p_prev bytea, p_sealed_at timestamptz) returns bytea
  language sql immutable parallel safe
  as $$
    select sha256('kasane block 1'::bytea || int2send(p_era) || int8send(p_no) || xid8send(p_from) || xid8send(p_to)
                  || int8send(p_entries) || p_root || p_prev || timestamptz_send(p_sealed_at))
  $$;

-- Adds one block over all entries of the era with from <= xid < to; the caller holds the lock. Returns their number.
-- root = SHA-256 over the SHA-256 of every entry's canonical bytes, ordered by (xid, id). Nothing to seal, no block.
create function audit.add_block(p_era smallint, p_no bigint, p_from xid8, p_to xid8, p_prev bytea, p_at timestamptz)
  returns bigint
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_entries bigint;
  v_root bytea;
begin
  select count(*), sha256(string_agg(sha256(audit.canonical(e)), ''::bytea order by e.xid, e.id))
  into v_entries, v_root
  from audit.entry e where e.era = p_era and e.xid >= p_from and e.xid < p_to;
  if v_entries > 0 then
    insert into audit.block (no, era, from_xid, to_xid, entries, root, prev, sealed_at, hash)
    values (p_no, p_era, p_from, p_to, v_entries, v_root, p_prev, p_at,
            audit.block_hash(p_era, p_no, p_from, p_to, v_entries, v_root, p_prev, p_at));
  end if;
  return v_entries;
end $$;

-- Seals every entry of a transaction below the horizon: all of those have ended, so that nobody can come late into a
-- block. One sealer at a time; the others return at once with null. "waiting_since" is the oldest committed entry that
-- a transaction still open keeps from being sealed (one of any database of the cluster does).
create function audit.seal(out sealed bigint, out waiting_since timestamptz)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_era smallint;
  v_from xid8;
  v_to xid8;
  v_last audit.block;
begin
  if gate.viewer_purpose() is distinct from 'seal-log' or gate.viewer_now() is null
     or current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended('audit.seal', 0)) then
    return;
  end if;
  select max(no) into v_era from audit.era;
  select * into v_last from audit.block order by no desc limit 1;
  v_from := case when v_last.era = v_era then v_last.to_xid else '0'::xid8 end;
  v_to := pg_snapshot_xmin(pg_current_snapshot());
  if v_to < v_from then
    raise exception 'the log belongs to another cluster: begin a new era before anything is written'
      using errcode = 'KA010';
  end if;
  sealed := 0;
  if v_from < v_to then
    sealed := audit.add_block(v_era, coalesce(v_last.no, 0) + 1, v_from, v_to,
                              coalesce(v_last.hash, decode(repeat('00', 32), 'hex')), gate.viewer_now());
  end if;
  select min(e.at) into waiting_since from audit.entry e where e.era = v_era and e.xid >= v_to;
end $$;

-- After a restore from SQL, before anything is written: seals what the old cluster left and ends its era.
create function audit.end_era(p_at timestamptz) returns smallint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_era smallint;
  v_last audit.block;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit.seal', 0));
  select max(no) into v_era from audit.era;
  select * into v_last from audit.block order by no desc limit 1;
  perform audit.add_block(v_era, coalesce(v_last.no, 0) + 1,
                          case when v_last.era = v_era then v_last.to_xid else '0'::xid8 end,
                          '9223372036854775807'::xid8, coalesce(v_last.hash, decode(repeat('00', 32), 'hex')), p_at);
  insert into audit.era (no, began_at) values (v_era + 1, p_at);
  return v_era + 1;
end $$;

-- The whole step, for the migrating role with nobody else connected; it is bound to no viewer, so the instant is given.
create function audit.begin_era(p_at timestamptz) returns smallint
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_era smallint;
begin
  lock table audit.entry in access exclusive mode;
  v_era := audit.end_era(p_at);
  execute format('alter table audit.entry alter column era set default %s', v_era);
  return v_era;
end $$;

-- 閲覧点検: who disclosed or changed something of this household or person; only for a hat with that duty.
create function audit.seen_of(p_subject uuid, p_from timestamptz, p_until timestamptz)
  returns table (at timestamptz, staff int, agency int, purpose text, act text, what text, fields text[],
                 bases smallint[], item uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if gate.viewer_staff() is null or gate.viewer_now() is null
     or array_position(gate.viewer_duties(), 'PRIVACY_OFFICER') is null then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    select e.at, e.staff, e.agency, e.purpose, e.act, e.what, e.fields, e.bases, e.item
    from audit.entry e
    where e.subjects @> array[p_subject] and e.at >= p_from and e.at < p_until
    order by e.at, e.id;
end $$;

-- Rights are set before a function is handed over: the migrating role inherits nothing from its new owner, and a revoke
-- that comes too late is only a warning.
revoke execute on all functions in schema audit from public;
grant execute on function audit.make_partitions() to kasane_job;
grant execute on function audit.seal() to kasane_job;
grant execute on function audit.seen_of(uuid, timestamptz, timestamptz) to kasane_app;
grant execute on function audit.add_block(smallint, bigint, xid8, xid8, bytea, timestamptz) to kasane_sealer;
grant execute on function audit.canonical(audit.entry) to kasane_sealer;
grant execute on function audit.block_hash(smallint, bigint, xid8, xid8, bigint, bytea, bytea, timestamptz)
  to kasane_sealer;

grant create on schema audit to kasane_sealer;
alter function audit.seal() owner to kasane_sealer;
alter function audit.end_era(timestamptz) owner to kasane_sealer;
alter function audit.seen_of(uuid, timestamptz, timestamptz) owner to kasane_sealer;
revoke create on schema audit from kasane_sealer;
set role kasane_sealer;
grant execute on function audit.end_era(timestamptz) to kasane_owner;
reset role;

-- Writers write, and nothing else. The era, the number and the transaction id are the table's own.
grant insert (at, staff, agency, purpose, act, what, subjects, fields, bases, item, writer, writer_no)
  on audit.entry to kasane_app, kasane_public;
grant insert (at, staff, agency, purpose, act, what, subjects, fields, bases, item, writer, writer_no, settled, lost)
  on audit.entry to kasane_job;
grant select on audit.entry, audit.block, audit.era to kasane_job;
grant select on audit.entry to kasane_sealer;
grant select, insert on audit.block, audit.era to kasane_sealer;

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
alter table audit.entry_other enable row level security;
alter table audit.entry_other force row level security;
alter table audit.block enable row level security;
alter table audit.block force row level security;
alter table audit.era enable row level security;
alter table audit.era force row level security;
