-- 様式: how a town names its own sheets. A preset offers words and asks for more of the same fields; it adds none.
create table referral.preset (
  id             int generated always as identity primary key,
  code           text not null check (code ~ '^[A-Z0-9_]{1,40}$'),
  used_for       text not null check (used_for in ('SHEET', 'REPLY')),
  label          text not null check (label <> ''),
  lead           text not null default '',       -- what it is for
  words          text not null default '',       -- what stands in the large field from the start
  required       text[] not null default '{}',   -- fields of くわしく that must be filled in
  addressee_kind text not null default '',       -- the kind of agency that is chosen beforehand
  urgency        text not null default '',
  asks_company   boolean not null default false, -- 同行依頼 is ticked beforehand
  sort           int not null,
  valid_from     date not null,
  valid_until    date,
  source         text not null default '',
  written_by     int,
  written_at     timestamptz,
  check (valid_until is null or valid_until >= valid_from - 1)
);
create index preset_code on referral.preset (code, valid_from);
grant select on referral.preset to kasane_app, kasane_job, kasane_public;
grant insert on referral.preset to kasane_app;
grant update (valid_until) on referral.preset to kasane_app;

insert into referral.preset (code, used_for, label, lead, words, required, addressee_kind, sort, valid_from, source) values
  ('JOINT', 'SHEET', '自立相談支援機関紹介シート', '暮らしとお金の困りごとを、自立相談支援機関と一緒に受けとめるときに使います。',
   E'いま困っていること：\nこれまでに行ったこと：\nお願いしたいこと：', '{family}', 'SELF_RELIANCE', 10, '2021-04-01', '[実務]'),
  ('FEEDBACK', 'REPLY', '結果のお知らせシート', '紹介してくれた機関に、その後どうなったかを知らせるときに使います。',
   E'お会いした日：\n行ったこと：\nこれからのこと：\nそちらにお願いしたいこと：', '{}', '', 20, '2021-04-01', '[実務]');

alter table referral.sheet
  add column contact_by     date,                            -- はじめの連絡を希望する日
  add column company_asked  boolean not null default false,  -- 同行依頼
  add column company_note   text not null default '',
  add column preset_id      int references referral.preset;
-- By when a step was due and on which day it was taken: whether an answer came in time, without a look at anybody.
alter table referral.step
  add column taken_on  date,
  add column due       date,
  add column preset_id int references referral.preset;

-- 写し: who reads the sheet along, by the same consent, and can do nothing with it.
create table referral.copy (
  referral_id  uuid not null references referral.sheet,
  agency_id    int not null,
  household_id uuid not null references sharing.subject,
  person_id    uuid not null references sharing.subject_person,
  owner_agency int not null,
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 128 check (category = 128),
  item_id      uuid not null,
  concealed    boolean not null default false,
  primary key (referral_id, agency_id),
  check (item_id = referral_id)
);
create index copy_household on referral.copy (household_id);
grant select, insert on referral.copy to kasane_app;

-- 読みました: the one thing a reader of a copy can write.
create table referral.copy_receipt (
  referral_id  uuid not null references referral.sheet,
  household_id uuid not null references sharing.subject,
  person_id    uuid not null references sharing.subject_person,
  owner_agency int not null,
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 128 check (category = 128),
  item_id      uuid not null,
  concealed    boolean not null default false,
  staff_id     int not null,
  at           timestamptz not null,
  primary key (referral_id, owner_agency),
  check (item_id = referral_id)
);
create index copy_receipt_household on referral.copy_receipt (household_id);
grant select, insert on referral.copy_receipt to kasane_app;

-- 同行の返事: the receiver comes along on a day, or cannot; the newest counts.
create table referral.company (
  id           uuid primary key,
  referral_id  uuid not null references referral.sheet,
  no           smallint not null check (no between 1 and 99),
  household_id uuid not null references sharing.subject,
  person_id    uuid not null references sharing.subject_person,
  owner_agency int not null,
  audience     smallint not null default 3 check (audience = 3),
  category     int not null default 128 check (category = 128),
  item_id      uuid not null,
  concealed    boolean not null default false,
  answer       text not null check (answer in ('COMES', 'CANNOT')),
  day          date,
  words        text not null default '',
  staff_id     int not null,
  at           timestamptz not null,
  unique (referral_id, no),
  check (item_id = referral_id),
  check ((answer = 'COMES') = (day is not null)),
  check (answer = 'COMES' or words <> '')
);
create index company_household on referral.company (household_id);
grant select, insert on referral.company to kasane_app;

-- The answer to 同行依頼 also stands in the 経過.
create or replace view referral.pub_timeline with (security_invoker = true) as
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
  from places p join referral.step e on e.referral_id = p.id
  union all
  select p.household_id, p.person_id, c.at, 'referral.company', c.referral_id, c.owner_agency, c.staff_id,
         case c.answer when 'COMES' then '同行すると返事しました' else '同行できないと返事しました' end, c.words,
         '/referrals/' || c.referral_id
  from places p join referral.company c on c.referral_id = p.id;

-- 集計: how many sheets an agency sent and received in the months they were sent in, and what became of them. It counts,
-- and names nobody: the own agency for whoever manages or coordinates there, every agency for the 所管課 alone.
create function referral.figures(p_from date, p_until date, p_town boolean)
  returns table (agency_id int, month date, sent int, received int, answered int, in_time int, declined int,
                 withdrawn int)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_agency int := gate.viewer_agency();
begin
  if v_agency is null
     or p_town and not gate.viewer_has('MUNICIPAL_DECIDER')
     or not p_town and not (gate.viewer_has('MANAGER') or gate.viewer_has('COORDINATOR')
                            or gate.viewer_has('MUNICIPAL_DECIDER')) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    with counted as (
      select s.owner_agency, s.to_agency, date_trunc('month', s.sent_on)::date as in_month,
             exists (select from referral.step e where e.referral_id = s.id and e.kind in ('ACCEPT', 'DECLINE')) as answers,
             exists (select from referral.step e where e.referral_id = s.id and e.kind in ('ACCEPT', 'DECLINE')
                       and e.taken_on <= e.due) as timely,
             exists (select from referral.step e where e.referral_id = s.id and e.kind = 'DECLINE') as declines,
             exists (select from referral.step e where e.referral_id = s.id and e.kind = 'WITHDRAW') as ends
      from referral.sheet s
      where s.sent_on >= p_from and s.sent_on < p_until and (p_town or v_agency in (s.owner_agency, s.to_agency))
    ), sides as (
      select c.owner_agency as who, c.in_month, 1 as out, 0 as into_it, 0 as ans, 0 as tim, 0 as dec,
             c.ends::int as wit
      from counted c
      union all
      select c.to_agency, c.in_month, 0, 1, c.answers::int, c.timely::int, c.declines::int, 0 from counted c
    )
    select d.who, d.in_month, sum(d.out)::int, sum(d.into_it)::int, sum(d.ans)::int, sum(d.tim)::int, sum(d.dec)::int,
           sum(d.wit)::int
    from sides d where p_town or d.who = v_agency
    group by d.who, d.in_month;
end $$;
revoke execute on function referral.figures(date, date, boolean) from public;
grant execute on function referral.figures(date, date, boolean) to kasane_app;
grant usage on schema referral to kasane_figures;
grant select (id, owner_agency, to_agency, sent_on) on referral.sheet to kasane_figures;
grant select (referral_id, kind, taken_on, due) on referral.step to kasane_figures;
grant usage, create on schema referral to kasane_figures;
alter function referral.figures(date, date, boolean) owner to kasane_figures;
revoke create on schema referral from kasane_figures;
