-- 世帯・本人台帳: households and persons as one agency knows them, over time. Whatever can be concealed has its own rows.
create schema register;
grant usage on schema register to kasane_app, kasane_search;

-- 世帯: the record is open to whoever sees any of its members; it holds nothing but what the family is called.
create table register.household (
  household_id uuid primary key references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 1 check (category = 1),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  label        text not null check (label <> ''),
  area_ids     int[] not null default '{}',
  note         text not null default '',
  created_at   timestamptz not null,
  created_by   int not null,
  changed_at   timestamptz not null,
  changed_by   int not null,
  version      int not null default 1
);
grant select, insert on register.household to kasane_app;
grant update (label, area_ids, note, changed_at, changed_by, version) on register.household to kasane_app;

-- 人: names exactly as typed, and their folded forms for searching. No address, telephone, school or work here.
create table register.person (
  person_id     uuid primary key references sharing.subject_person,
  household_id  uuid not null references sharing.subject,
  owner_agency  int not null,
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 1 check (category = 1),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  family        text not null default '',
  given         text not null default '',
  family_kana   text not null default '',
  given_kana    text not null default '',
  former        text not null default '',
  alias         text not null default '',
  latin         text not null default '',
  folded        text[] not null,
  sex           text not null default '',
  sex_edition   int not null default 0,
  birth         text not null default '',
  deceased_on   date,
  language      text not null default '',
  interpreter   boolean not null default false,
  sign_language boolean not null default false,
  note          text not null default '',
  created_at    timestamptz not null,
  created_by    int not null,
  changed_at    timestamptz not null,
  changed_by    int not null,
  version       int not null default 1
);
create index person_household on register.person (household_id);
grant select, insert on register.person to kasane_app;
grant update (family, given, family_kana, given_kana, former, alias, latin, folded, sex, sex_edition, birth, deceased_on,
  language, interpreter, sign_language, note, changed_at, changed_by, version) on register.person to kasane_app;
grant select on register.person to kasane_search;

-- 世帯員: a person's time in the household. until_date is null while it lasts and empty when the day of leaving is unknown.
create table register.membership (
  id             uuid primary key,
  household_id   uuid not null references sharing.subject,
  person_id      uuid not null references sharing.subject_person,
  owner_agency   int not null,
  audience       smallint not null default 1 check (audience = 1),
  category       int not null default 1 check (category = 1),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  tie            text not null default '',
  tie_edition    int not null default 0,
  together       boolean not null default true,
  from_date      text not null default '',
  until_date     text,
  leaving        text not null default ''
                 check (leaving in ('', 'MOVED', 'INSTITUTION', 'MARRIED', 'DIED', 'OTHER', 'UNKNOWN')),
  leaving_note   text not null default '',
  position       int not null default 0,
  created_at     timestamptz not null,
  created_by     int not null,
  changed_at     timestamptz not null,
  changed_by     int not null,
  version        int not null default 1
);
create index membership_household on register.membership (household_id);
create index membership_person on register.membership (person_id);
grant select, insert on register.membership to kasane_app;
grant update (tie, tie_edition, together, from_date, until_date, leaving, leaving_note, changed_at,
  changed_by, version) on register.membership to kasane_app;

-- 関係: a tie between two persons, or to somebody outside who has no record and is only named.
create table register.relationship (
  id              uuid primary key,
  household_id    uuid not null references sharing.subject,
  person_id       uuid not null references sharing.subject_person,
  other_person_id uuid references sharing.subject_person,
  other_name      text not null default '',
  owner_agency    int not null,
  audience        smallint not null default 1 check (audience = 1),
  category        int not null default 64 check (category = 64),
  item_id         uuid check (item_id is null),
  concealed       boolean not null default false,
  kind            text not null check (kind in ('PARENT_OF', 'CHILD_OF', 'SPOUSE', 'SIBLING', 'OTHER')),
  marriage        text not null default '' check (marriage in ('', 'MARRIED', 'COMMON_LAW', 'DIVORCED', 'WIDOWED')),
  from_date       text not null default '',
  until_date      text not null default '',
  estranged       boolean not null default false,
  conflict        boolean not null default false,
  note            text not null default '',
  ended_at        timestamptz,
  created_at      timestamptz not null,
  created_by      int not null,
  changed_at      timestamptz not null,
  changed_by      int not null,
  version         int not null default 1,
  check ((other_person_id is null) = (other_name <> '')),
  check (other_person_id <> person_id)
);
create index relationship_household on register.relationship (household_id);
grant select, insert on register.relationship to kasane_app;
grant update (kind, marriage, from_date, until_date, estranged, conflict, note, ended_at, changed_at, changed_by, version)
  on register.relationship to kasane_app;

