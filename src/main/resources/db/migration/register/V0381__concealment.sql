-- 秘匿の措置 in words, for those who are admitted: why, from whom, until when to look again, and what to beware of.
create table register.concealment_measure (
  id            uuid primary key,
  household_id  uuid not null references sharing.subject,
  person_id     uuid check (person_id is null),
  owner_agency  int not null,
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 1 check (category = 1),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default true check (concealed),
  mode          text not null check (mode in ('FLED', 'TOGETHER')),
  basis         text not null,
  basis_edition int not null,
  counterpart   text not null default '',
  watch         text not null default '',
  created_at    timestamptz not null,
  created_by    int not null
);
create index concealment_measure_household on register.concealment_measure (household_id);
grant select, insert on register.concealment_measure to kasane_app;

-- 期間と更新: every decision is a row of its own, so that no list from elsewhere can undo a renewal. The last day asks
-- somebody to look again; it opens nothing.
create table register.concealment_term (
  id           uuid primary key,
  measure_id   uuid not null references register.concealment_measure,
  household_id uuid not null references sharing.subject,
  person_id    uuid check (person_id is null),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 1 check (category = 1),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default true check (concealed),
  from_on      date not null,
  until_on     date not null check (until_on > from_on),
  note         text not null default '',
  written_at   timestamptz not null,
  written_by   int not null
);
create index concealment_term_measure on register.concealment_term (measure_id);
create index concealment_term_household on register.concealment_term (household_id);
grant select, insert on register.concealment_term to kasane_app;

insert into settings.code_list (list, title, fixed, sort) values ('concealment-basis', '秘匿の根拠', false, 330);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('concealment-basis', 1, 'MEASURE', '住民基本台帳事務の支援措置を受けている', '支援措置', '', 10, '2021-04-01', '[実務]'),
  ('concealment-basis', 1, 'COURT', '裁判所の保護命令が出ている', '保護命令', '', 20, '2021-04-01', '[実務]'),
  ('concealment-basis', 1, 'WISH', 'ご本人が、知られたくないと申し出た', '本人の申し出', '', 30, '2021-04-01', '[実務]'),
  ('concealment-basis', 1, 'CHILD', '子どもの安全のため（児童相談所などと相談した）', '子どもの安全', '', 40, '2021-04-01', '[実務]'),
  ('concealment-basis', 1, 'OTHER_AGENCY', '送ってきた機関が秘匿にしている', '送り手の秘匿', '', 50, '2021-04-01', '[実務]'),
  ('concealment-basis', 1, 'OTHER', 'その他', '', '', 60, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('register.concealment-term', '秘匿を続けるか確かめる（はじめの値）', 365, 'DAY', '2021-04-01', '[実務] 支援措置の期間は1年'),
  ('register.concealment-notice', '秘匿の確かめを、何日前から知らせるか', 30, 'DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;

-- The words of the register's own work.
create or replace view register.pub_today with (security_invoker = true) as
  select d.consent_id as item_id, d.household_id, trim(p.family || ' ' || p.given) as title, '' as subtitle
  from register.consent_detail d join register.person p on p.person_id = d.person_id
  union all
  select m.id, m.household_id, h.label || case when h.label ~ '(家|世帯|方)$' then '' else '家' end, ''
  from register.concealment_measure m join register.household h on h.household_id = m.household_id;
