-- 配付資料: what is given out on paper at a meeting, numbered, and every copy of it until it has come back. A title names nobody;
-- what lies on the table of a 支援会議 has no title out here at all.
create table conference.handout (
  id           uuid primary key,
  meeting_id   uuid not null references conference.meeting,
  conference_item_id uuid references conference.item,   -- 議題; null: for the whole meeting
  sitting_id   uuid,                             -- 支援会議の議題
  owner_agency int not null,                     -- who convenes
  no           int not null check (no > 0),      -- 資料番号, among those of its item: a gap would betray another
  title        text not null,
  copies       int not null check (copies between 1 and 200),    -- 部数
  given_at     timestamptz not null,
  given_by     int not null,
  dropped_at   timestamptz,                      -- 取消し
  unique nulls not distinct (meeting_id, conference_item_id, sitting_id, no),
  check (conference_item_id is null or sitting_id is null),
  check ((sitting_id is null) = (title <> ''))
);
create index handout_item on conference.handout (conference_item_id);
grant select, insert on conference.handout to kasane_app;
grant update (dropped_at) on conference.handout to kasane_app;

-- 通し番号: one copy, who has it, and what became of it.
create table conference.handout_copy (
  handout_id   uuid not null references conference.handout,
  no           int not null check (no > 0),
  owner_agency int not null,                     -- who convenes
  agency_id    int,                              -- who has it; null: somebody else
  to_whom      text not null default '',         -- somebody else, without a name
  state        text not null check (state in ('OUT', 'BACK', 'DESTROYED', 'KEPT', 'REPORTED')),
  words        text not null default '',
  at           timestamptz not null,
  staff_id     int not null,
  primary key (handout_id, no),
  check ((agency_id is null) = (to_whom <> '')),
  check (state in ('OUT', 'BACK') or words <> '')
);
grant select, insert on conference.handout_copy to kasane_app;
grant update (state, words, at, staff_id) on conference.handout_copy to kasane_app;

-- Whether any copy of an own meeting is still out, for the work of collecting: also one of a 支援会議, of which not even the
-- convenor's own people see more unless they came in.
create function conference.copies_out(of_meeting uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from conference.handout h join conference.handout_copy c on c.handout_id = h.id
    where h.meeting_id = of_meeting and h.owner_agency = gate.viewer_agency() and h.dropped_at is null and c.state = 'OUT')
$$;
revoke execute on function conference.copies_out(uuid) from public;
grant execute on function conference.copies_out(uuid) to kasane_app;
grant create on schema conference to kasane_sharing;
alter function conference.copies_out(uuid) owner to kasane_sharing;
revoke create on schema conference from kasane_sharing;
grant select (id, meeting_id, owner_agency, dropped_at) on conference.handout to kasane_sharing;
grant select (handout_id, owner_agency, state) on conference.handout_copy to kasane_sharing;

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('conference.handouts', '会議で配った資料の回収を確かめる', 3, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
