-- つなぎ: a sheet owned by its sender and seen by its addressee, and the steps that either side takes with it.
create schema referral;
grant usage on schema referral to kasane_app;

-- つなぐシート as it was sent; it never changes. No sheet leaves without the person's yes or a danger with its reason.
create table referral.sheet (
  id             uuid primary key,
  household_id   uuid not null references sharing.subject,
  person_id      uuid not null references sharing.subject_person,
  owner_agency   int not null,
  audience       smallint not null default 3 check (audience = 3),
  category       int not null default 128 check (category = 128),
  item_id        uuid not null,
  concealed      boolean not null default false,
  sent_by        int not null,
  sent_at        timestamptz not null,
  sent_on        date not null,
  to_agency      int not null,
  person_name    text not null check (person_name <> ''),
  person_kana    text not null default '',
  phone          text not null default '',
  contact_note   text not null default '',
  issues         text[] not null check (cardinality(issues) > 0),
  main_issue     text not null,
  issue_edition  int not null,
  word           text not null check (word <> ''),
  birth          text not null default '',
  address        text not null default '',
  family         text not null default '',
  urgency        text not null default '',
  urgency_edition int not null default 0,
  urgent         boolean not null default false,
  reply_by       date,
  accompanied    boolean not null default false,
  basis          smallint not null check (basis in (1, 4, 5)),
  consent_id     uuid references sharing.consent,
  money_agreed   boolean not null default false,
  danger         text not null default '',
  danger_edition int not null default 0,
  danger_reason  text not null default '',
  previous_id    uuid references referral.sheet,
  check (item_id = id),
  check (main_issue = any (issues)),
  check ((basis = 1) = (consent_id is not null)),
  check (basis = 1 or danger_reason <> ''),
  check (basis = 1 or not money_agreed)
);
create index sheet_owner on referral.sheet (owner_agency, sent_at desc);
create index sheet_household on referral.sheet (household_id);
-- 対応不可 leads to one new sheet, not to two.
create unique index sheet_previous on referral.sheet (previous_id) where previous_id is not null;
grant select, insert on referral.sheet to kasane_app;

-- What was done with a sheet, by the agency that did it. The number makes it impossible to do the same twice.
create table referral.step (
  id             uuid primary key,
  referral_id    uuid not null references referral.sheet,
  no             smallint not null check (no between 1 and 9),
  household_id   uuid not null references sharing.subject,
  person_id      uuid not null references sharing.subject_person,
  owner_agency   int not null,
  audience       smallint not null default 3 check (audience = 3),
  category       int not null default 128 check (category = 128),
  item_id        uuid not null,
  concealed      boolean not null default false,
  kind           text not null check (kind in
                   ('RECEIVE', 'ACCEPT', 'DECLINE', 'REPLY', 'CONFIRM', 'REDIRECT', 'KEEP', 'WITHDRAW')),
  staff_id       int not null,
  at             timestamptz not null,
  code           text not null default '',      -- of decline-reason or reply-outcome
  code_edition   int not null default 0,
  other_agency   int,                           -- 代わりの窓口
  words          text not null default '',
  unique (referral_id, no),
  check (item_id = referral_id),
  check (kind <> 'DECLINE' or code <> ''),
  check (kind <> 'REPLY' or (code <> '' and words <> ''))
);
grant select, insert on referral.step to kasane_app;

-- 引き受け opens the receiver's own record; only the receiver knows which.
create table referral.opened (
  referral_id    uuid primary key references referral.sheet,
  household_id   uuid not null references sharing.subject,
  person_id      uuid not null references sharing.subject_person,
  owner_agency   int not null,
  audience       smallint not null default 0 check (audience = 0),
  category       int not null default 128 check (category = 128),
  item_id        uuid,
  concealed      boolean not null default false
);
create index opened_household on referral.opened (household_id);
grant select, insert on referral.opened to kasane_app;

-- Words for open work and for the timeline of a household: the sender's record, and the receiver's own.
create view referral.pub_today with (security_invoker = true) as
  select s.id as item_id, s.household_id, s.person_name || 'さん' as title,
         f.name || ' → ' || t.name as subtitle, '/referrals/' || s.id as path
  from referral.sheet s
  join access.pub_agency f on f.id = s.owner_agency
  join access.pub_agency t on t.id = s.to_agency;

create view referral.pub_timeline with (security_invoker = true) as
  with places as (
    select s.id, s.household_id, s.person_id from referral.sheet s
    union all
    select o.referral_id, o.household_id, o.person_id from referral.opened o)
  select p.household_id, p.person_id, s.sent_at as at, 'referral.sent' as kind, s.id as item_id,
         s.owner_agency as agency_id, s.sent_by as staff_id, 'つなぎを送りました（' || t.name || 'へ）' as summary,
         s.word as detail, '/referrals/' || s.id as path
  from places p
  join referral.sheet s on s.id = p.id
  join access.pub_agency t on t.id = s.to_agency
  union all
  select p.household_id, p.person_id, e.at, 'referral.' || lower(e.kind), e.referral_id, e.owner_agency, e.staff_id,
         case e.kind when 'RECEIVE' then 'つなぎを受け取りました' when 'ACCEPT' then 'つなぎを引き受けました'
           when 'DECLINE' then 'つなぎは対応不可でした' when 'REPLY' then 'つなぎの結果を返しました'
           when 'CONFIRM' then 'つなぎの結果を確認しました' when 'REDIRECT' then '別の窓口へつなぎ直しました'
           when 'KEEP' then '送った側で続けることにしました' else 'つなぎを取り下げました' end,
         e.words, '/referrals/' || e.referral_id
  from places p join referral.step e on e.referral_id = p.id;
grant select on referral.pub_today, referral.pub_timeline to kasane_app;
