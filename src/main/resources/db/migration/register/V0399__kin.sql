-- 前もっての申告: whom somebody of the staff is close to, known to themselves alone. A record of exactly this name and birthday is
-- closed to them from its first moment, and one that is there already from now on.
create table register.kin (
  id          uuid primary key,
  staff_id    int not null,
  called      text not null check (called <> ''),
  folded      text not null check (folded <> ''),
  birth       text not null check (birth ~ '^\d{4}-\d{2}-\d{2}$'),
  declared_at timestamptz not null,
  ended_at    timestamptz
);
create index kin_birth on register.kin (birth) where ended_at is null;
grant select, insert on register.kin to kasane_app;
grant update (ended_at) on register.kin to kasane_app;
grant select on register.kin to kasane_search;

-- The records that are there already; it answers nothing.
create function register.keep_away_from_kin(p_kin uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sharing.recuse(p.household_id, k.staff_id)
  from register.kin k join register.person p on p.birth = k.birth and k.folded = any (p.folded)
  where k.id = p_kin and k.staff_id = gate.viewer_staff() and k.ended_at is null;
end $$;

create function register.keep_kin_away() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sharing.recuse(new.household_id, k.staff_id)
  from register.kin k where k.birth = new.birth and k.folded = any (new.folded) and k.ended_at is null;
  return new;
end $$;

revoke execute on function register.keep_away_from_kin(uuid), register.keep_kin_away() from public;
grant execute on function register.keep_away_from_kin(uuid) to kasane_app;
create trigger keep_kin_away after insert or update of folded, birth on register.person
  for each row execute function register.keep_kin_away();
grant create on schema register to kasane_search;
grant usage on schema sharing to kasane_search;
alter function register.keep_away_from_kin(uuid) owner to kasane_search;
alter function register.keep_kin_away() owner to kasane_search;
revoke create on schema register from kasane_search;
