-- 設定: everything that changes with law or office. Every row is dated; a change is a new row, the old one keeps its words.
create schema settings;
grant usage on schema settings to kasane_app, kasane_job, kasane_public;

-- Counts changes: servers that keep the settings in memory read them anew when it has moved.
create table settings.revision (
  id int primary key check (id = 1),
  no int not null
);
insert into settings.revision values (1, 1);

-- 自治体: the row with the newest valid_from counts; of several on one day the one written last.
create table settings.town (
  id          int generated always as identity primary key,
  name        text not null check (name <> ''),
  kana        text not null default '',
  code        text not null check (code ~ '^[0-9]{6}$'),      -- 全国地方公共団体コード with its check digit
  status      text not null check (status in ('RUNNING', 'PREPARING')),   -- 実施, 移行準備
  valid_from  date not null,
  written_by  int,
  written_at  timestamptz not null
);

-- 用語: words that towns choose for themselves.
create table settings.label (
  id         int generated always as identity primary key,
  key        text not null check (key ~ '^[a-z0-9.-]+$'),
  text       text not null check (text <> ''),
  valid_from date not null,
  source     text not null default '',
  written_by int,
  written_at timestamptz
);
create index label_key on settings.label (key, valid_from);

-- コード表. An edition adds or renames entries from a date on; rows elsewhere store code and edition, never the words.
create table settings.code (
  list          text not null check (list ~ '^[a-z0-9-]+$'),
  edition       int not null check (edition > 0),
  code          text not null check (code ~ '^[A-Za-z0-9_.-]{1,40}$'),
  label         text not null check (label <> ''),
  short_label   text not null default '',      -- for the counter; '' = the label itself
  national_code text not null default '',
  sort          int not null,
  valid_from    date not null,
  valid_until   date,
  source        text not null default '',
  written_by    int,
  written_at    timestamptz,
  primary key (list, edition, code),
  check (valid_until is null or valid_until >= valid_from - 1)
);

-- コード表の名前: what a list is called on the settings page, and whether the town itself may change it.
create table settings.code_list (
  list  text primary key,
  title text not null,
  fixed boolean not null default false,      -- the codes are known to the program or to the state
  sort  int not null
);

-- 期限: how many days a step may take.
create table settings.clock (
  id         int generated always as identity primary key,
  key        text not null check (key ~ '^[a-z0-9.-]+$'),
  title      text not null,
  amount     int not null check (amount between 0 and 3660),
  unit       text not null check (unit in ('OPEN_DAY', 'DAY')),           -- 開庁日, 暦日
  valid_from date not null,
  source     text not null default '',
  written_by int,
  written_at timestamptz
);
create index clock_key on settings.clock (key, valid_from);

-- 祝日と臨時の閉庁日.
create table settings.holiday (
  id         int generated always as identity primary key,
  day        date not null,
  name       text not null check (name <> ''),
  kind       text not null check (kind in ('PUBLIC', 'CLOSING')),         -- 国民の祝日・休日, 閉庁日
  source     text not null default '',
  removed_at timestamptz,
  written_by int,
  written_at timestamptz
);
create unique index holiday_day on settings.holiday (day) where removed_at is null;

-- 閉庁のきまり: a day of the week (1 = Monday), or the same days of every year.
create table settings.closing_rule (
  id          int generated always as identity primary key,
  name        text not null,
  weekday     int check (weekday between 1 and 7),
  first_day   text check (first_day ~ '^[0-1][0-9]-[0-3][0-9]$'),        -- 12-29
  last_day    text check (last_day ~ '^[0-1][0-9]-[0-3][0-9]$'),         -- 01-03, possibly of the next year
  valid_from  date not null,
  valid_until date,
  source      text not null default '',
  check ((weekday is null) = (first_day is not null) and (first_day is null) = (last_day is null))
);

grant select on settings.revision, settings.town, settings.label, settings.code, settings.code_list, settings.clock,
  settings.holiday, settings.closing_rule to kasane_app, kasane_job, kasane_public;
grant insert on settings.town, settings.label, settings.code, settings.clock, settings.holiday, settings.closing_rule
  to kasane_app, kasane_job;
grant update (no) on settings.revision to kasane_app, kasane_job;
grant update (valid_until) on settings.code, settings.closing_rule to kasane_app, kasane_job;
grant update (removed_at) on settings.holiday to kasane_app, kasane_job;