-- What can be concealed about a person: one row for each, withheld by the database, never a column of the person.
create table register.person_secret (
  id           uuid primary key,
  household_id uuid not null references sharing.subject,
  person_id    uuid not null references sharing.subject_person,
  owner_agency int not null,
  audience     smallint not null default 1 check (audience in (0, 1)),
  category     int not null check (category = case when kind in ('SCHOOL', 'WORK') then 8 else 2 end),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  kind         text not null check (kind in ('MOBILE', 'PHONE', 'MAIL', 'ADDRESS', 'SCHOOL', 'WORK', 'VISIT_TIME')),
  value        text not null check (value <> ''),
  note         text not null default '',
  ended_at     timestamptz,
  created_at   timestamptz not null,
  created_by   int not null,
  changed_at   timestamptz not null,
  changed_by   int not null,
  version      int not null default 1
);
create index person_secret_household on register.person_secret (household_id);
grant select, insert on register.person_secret to kasane_app;
grant update (value, note, ended_at, changed_at, changed_by, version) on register.person_secret to kasane_app;

-- 安全な連絡方法, of one person or of the whole household; each agency keeps its own. '' = not asked, YES, NO.
create table register.safe_contact (
  id           uuid primary key,
  household_id uuid not null references sharing.subject,
  person_id    uuid references sharing.subject_person,
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 2 check (category = 2),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  phone        text not null default '',
  hours        text not null default '',
  voicemail    text not null default '' check (voicemail in ('', 'YES', 'NO')),
  post         text not null default '' check (post in ('', 'YES', 'NO')),
  sender_name  text not null default '' check (sender_name in ('', 'YES', 'NO')),
  may_know     text not null default '',
  do_not       text not null default '',
  created_at   timestamptz not null,
  created_by   int not null,
  changed_at   timestamptz not null,
  changed_by   int not null,
  version      int not null default 1,
  unique nulls not distinct (household_id, person_id, owner_agency)
);
grant select, insert on register.safe_contact to kasane_app;
grant update (phone, hours, voicemail, post, sender_name, may_know, do_not, changed_at, changed_by, version)
  on register.safe_contact to kasane_app;

-- 記録どうしの結びつき: two agencies' records of one family or person. Seen only by whoever sees both sides, because the
-- link by itself tells that another agency knows the person; undone by ending it, and never a merge of the records.
create table register.record_link (
  id                 uuid primary key,
  household_id       uuid not null references sharing.subject,
  person_id          uuid references sharing.subject_person,
  other_household_id uuid not null references sharing.subject,
  other_person_id    uuid references sharing.subject_person,
  owner_agency       int not null,
  audience           smallint not null default 1 check (audience = 1),
  category           int not null default 1 check (category = 1),
  item_id            uuid check (item_id is null),
  concealed          boolean not null default false,
  created_at         timestamptz not null,
  created_by         int not null,
  ended_at           timestamptz,
  ended_by           int,
  end_reason         text,
  check (household_id <> other_household_id),
  check ((person_id is null) = (other_person_id is null)),
  check ((ended_at is null) = (ended_by is null))
);
create index record_link_household on register.record_link (household_id);
create index record_link_other on register.record_link (other_household_id);
grant select, insert on register.record_link to kasane_app;
grant update (ended_at, ended_by, end_reason) on register.record_link to kasane_app;

-- What a consent needs beyond its kernel row: under which power a representative spoke, and what the person felt.
create table register.consent_detail (
  consent_id     uuid primary key references sharing.consent,
  household_id   uuid not null references sharing.subject,
  person_id      uuid not null references sharing.subject_person,
  owner_agency   int not null,
  audience       smallint not null default 1 check (audience = 1),
  category       int not null default 1 check (category = 1),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  explained_with text not null default '',
  power          text not null default '',
  assent         text not null default '',
  why_not_self   text not null default ''
);
create index consent_detail_household on register.consent_detail (household_id);
grant select, insert on register.consent_detail to kasane_app;

