-- 日程調整: the convenor proposes days, each agency says which suit it, one of them becomes the meeting. Nothing in it names
-- whom the meeting will be about.
create table conference.poll (
  id           uuid primary key,
  owner_agency int not null,
  body         text not null,
  body_edition int not null,
  place        text not null default '',
  answer_by    date not null,
  asked_at     timestamptz not null,
  asked_by     int not null,
  meeting_id   uuid references conference.meeting,
  settled_at   timestamptz,
  dropped_at   timestamptz,
  check ((settled_at is null) = (meeting_id is null)),
  check (settled_at is null or dropped_at is null)
);
grant select, insert on conference.poll to kasane_app;
grant update (meeting_id, settled_at, dropped_at) on conference.poll to kasane_app;

create table conference.poll_day (
  poll_id      uuid not null references conference.poll,
  no           smallint not null check (no between 1 and 12),
  owner_agency int not null,
  on_day       date not null,
  from_time    time not null,
  until_time   time,
  primary key (poll_id, no)
);
grant select, insert on conference.poll_day to kasane_app;

create table conference.poll_agency (
  poll_id      uuid not null references conference.poll,
  agency_id    int not null,
  owner_agency int not null,
  primary key (poll_id, agency_id)
);
grant select, insert on conference.poll_agency to kasane_app;

-- One row for each agency; a later answer takes the place of the former.
create table conference.poll_reply (
  poll_id      uuid not null references conference.poll,
  owner_agency int not null,
  answers      text[] not null check (cardinality(answers) > 0),   -- YES, MAYBE, NO in the order of the days
  note         text not null default '',
  staff_id     int not null,
  at           timestamptz not null,
  primary key (poll_id, owner_agency)
);
grant select, insert on conference.poll_reply to kasane_app;
grant update (answers, note, staff_id, at) on conference.poll_reply to kasane_app;

create or replace view conference.pub_today with (security_invoker = true) as
  select m.id as item_id, null::uuid as household_id, '' as title, to_char(m.held_on, 'FMMM月FMDD日') || to_char(m.from_time, ' FMHH24:MI') || 'の会議' as subtitle
  from conference.meeting m
  union all
  select i.id, i.household_id, '', '' from conference.item i
  union all
  select d.id, d.household_id, '', left(d.what, 60) from conference.decision d
  union all
  select s.id, null, '', '支援会議 第' || s.no || '号' from conference.series s
  union all
  select c.id, null, c.called, f.name || 'からの開催依頼' from conference.convening c
  join access.pub_agency f on f.id = c.owner_agency
  union all
  select p.id, null, '', coalesce(b.label, '会議') || '（' || f.name || '）' from conference.poll p
  join access.pub_agency f on f.id = p.owner_agency
  left join settings.pub_code b on b.list = 'conference-body' and b.edition = p.body_edition and b.code = p.body;

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('conference.poll', '会議の日程の都合を答える（はじめの値）', 5, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('conference.settle', '会議の日を決める（答えの期限から）', 2, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
