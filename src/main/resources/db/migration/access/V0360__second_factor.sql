-- 二つ目の確認: codes of an authenticator app, and codes on paper for when it is not at hand.
-- The secret is shown once while it is offered and then readable by the sign-in step only.
create table access.totp_offer (
  staff_id   int primary key references access.staff,
  secret     bytea not null,                 -- emptied when it has become a factor
  offered_at timestamptz not null
);

create table access.totp (
  id        int generated always as identity primary key,
  staff_id  int not null references access.staff,
  secret    bytea not null,
  last_step bigint not null,                 -- the newest half minute whose code was used: none is used twice
  since     timestamptz not null,
  ended_at  timestamptz
);
create unique index totp_living on access.totp (staff_id) where ended_at is null;

-- 控えのコード: ten at a time, each used once; only their hashes are kept.
create table access.recovery_code (
  id        int generated always as identity primary key,
  staff_id  int not null references access.staff,
  code_hash bytea not null,
  made_at   timestamptz not null,
  used_at   timestamptz,
  ended_at  timestamptz
);
create index recovery_code_living on access.recovery_code (staff_id) where used_at is null and ended_at is null;

grant select, insert, update (secret, offered_at) on access.totp_offer to kasane_app;
grant select (id, staff_id, since, ended_at), insert (staff_id, secret, last_step, since), update (ended_at)
  on access.totp to kasane_app;
grant select, update (last_step) on access.totp to kasane_job;
grant select (id, staff_id, made_at, used_at, ended_at), insert (staff_id, code_hash, made_at), update (ended_at)
  on access.recovery_code to kasane_app;
grant select, update (used_at) on access.recovery_code to kasane_job;
grant select (second_factor), update (second_factor) on access.account to kasane_app;

-- A session whose password was right and whose second proof is still missing opens nothing.
alter table access.session add column half boolean not null default false;
grant select (half) on access.session to kasane_app;

-- Which duties need it, and how long after a duty has begun.
insert into settings.code_list (list, title, fixed, sort) values ('second-factor-duty', '二つ目の確認がいる職務', false, 410);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('second-factor-duty', 1, 'SYSTEM_ADMINISTRATOR', 'システム管理者', '', '', 10, '2021-04-01', '[実務]'),
  ('second-factor-duty', 1, 'PRIVACY_OFFICER', '個人情報保護担当（閲覧点検）', '', '', 20, '2021-04-01', '[実務]'),
  ('second-factor-duty', 1, 'MUNICIPAL_DECIDER', '所管課（支援決定）', '', '', 30, '2021-04-01', '[実務]');
insert into settings.number (key, title, amount, valid_from, source) values
  ('second-factor.grace-days', '職務がはじまってから、二つ目の確認を登録するまでの日数', 30, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
