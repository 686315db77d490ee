-- A new era is begun by the migrating role, which is bound to no viewer: the instant is an argument.
drop function audit.begin_era();
set role kasane_sealer;
drop function audit.end_era();
reset role;
drop function audit.add_block(smallint, bigint, xid8, xid8, bytea);

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

-- As before, but the block's time is handed on.
grant create on schema audit to kasane_sealer;
set role kasane_sealer;
create or replace function audit.seal(out sealed bigint, out waiting_since timestamptz)
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
reset role;

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

-- The whole step, for the migrating role with nobody else connected.
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

revoke execute on function audit.add_block(smallint, bigint, xid8, xid8, bytea, timestamptz) from public;
grant execute on function audit.add_block(smallint, bigint, xid8, xid8, bytea, timestamptz) to kasane_sealer;
revoke execute on function audit.begin_era(timestamptz) from public;
revoke execute on function audit.end_era(timestamptz) from public;
alter function audit.end_era(timestamptz) owner to kasane_sealer;
revoke create on schema audit from kasane_sealer;
set role kasane_sealer;
grant execute on function audit.end_era(timestamptz) to kasane_owner;
reset role;
