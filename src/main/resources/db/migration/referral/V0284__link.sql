-- 一件リンク: opens one sheet on paper to whoever at its addressee has the link and the number that was told by another
-- way, for a short time. The link itself is never stored, only its hash; the number's hash cannot be tried without it.
create table referral.link (
  id           uuid primary key,
  referral_id  uuid not null references referral.sheet,
  household_id uuid not null references sharing.subject,
  person_id    uuid not null references sharing.subject_person,
  owner_agency int not null,
  audience     smallint not null default 0 check (audience = 0),
  category     int not null default 128 check (category = 128),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  to_agency    int not null,
  contact      text not null check (contact <> ''),   -- whom to ask, for whoever opens it
  token_hash   bytea not null unique check (length(token_hash) = 32),
  code_hash    bytea not null check (length(code_hash) = 32),
  made_by      int not null,
  made_at      timestamptz not null,
  expires_at   timestamptz not null,
  tries        smallint not null default 0,
  locked_at    timestamptz,                            -- the number was wrong too often
  opened_at    timestamptz,                            -- when it was opened last
  revoked_at   timestamptz,
  check (expires_at > made_at)
);
create index link_sheet on referral.link (referral_id);
create index link_household on referral.link (household_id);
grant select (id, referral_id, household_id, person_id, owner_agency, audience, category, item_id, concealed, to_agency,
  contact, made_by, made_at, expires_at, tries, locked_at, opened_at, revoked_at) on referral.link to kasane_app;
grant insert (id, referral_id, household_id, person_id, owner_agency, to_agency, contact, token_hash, code_hash, made_by,
  made_at, expires_at) on referral.link to kasane_app;
grant update (revoked_at) on referral.link to kasane_app;

-- Whoever has given the right number looks on for a while with a browser's cookie, of which only the hash is kept.
create table referral.link_visit (
  token_hash bytea primary key check (length(token_hash) = 32),
  link_id    uuid not null references referral.link,
  opened_at  timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz
);
create index link_visit_link on referral.link_visit (link_id);

-- The door: finds a link by what the visitor brings, and nothing about anybody.
grant usage on schema referral to kasane_job;
grant select (id, referral_id, to_agency, token_hash, code_hash, expires_at, tries, locked_at, revoked_at),
  update (tries, locked_at, opened_at) on referral.link to kasane_job;
grant select, insert on referral.link_visit to kasane_job;
grant update (ended_at) on referral.link_visit to kasane_job;

-- What such a step says of who took it.
alter table referral.step
  alter column staff_id drop not null,
  add column link_id uuid references referral.link,
  add column guest_name text not null default '',
  add constraint step_of_somebody check ((staff_id is null) = (link_id is not null)
    and (link_id is null) = (guest_name = '') and (link_id is null or told_way = ''));
alter table referral.company
  alter column staff_id drop not null,
  add column link_id uuid references referral.link,
  add column guest_name text not null default '',
  add constraint company_of_somebody check ((staff_id is null) = (link_id is not null)
    and (link_id is null) = (guest_name = '') and (link_id is null or told_way = ''));

-- The other side of the door: one sheet, its steps, and the work that they end and begin. Nothing else is granted.
grant usage on schema referral, sharing, tasks to kasane_public;
grant select on sharing.grant to kasane_public;
grant select (id, referral_id, to_agency, contact, expires_at, locked_at, revoked_at) on referral.link to kasane_public;
grant select on referral.sheet, referral.step, referral.company to kasane_public;
grant insert (id, referral_id, no, household_id, person_id, owner_agency, item_id, kind, at, code, code_edition,
  other_agency, words, taken_on, due, link_id, guest_name) on referral.step to kasane_public;
grant insert (id, referral_id, no, household_id, person_id, owner_agency, item_id, answer, day, words, at, link_id,
  guest_name) on referral.company to kasane_public;
grant select on access.pub_agency to kasane_public;
grant select (id, item_id, kind, assignee_agency, due, done_at), insert (id, kind, item_id, item_agency, household_id,
  assignee_agency, assignee_staff, created_by_agency, created_by_staff, opened_at, due, path, shows_on),
  update (done_at, done_by_agency, done_by_staff) on tasks.task to kasane_public;

-- Off until the town wants it.
insert into settings.number (key, title, amount, valid_from, source) values
  ('referral-link.allowed', '一件リンク（アカウントのない機関が、つなぐシート1件だけを開くリンク）を使う（1＝使う、0＝使わない）', 0,
   '2021-04-01', '[実務]'),
  ('referral-link.tries', '一件リンクの確認番号を、何回まちがえたら止めるか', 5, '2021-04-01', '[実務]'),
  ('referral-link.minutes', '一件リンクを開いてから、何分で閉じるか', 30, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('referral.link', '一件リンクが使える日数', 7, 'DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;

-- The 経過 says what was keyed in for somebody, and how the paper left.
create or replace view referral.pub_timeline with (security_invoker = true) as
  with places as (
    select s.id, s.household_id, s.person_id from referral.sheet s
    union all
    select o.referral_id, o.household_id, o.person_id from referral.opened o)
  select p.household_id, p.person_id, s.sent_at as at, 'referral.sent' as kind, s.id as item_id,
         s.owner_agency as agency_id, s.sent_by as staff_id,
         case when s.on_paper then 'つなぐシートを書きました（' || t.name || 'へ、紙で）'
              else 'つなぎを送りました（' || t.name || 'へ）' end as summary,
         s.word as detail, '/referrals/' || s.id as path
  from places p
  join referral.sheet s on s.id = p.id
  join access.pub_agency t on t.id = s.to_agency
  union all
  select p.household_id, p.person_id, e.at, 'referral.' || lower(e.kind), e.referral_id, e.owner_agency, e.staff_id,
         case e.kind when 'RECEIVE' then 'つなぎを受け取りました' when 'ACCEPT' then 'つなぎを引き受けました'
           when 'DECLINE' then 'つなぎは対応不可でした' when 'REPLY' then 'つなぎの結果を返しました'
           when 'CONFIRM' then 'つなぎの結果を確認しました' when 'REDIRECT' then '別の窓口へつなぎ直しました'
           when 'KEEP' then '送った側で続けることにしました' else 'つなぎを取り下げました' end
         || case when e.told_way <> '' then '（' || coalesce(t.name, '') || '。代わりに入力）'
                when e.link_id is not null then '（一件リンクから）' else '' end,
         e.words, '/referrals/' || e.referral_id
  from places p
  join referral.step e on e.referral_id = p.id
  left join referral.sheet s on s.id = p.id        -- a receiver without it still sees its own steps
  left join access.pub_agency t on t.id = s.to_agency
  union all
  select p.household_id, p.person_id, c.at, 'referral.company', c.referral_id, c.owner_agency, c.staff_id,
         case c.answer when 'COMES' then '同行すると返事しました' else '同行できないと返事しました' end
         || case when c.told_way <> '' then '（代わりに入力）'
                when c.link_id is not null then '（一件リンクから）' else '' end, c.words,
         '/referrals/' || c.referral_id
  from places p join referral.company c on c.referral_id = p.id
  union all
  select d.household_id, d.person_id, d.at, 'referral.dispatch', d.referral_id, d.owner_agency, d.staff_id,
         case d.way when 'FAX' then 'つなぐシートをFAXで送りました' when 'POST' then 'つなぐシートを郵便で送りました'
           else 'つなぐシートを手渡しました' end, d.note, '/referrals/' || d.referral_id
  from referral.dispatch d;
