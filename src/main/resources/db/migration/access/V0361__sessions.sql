-- ログインしている端末: which browser, whence and since when; and when its person last proved who they are.
alter table access.session add column no bigint generated always as identity;
alter table access.session add column device text not null default '';
alter table access.session add column network text not null default '';     -- coarse: 10.1.x.x
alter table access.session add column proved_at timestamptz;                -- null: when it was opened
create unique index session_no on access.session (no);
create index session_known on access.session (staff_id, device, network);
grant select (no, device, network, proved_at) on access.session to kasane_app;

-- 本人への知らせ: what somebody must hear about their own account, on the next page, wherever they are signed in.
create table access.notice (
  id         bigint generated always as identity primary key,
  staff_id   int not null references access.staff,
  kind       text not null check (kind in ('NEW_DEVICE', 'RECOVERY_CODE', 'FACTOR_RESET')),
  session_no bigint,                         -- the session that it is about: it does not tell itself
  at         timestamptz not null,
  seen_at    timestamptz
);
create index notice_unseen on access.notice (staff_id) where seen_at is null;
grant select, insert, update (seen_at) on access.notice to kasane_app;
grant select, insert on access.notice to kasane_job;

insert into settings.number (key, title, amount, valid_from, source) values
  ('sign-in.proof-minutes', '大事な操作の前に、もう一度パスワードをたずねるまでの分', 15, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
