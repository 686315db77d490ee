-- メールのお知らせ: who of the staff wants to be told by mail that something waits, and where. Numbers alone leave the house.
create table tasks.mail_wish (
  staff_id  int primary key,
  address   text not null check (address ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$'),
  wanted    text not null check (wanted in ('NONE', 'DAILY', 'NEW')),
  chosen_at timestamptz not null,
  noted_at  timestamptz                          -- when a notice was last made
);
grant select, insert on tasks.mail_wish to kasane_app;
grant update (address, wanted, chosen_at) on tasks.mail_wish to kasane_app;
grant select, update (noted_at) on tasks.mail_wish to kasane_job;

-- Notices that are to leave, or have left: how much waits, and nothing about whom.
create table tasks.letter (
  id        uuid primary key,
  staff_id  int not null references tasks.mail_wish,
  made_at   timestamptz not null,
  late      int not null check (late >= 0),
  today     int not null check (today >= 0),
  fresh     int not null check (fresh >= 0),
  tries     int not null default 0,
  tried_at  timestamptz,
  sent_at   timestamptz
);
create index letter_waiting on tasks.letter (made_at) where sent_at is null;
grant select, insert on tasks.letter to kasane_job;
grant update (tries, tried_at, sent_at) on tasks.letter to kasane_job;

-- The job that counts for notices knows whose work it is and since when; still neither items nor households.
grant select (assignee_staff, opened_at, shows_on) on tasks.task to kasane_job;
