-- 紙でつなぐ: to an agency for which nobody signs in. The sheet is the same; whatever happens over there is keyed in by the
-- sender, whose work it stays, with the way it was learned, from whom and on which day.
alter table referral.sheet add column on_paper boolean not null default false;

alter table referral.step
  add column told_way text not null default '' check (told_way in ('', 'FAX', 'POST', 'PHONE', 'PERSON')),
  add column told_by  text not null default '',   -- who said so over there
  add column told_on  date,
  add constraint told_whole check ((told_way = '') = (told_by = '') and (told_way = '') = (told_on is null)),
  add constraint told_of_the_other check (told_way = '' or kind in ('RECEIVE', 'ACCEPT', 'DECLINE', 'REPLY'));
alter table referral.company
  add column told_way text not null default '' check (told_way in ('', 'FAX', 'POST', 'PHONE', 'PERSON')),
  add column told_by  text not null default '',
  add column told_on  date,
  add constraint company_told_whole check ((told_way = '') = (told_by = '') and (told_way = '') = (told_on is null));

-- 送付の記録: by which way the paper left, when, by whom; of a FAX the number that was dialled and read back.
create table referral.dispatch (
  id           uuid primary key,
  referral_id  uuid not null references referral.sheet,
  no           smallint not null check (no between 1 and 99),
  household_id uuid not null references sharing.subject,
  person_id    uuid not null references sharing.subject_person,
  owner_agency int not null,
  audience     smallint not null default 0 check (audience = 0),
  category     int not null default 128 check (category = 128),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  way          text not null check (way in ('FAX', 'POST', 'HAND')),
  number       text not null default '',     -- of a FAX
  other_number text not null default '',     -- who gave a number that is not the one of the 機関カード
  note         text not null default '',     -- 宛先, 渡した人
  sent_on      date not null,
  staff_id     int not null,
  at           timestamptz not null,
  unique (referral_id, no),
  check ((way = 'FAX') = (number <> '')),
  check (way = 'FAX' or other_number = '')
);
create index dispatch_household on referral.dispatch (household_id);
grant select, insert on referral.dispatch to kasane_app;

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('referral.dispatch', '紙のつなぐシートをFAX・郵便などで送る', 1, 'OPEN_DAY', '2021-04-01', '[実務]');

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
         || case when e.told_way <> '' then '（' || coalesce(t.name, '') || '。代わりに入力）' else '' end,
         e.words, '/referrals/' || e.referral_id
  from places p
  join referral.step e on e.referral_id = p.id
  left join referral.sheet s on s.id = p.id        -- a receiver without it still sees its own steps
  left join access.pub_agency t on t.id = s.to_agency
  union all
  select p.household_id, p.person_id, c.at, 'referral.company', c.referral_id, c.owner_agency, c.staff_id,
         case c.answer when 'COMES' then '同行すると返事しました' else '同行できないと返事しました' end
         || case when c.told_way <> '' then '（代わりに入力）' else '' end, c.words,
         '/referrals/' || c.referral_id
  from places p join referral.company c on c.referral_id = p.id
  union all
  select d.household_id, d.person_id, d.at, 'referral.dispatch', d.referral_id, d.owner_agency, d.staff_id,
         case d.way when 'FAX' then 'つなぐシートをFAXで送りました' when 'POST' then 'つなぐシートを郵便で送りました'
           else 'つなぐシートを手渡しました' end, d.note, '/referrals/' || d.referral_id
  from referral.dispatch d;
update settings.revision set no = no + 1 where id = 1;
