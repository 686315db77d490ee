-- 出来事: something happened to somebody of a case (入院, 警察・救急, 退職), told by an agency of its team. Whoever carries the case
-- looks at once instead of on the next day of monitoring, or says why not.
create table collaboration.occurrence (
  id           uuid primary key,
  case_id      uuid not null references casework.case_file,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,                     -- who tells
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  carrier      int not null,                     -- who has to look
  kind         text not null check (kind <> ''), -- of occurrence-kind
  kind_edition int not null,
  happened_on  date not null,
  words        text not null check (words <> ''),
  after_step   int not null,                     -- of the case, when it was told
  told_at      timestamptz not null,
  told_by      int not null
);
create index occurrence_case on collaboration.occurrence (case_id, told_at desc);
create index occurrence_household on collaboration.occurrence (household_id);
grant select, insert on collaboration.occurrence to kasane_app;

-- What became of it: looked at in a モニタリング, settled without one, or taken back.
create table collaboration.occurrence_end (
  occurrence_id uuid primary key references collaboration.occurrence,
  household_id  uuid not null references sharing.subject,
  persons       uuid[] not null check (cardinality(persons) > 0),
  owner_agency  int not null,
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 256 check (category = 256),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  kind          text not null check (kind in ('MONITOR', 'NOTE', 'WITHDRAW')),
  monitoring_id uuid references collaboration.monitoring,
  words         text not null default '',
  at            timestamptz not null,
  staff_id      int not null,
  check ((kind = 'MONITOR') = (monitoring_id is not null)),
  check (kind <> 'NOTE' or words <> '')
);
create index occurrence_end_household on collaboration.occurrence_end (household_id);
create index occurrence_end_monitoring on collaboration.occurrence_end (monitoring_id);
grant select, insert on collaboration.occurrence_end to kasane_app;

create or replace view collaboration.pub_today with (security_invoker = true) as
  select r.id as item_id, r.household_id, '' as title, f.name || ' → ' || t.name as subtitle
  from collaboration.support_request r
  join access.pub_agency f on f.id = r.owner_agency
  join access.pub_agency t on t.id = r.to_agency
  union all
  select i.id, o.household_id, '', '初回面談の同席'   -- whose it is, for the asker alone
  from collaboration.introduction i left join collaboration.introduction_of o on o.introduction_id = i.id
  union all
  select r.id, r.household_id, '', f.name || ' → ' || t.name
  from collaboration.information_request r
  join access.pub_agency f on f.id = r.owner_agency
  join access.pub_agency t on t.id = r.to_agency
  union all
  select o.id, o.household_id, '', f.name || 'から'
  from collaboration.occurrence o join access.pub_agency f on f.id = o.owner_agency;

-- What happened is no part of what others did lately unless it is told there too.
create or replace view collaboration.pub_timeline with (security_invoker = true) as
  select household_id, null::uuid as person_id, sent_at as at, 'collaboration.request' as kind, id as item_id,
         owner_agency as agency_id, sent_by as staff_id, '多機関協働へ支援依頼を送りました' as summary,
         left(situation, 200) as detail, '/support-requests/' || id as path
  from collaboration.support_request
  union all
  select e.household_id, null::uuid, e.at, 'collaboration.request', e.request_id, e.owner_agency, e.staff_id,
         case e.kind when 'ACCEPT' then '支援依頼を引き受けました' when 'RETURN' then '支援依頼を返しました'
           when 'REDIRECT' then '別の窓口へ支援依頼を送り直しました'
           when 'KEEP' then '依頼した機関で続けることにしました' else '支援依頼を取り下げました' end,
         left(e.words, 200), '/support-requests/' || e.request_id
  from collaboration.request_step e join collaboration.support_request s on s.id = e.request_id
  union all
  select household_id, null::uuid, written_at, 'collaboration.assessment', id, owner_agency, written_by,
         'アセスメント（第' || no || '版）を書きました', left(summary, 200), '/assessments/' || id
  from collaboration.assessment
  union all
  select household_id, null::uuid, written_at, 'collaboration.monitoring', id, owner_agency, written_by,
         'モニタリングをしました', left(situation, 200), '/monitorings/' || id
  from collaboration.monitoring
  union all
  select household_id, null::uuid, written_at, 'collaboration.evaluation', id, owner_agency, written_by,
         '評価をしました', left(opinion, 200), '/evaluations/' || id
  from collaboration.evaluation
  union all
  select household_id, null::uuid, decided_at, 'collaboration.decision', plan_id, owner_agency, decided_by,
         '支援決定がありました', '', '/plans/' || plan_id
  from collaboration.support_decision
  union all
  select household_id, null::uuid, written_at, 'collaboration.follow-up', id, owner_agency, written_by,
         '終結後の様子を見ました', left(words, 200), '/cases/' || case_id
  from collaboration.follow_up
  union all
  select household_id, null::uuid, told_at, 'collaboration.occurrence', id, owner_agency, told_by,
         '出来事を知らせました', left(words, 200), '/occurrences/' || id
  from collaboration.occurrence;

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('monitoring.occurrence', '出来事のあとのモニタリング', 5, 'OPEN_DAY', '2021-04-01', '[実務]');
insert into settings.code_list (list, title, fixed, sort) values
  ('occurrence-kind', '出来事の種類', false, 420);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('occurrence-kind', 1, 'HOSPITAL', '入院・退院', '', '', 10, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'HOUSEHOLD', '同居する人が変わった', '同居者の変化', '', 20, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'POLICE', '警察・救急がかかわった', '警察・救急', '', 30, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'WORK', '退職・休職・就職', '', '', 40, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'SCHOOL', '欠席が続く・退学・進学', '学校', '', 50, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'MONEY', '収入や給付が止まった・借金が分かった', 'お金', '', 60, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'HOME', '住まいを失いそう・引っ越し', '住まい', '', 70, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'SERVICE', 'サービスが止まった・断られた', 'サービス', '', 80, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'NO_CONTACT', '連絡がとれなくなった', '', '', 90, '2021-04-01', '[実務]'),
  ('occurrence-kind', 1, 'OTHER', 'その他', '', '', 100, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
