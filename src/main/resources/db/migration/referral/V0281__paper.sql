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

update settings.revision set no = no + 1 where id = 1;
