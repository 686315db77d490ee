-- 評価: how it was, how it is and what the person says, goal by goal.
alter table collaboration.evaluation_goal add column before_words text not null default '';   -- はじめの様子
alter table collaboration.evaluation_goal add column own_words text not null default '';      -- ご本人のことば

-- 終結, 中断, 移行: three ends, three words. Each reason counts as one of them.
insert into settings.code_list (list, title, fixed, sort) values
  ('closing-kind', '終わり方（終わる理由の区分）', true, 450);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('closing-kind', 1, 'END', '終結', '', '', 10, '2021-04-01', '[実務]'),
  ('closing-kind', 1, 'BREAK', '中断', '', '', 20, '2021-04-01', '[実務]'),
  ('closing-kind', 1, 'PASS', '移行', '', '', 30, '2021-04-01', '[実務]');
update settings.code set national_code = case
    when code in ('SETTLED', 'DIED', 'OTHER') then 'END'
    when code in ('OWN_WISH', 'NO_CONTACT') then 'BREAK'
    else 'PASS' end
where list = 'closing-reason'
  and code in ('SETTLED', 'DIED', 'OTHER', 'OWN_WISH', 'NO_CONTACT', 'ROLES', 'OTHER_SYSTEM', 'FACILITY', 'MOVED');

-- 一部のもどし: what one agency is handed of a case that goes on; about some of its people, and some of its issues. Another
-- agency asked afterwards is a row of its own that names the one before it.
create table collaboration.partial_hand_back (
  id            uuid primary key,
  case_id       uuid not null references casework.case_file,
  household_id  uuid not null references sharing.subject,
  persons       uuid[] not null check (cardinality(persons) > 0),
  owner_agency  int not null,                    -- 多機関協働
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 256 check (category = 256),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  previous_id   uuid references collaboration.partial_hand_back,
  to_agency     int not null,
  topics        text[] not null check (cardinality(topics) > 0),   -- of issue-national
  topic_edition int not null,
  words         text not null check (words <> ''),       -- 引き継ぐこと
  agreed        boolean not null,                -- 会議で引き受けが確認された
  conference_item_id uuid references conference.item,
  after_step    int not null,                    -- of the case, when it was offered
  offered_at    timestamptz not null,
  offered_by    int not null,
  check (owner_agency <> to_agency),
  check (not agreed or conference_item_id is not null)
);
create index partial_hand_back_case on collaboration.partial_hand_back (case_id, offered_at desc);
create index partial_hand_back_household on collaboration.partial_hand_back (household_id);
grant select, insert on collaboration.partial_hand_back to kasane_app;

create table collaboration.partial_hand_back_step (
  partial_id   uuid not null references collaboration.partial_hand_back,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,                     -- whoever takes it
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  kind         text not null check (kind in ('AGREE', 'ACCEPT', 'REFUSE', 'ASK_ANOTHER', 'CONFER', 'KEEP')),
  words        text not null default '',
  at           timestamptz not null,
  staff_id     int not null,
  primary key (partial_id, no),
  check (kind <> 'REFUSE' or words <> '')
);
create index partial_hand_back_step_household on collaboration.partial_hand_back_step (household_id);
grant select, insert on collaboration.partial_hand_back_step to kasane_app;

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
  from collaboration.occurrence o join access.pub_agency f on f.id = o.owner_agency
  union all
  select p.id, p.household_id, '', f.name || ' → ' || t.name
  from collaboration.partial_hand_back p
  join access.pub_agency f on f.id = p.owner_agency
  join access.pub_agency t on t.id = p.to_agency;

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
  from collaboration.occurrence
  union all
  select household_id, null::uuid, offered_at, 'collaboration.partial-hand-back', id, owner_agency, offered_by,
         case when agreed then '一部をもどし、会議で引き受けられました' else '一部のもどしを頼みました' end,
         left(words, 200), '/partial-hand-backs/' || id
  from collaboration.partial_hand_back;

update settings.revision set no = no + 1 where id = 1;