-- 年齢のきまり: the ages that decide who gives a consent; dated, for the law has changed them before.
create table register.age_rule (
  key        text not null check (key in ('own-consent', 'adult')),
  age        int not null,
  valid_from date not null,
  source     text not null default '',
  primary key (key, valid_from)
);
insert into register.age_rule (key, age, valid_from, source) values
  ('own-consent', 15, '2021-04-01', '[実務] おおむね15歳から本人の同意'),
  ('adult', 20, '2021-04-01', '民法4条（改正前）'),
  ('adult', 18, '2022-04-01', '民法4条');
grant select on register.age_rule to kasane_app;

-- 名前の索引: the folded names that one recipient may find, one row for each grant that opens them. Only the triggers
-- below write it; a person concealed from a recipient never enters it.
create table register.name_in_sight (
  recipient    int not null,
  folded       text not null,
  person_id    uuid not null,
  household_id uuid not null,
  grant_id     uuid not null,
  valid_from   timestamptz not null,
  valid_until  timestamptz not null,
  primary key (recipient, folded, person_id, grant_id)
);
create index name_in_sight_person on register.name_in_sight (person_id);
create index name_in_sight_grant on register.name_in_sight (grant_id);
grant select on register.name_in_sight to kasane_app;
grant select, insert, delete on register.name_in_sight to kasane_search;
grant usage on schema sharing to kasane_search;
grant select on sharing.grant to kasane_search;

-- A name that is new or changed is written anew for everybody who sees the person by a living grant.
create function register.names_of_person() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from register.name_in_sight n where n.person_id = new.person_id;
  insert into register.name_in_sight (recipient, folded, person_id, household_id, grant_id, valid_from, valid_until)
  select distinct g.recipient, f.folded, new.person_id, new.household_id, g.id, g.valid_from, g.valid_until
  from sharing.grant g cross join unnest(new.folded) as f(folded)
  where g.household_id = new.household_id and g.ended_at is null and g.item_id is null and g.categories & 1 <> 0
    and (g.person_id is null or g.person_id = new.person_id) and new.person_id <> all (g.except_persons)
    and (not new.concealed or g.concealed_too) and f.folded <> '';
  return new;
end $$;
create trigger names_of_person after insert or update of folded, concealed on register.person
  for each row execute function register.names_of_person();

-- A grant that begins brings the names it opens; one that ends takes them away.
create function register.names_of_grant() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if new.ended_at is not null then
      delete from register.name_in_sight n where n.grant_id = new.id;
    end if;
    return new;
  end if;
  if new.ended_at is null and new.item_id is null and new.categories & 1 <> 0 then
    insert into register.name_in_sight (recipient, folded, person_id, household_id, grant_id, valid_from, valid_until)
    select distinct new.recipient, f.folded, p.person_id, p.household_id, new.id, new.valid_from, new.valid_until
    from register.person p cross join unnest(p.folded) as f(folded)
    where p.household_id = new.household_id and (new.person_id is null or new.person_id = p.person_id)
      and p.person_id <> all (new.except_persons) and (not p.concealed or new.concealed_too) and f.folded <> '';
  end if;
  return new;
end $$;
create trigger names_of_grant after insert or update of ended_at on sharing.grant
  for each row execute function register.names_of_grant();

-- Rights first, then the owner: afterwards the migrating role may no longer give them.
revoke execute on function register.names_of_person() from public;
revoke execute on function register.names_of_grant() from public;
grant create on schema register to kasane_search;
alter function register.names_of_person() owner to kasane_search;
alter function register.names_of_grant() owner to kasane_search;
revoke create on schema register from kasane_search;

-- What other modules may join.
create view register.pub_household with (security_invoker = true) as
  select household_id, owner_agency, label, area_ids from register.household;
create view register.pub_person with (security_invoker = true) as
  select person_id, household_id, owner_agency, family, given, family_kana, given_kana,
         trim(family || ' ' || given) as name, trim(family_kana || ' ' || given_kana) as kana,
         sex, sex_edition, birth, deceased_on, interpreter, sign_language, language
  from register.person;
create view register.pub_member with (security_invoker = true) as
  select household_id, person_id, owner_agency, tie, tie_edition, together, from_date, until_date, position,
         until_date is null as current
  from register.membership;
create view register.pub_safe_contact with (security_invoker = true) as
  select household_id, person_id, owner_agency, phone, hours, voicemail, post, sender_name, may_know, do_not, changed_at
  from register.safe_contact;
grant select on register.pub_household, register.pub_person, register.pub_member, register.pub_safe_contact to kasane_app;
