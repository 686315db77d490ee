-- 連携支援: two or three agencies work together for a household by consent, without 多機関協働. The agency that keeps the
-- record leads; whoever joins sees it as long as it takes part and the consents of everybody it is about let it.
create table collaboration.joint_support (
  id           uuid primary key,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,                     -- 取りまとめ役
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  aim          text not null check (aim <> ''),  -- いっしょに目指すこと
  role         text not null check (role <> ''), -- 取りまとめ役の受けもち
  begun_on     date not null,
  begun_at     timestamptz not null,
  begun_by     int not null,
  unique (id, household_id, owner_agency, persons)
);
create index joint_support_household on collaboration.joint_support (household_id);
create index joint_support_owner on collaboration.joint_support (owner_agency, begun_on desc);
grant select, insert on collaboration.joint_support to kasane_app;

-- 加わる機関: a seat is known to the two whom it concerns; closed, it opens nothing any more.
create table collaboration.joint_seat (
  id           uuid primary key,
  support_id   uuid not null,
  agency_id    int not null,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,                     -- 取りまとめ役
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  invited_at   timestamptz not null,
  closed_at    timestamptz,
  -- A policy cannot ask the support, whose own policy asks the seats.
  foreign key (support_id, household_id, owner_agency, persons)
    references collaboration.joint_support (id, household_id, owner_agency, persons),
  check (agency_id <> owner_agency)
);
create unique index joint_seat_once on collaboration.joint_seat (support_id, agency_id) where closed_at is null;
create index joint_seat_agency on collaboration.joint_seat (agency_id) where closed_at is null;
create index joint_seat_household on collaboration.joint_seat (household_id);
grant select, insert on collaboration.joint_seat to kasane_app;
grant update (closed_at) on collaboration.joint_seat to kasane_app;

create table collaboration.joint_step (
  id           uuid primary key,
  support_id   uuid not null references collaboration.joint_support,
  no           int not null check (no > 0),
  seat_id      uuid references collaboration.joint_seat,
  agency_id    int,                              -- whose seat it is
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,                     -- whoever takes it
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  kind         text not null check (kind in ('INVITE', 'JOIN', 'DECLINE', 'REPORT', 'LEAVE', 'RELEASE', 'SEEN', 'WITHDRAW',
                 'REVIEW', 'LOSE_CONSENT', 'GO_ON', 'END', 'HAND_UP', 'CLOSE')),
  words        text not null default '',
  code         text not null default '',         -- of joint-ending
  code_edition int not null default 0,
  done_on      date,
  staff_id     int not null,
  at           timestamptz not null,
  unique (support_id, no),
  check ((seat_id is null) = (agency_id is null)),
  check ((seat_id is not null) = (kind in ('INVITE', 'JOIN', 'DECLINE', 'REPORT', 'LEAVE', 'RELEASE', 'SEEN', 'WITHDRAW'))),
  check (kind not in ('INVITE', 'JOIN', 'DECLINE', 'REPORT', 'LEAVE', 'REVIEW') or words <> ''),
  check ((kind = 'END') = (code <> ''))
);
create index joint_step_household on collaboration.joint_step (household_id);
grant select, insert on collaboration.joint_step to kasane_app;

-- The words of open work: a seat and the support itself are each an item.
create view collaboration.pub_joint_today with (security_invoker = true) as
  select s.id as item_id, s.household_id, ''::text as title, '連携支援'::text as subtitle from collaboration.joint_support s
  union all
  select s.id, s.household_id, '', '連携支援' from collaboration.joint_seat s;
grant select on collaboration.pub_joint_today to kasane_app;

insert into settings.code_list (list, title, fixed, sort) values ('joint-ending', '連携支援を終える理由', false, 400);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('joint-ending', 1, 'SOLVED', '落ち着いた', '', '', 10, '2021-04-01', '[実務]'),
  ('joint-ending', 1, 'ONE', 'ひとつの機関で続ける', '', '', 20, '2021-04-01', '[実務]'),
  ('joint-ending', 1, 'WISH', 'ご本人の意向', '', '', 30, '2021-04-01', '[実務]'),
  ('joint-ending', 1, 'LOST', '連絡がとれない', '', '', 40, '2021-04-01', '[実務]'),
  ('joint-ending', 1, 'MOVED', '転出', '', '', 50, '2021-04-01', '[実務]'),
  ('joint-ending', 1, 'DIED', '死亡', '', '', 60, '2021-04-01', '[実務]'),
  ('joint-ending', 1, 'OTHER', 'そのほか', '', '', 70, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('joint.answer', '連携支援の誘いに答える', 3, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('joint.report', '連携支援の受けもちの様子を知らせる（はじめの値）', 30, 'DAY', '2021-04-01', '[実務]'),
  ('joint.gone', '連携支援の受けもちを決め直す', 5, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('joint.review', '連携支援を振り返る（はじめの値）', 90, 'DAY', '2021-04-01', '[実務]'),
  ('joint.hand-up', '連携支援から支援依頼を出す', 5, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
