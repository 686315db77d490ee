-- 多機関協働: from the 支援依頼 to the hand-back. What is said about several people is seen by whoever may see all of them.
create schema collaboration;
grant usage on schema collaboration to kasane_app;

-- 支援依頼: sent with consent; seen by its addressee through a grant for this one item.
create table collaboration.support_request (
  id             uuid primary key,
  household_id   uuid not null references sharing.subject,
  persons        uuid[] not null check (cardinality(persons) > 0),
  owner_agency   int not null,
  audience       smallint not null default 3 check (audience = 3),
  category       int not null default 256 check (category = 256),
  item_id        uuid not null,
  concealed      boolean not null default false,
  to_agency      int not null,
  reasons        text[] not null check (cardinality(reasons) > 0),
  reason_edition int not null,
  situation      text not null check (situation <> ''),     -- いま起きていること
  done           text not null default '',                   -- これまでにしたこと
  wish           text not null default '',                   -- 多機関協働に求めること
  urgent         boolean not null default false,
  sent_by        int not null,
  sent_at        timestamptz not null,
  sent_on        date not null,
  check (item_id = id),
  check (owner_agency <> to_agency)
);
create index support_request_owner on collaboration.support_request (owner_agency, sent_at desc);
create index support_request_household on collaboration.support_request (household_id);
grant select, insert on collaboration.support_request to kasane_app;

-- What was done with it, by the side that did it: seen on both sides by the sight that each has on all its persons.
create table collaboration.request_step (
  id           uuid primary key,
  request_id   uuid not null references collaboration.support_request,
  no           smallint not null check (no between 1 and 9),
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  kind         text not null check (kind in ('ACCEPT', 'RETURN', 'REDIRECT', 'KEEP', 'WITHDRAW')),
  staff_id     int not null,
  at           timestamptz not null,
  words        text not null default '',
  other_agency int,                              -- 代わりの窓口
  unique (request_id, no),
  check (kind <> 'RETURN' or words <> '')
);
create index request_step_household on collaboration.request_step (household_id);
grant select, insert on collaboration.request_step to kasane_app;

-- 初回面談の同席依頼, before there is a consent: names nobody, and opens nothing.
create table collaboration.introduction (
  id             uuid primary key,
  owner_agency   int not null,
  to_agency      int not null,
  reasons        text[] not null check (cardinality(reasons) > 0),
  reason_edition int not null,
  meeting_wish   text not null check (meeting_wish <> ''),   -- いつ、どこで会えそうか
  words          text not null default '',
  asked_by       int not null,
  asked_at       timestamptz not null,
  check (owner_agency <> to_agency)
);
create index introduction_owner on collaboration.introduction (owner_agency, asked_at desc);
create index introduction_to on collaboration.introduction (to_agency, asked_at desc);
grant select, insert on collaboration.introduction to kasane_app;
create table collaboration.introduction_step (
  id              uuid primary key,
  introduction_id uuid not null references collaboration.introduction,
  no              smallint not null check (no between 1 and 9),
  owner_agency    int not null,
  kind            text not null check (kind in ('COME', 'CANNOT', 'MET', 'END')),
  staff_id        int not null,
  at              timestamptz not null,
  on_date         date,                          -- of MET
  outcome         text not null default '',      -- of introduction-outcome
  outcome_edition int not null default 0,
  words           text not null default '',
  unique (introduction_id, no)
);
grant select, insert on collaboration.introduction_step to kasane_app;
-- Whose it is stays with the agency that asked.
create table collaboration.introduction_of (
  introduction_id uuid primary key references collaboration.introduction,
  household_id    uuid not null references sharing.subject,
  owner_agency    int not null,
  audience        smallint not null default 0 check (audience = 0),
  category        int not null default 256 check (category = 256),
  item_id         uuid check (item_id is null),
  concealed       boolean not null default false
);
create index introduction_of_household on collaboration.introduction_of (household_id);
grant select, insert on collaboration.introduction_of to kasane_app;

-- アセスメント: a new version is a new row.
create table collaboration.assessment (
  id            uuid primary key,
  case_id       uuid not null references casework.case_file,
  no            int not null check (no > 0),
  household_id  uuid not null references sharing.subject,
  persons       uuid[] not null check (cardinality(persons) > 0),
  owner_agency  int not null,
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 256 check (category = 256),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  issues        text[] not null check (cardinality(issues) > 0),      -- of issue-national
  main_issue    text not null,
  issue_edition int not null,
  wishes        text not null default '',        -- ご本人の望み
  family_wishes text not null default '',        -- ご家族の望み
  strengths     text not null default '',        -- 強み・好きなこと
  background    text not null default '',        -- 背景・要因
  summary       text not null check (summary <> ''),     -- 課題のまとめと支援の方向
  urgency       text not null default '',        -- 緊急の対応
  written_at    timestamptz not null,
  written_by    int not null,
  unique (case_id, no),
  check (main_issue = any (issues))
);
create index assessment_household on collaboration.assessment (household_id);
grant select, insert on collaboration.assessment to kasane_app;

-- 支援プラン in versions: what counts and until when, and not a word about anybody. Its persons are fixed when it is begun.
create table collaboration.plan (
  id             uuid primary key,
  case_id        uuid not null references casework.case_file,
  no             int not null check (no > 0),
  household_id   uuid not null references sharing.subject,
  persons        uuid[] not null check (cardinality(persons) > 0),
  owner_agency   int not null,
  audience       smallint not null default 1 check (audience = 1),
  category       int not null default 256 check (category = 256),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  kind           text not null,                  -- of plan-kind
  kind_edition   int not null,
  state          text not null check (state in ('DRAFT', 'PROPOSED', 'FIT', 'IN_FORCE', 'REPLACED', 'ENDED', 'DROPPED')),
  participation  text not null default 'NO',     -- of use-choice
  outreach       text not null default 'NO',
  use_edition    int not null,
  period_from    date not null,
  period_until   date not null,
  next_monitoring date not null,
  lead_agency    int not null,                   -- 主担当
  next_lead_agency int,                          -- 終結後の主担当の見込み
  applied_on     date,                           -- ご本人の確認・申込
  applied_how    text not null default '' check (applied_how in ('', 'WRITTEN', 'SPOKEN')),
  decision_id    uuid,
  drafted_at     timestamptz not null,
  drafted_by     int not null,
  changed_at     timestamptz not null,
  changed_by     int not null,
  written_version int not null default 1,        -- the version in which words and lines were last saved
  version        int not null default 1,
  unique (case_id, no),
  check (period_until > period_from),
  check ((applied_on is null) = (applied_how = '')),
  -- No plan is or was in force without the municipality's decision.
  check ((state in ('IN_FORCE', 'REPLACED', 'ENDED')) = (decision_id is not null))
);
create unique index plan_in_force on collaboration.plan (case_id) where state = 'IN_FORCE';
create index plan_household on collaboration.plan (household_id);
grant select, insert on collaboration.plan to kasane_app;
grant update (kind, kind_edition, state, participation, outreach, use_edition, period_from, period_until, next_monitoring,
  lead_agency, next_lead_agency, applied_on, applied_how, decision_id, changed_at, changed_by, written_version, version)
  on collaboration.plan to kasane_app;

-- The words of a plan as they were saved with its version; older ones are kept. They are about all its persons at once.
create table collaboration.plan_words (
  plan_id        uuid not null references collaboration.plan,
  plan_version   int not null,
  household_id   uuid not null references sharing.subject,
  persons        uuid[] not null check (cardinality(persons) > 0),
  owner_agency   int not null,
  audience       smallint not null default 1 check (audience = 1),
  category       int not null default 256 check (category = 256),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  wishes         text not null default '',       -- 本人の意向
  family_wishes  text not null default '',       -- 世帯の意向
  issues         text not null default '',       -- 解決したい課題（優先順）
  long_goal      text not null default '',
  short_goal     text not null default '',
  course         text not null default '',       -- 支援方針
  participation_note text not null default '',
  outreach_note  text not null default '',
  other_systems  text not null default '',       -- 併用する制度・事業
  emergency      text not null default '',       -- 緊急時の対応
  note           text not null default '',
  primary key (plan_id, plan_version)
);
create index plan_words_household on collaboration.plan_words (household_id);
grant select, insert on collaboration.plan_words to kasane_app;

-- 支援内容: the lines of a plan as they were saved with its version; older ones are kept. Each line is about its own persons.
create table collaboration.plan_line (
  id           uuid primary key,
  plan_id      uuid not null references collaboration.plan,
  plan_version int not null,
  no           int not null check (no > 0),
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  issue        text not null default '',
  goal         text not null check (goal <> ''),
  action       text not null check (action <> ''),
  by_family    text not null default '',         -- 本人・家族が行うこと
  agency_id    int,                              -- null: the household itself
  who          text not null default '',
  frequency    text not null default '',
  due          date,
  unique (plan_id, plan_version, no)
);
create index plan_line_household on collaboration.plan_line (household_id);
grant select, insert on collaboration.plan_line to kasane_app;

-- 支援決定: act of the municipality after the conference.
create table collaboration.support_decision (
  id           uuid primary key,
  plan_id      uuid not null unique references collaboration.plan,
  case_id      uuid not null references casework.case_file,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  conference_item_id uuid not null references conference.item,
  decided_on   date not null,
  document_no  text not null check (document_no <> ''),      -- 文書番号
  decided_at   timestamptz not null,
  decided_by   int not null
);
create index support_decision_household on collaboration.support_decision (household_id);
grant select, insert on collaboration.support_decision to kasane_app;
alter table collaboration.plan add foreign key (decision_id) references collaboration.support_decision;

-- モニタリング: by any agency of the team for its own part, or as a whole.
create table collaboration.monitoring (
  id           uuid primary key,
  case_id      uuid not null references casework.case_file,
  plan_id      uuid not null references collaboration.plan,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  done_on      date not null,
  method       text not null,                    -- of contact-method
  method_edition int not null,
  situation    text not null check (situation <> ''),
  view_taken   text not null default '',
  verdict      text not null,                    -- of monitoring-verdict
  verdict_edition int not null,
  next_on      date,
  written_at   timestamptz not null,
  written_by   int not null
);
create index monitoring_case on collaboration.monitoring (case_id, done_on desc);
create index monitoring_household on collaboration.monitoring (household_id);
grant select, insert on collaboration.monitoring to kasane_app;
create table collaboration.monitoring_line (
  monitoring_id uuid not null references collaboration.monitoring,
  plan_line_id uuid not null references collaboration.plan_line,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  result       text not null,                    -- of line-result
  result_edition int not null,
  words        text not null default '',
  primary key (monitoring_id, plan_line_id)
);
create index monitoring_line_household on collaboration.monitoring_line (household_id);
grant select, insert on collaboration.monitoring_line to kasane_app;

-- 評価.
create table collaboration.evaluation (
  id           uuid primary key,
  case_id      uuid not null references casework.case_file,
  plan_id      uuid not null references collaboration.plan,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  evaluated_on date not null,
  changes      text[] not null default '{}',     -- of change
  change_edition int not null,
  remaining    text not null default '',         -- 残された課題
  wishes       text not null default '',
  opinion      text not null default '',
  direction    text not null,                    -- of evaluation-direction
  direction_edition int not null,
  closing_code text not null default '',         -- of closing-reason
  closing_edition int not null default 0,
  lead_agency  int,                              -- 終結後の主担当（案）
  follow_on    date,
  follow_how   text not null default '',
  written_at   timestamptz not null,
  written_by   int not null,
  check ((direction = 'CLOSE') = (closing_code <> '')),
  check (direction <> 'CLOSE' or (lead_agency is not null and follow_on is not null))
);
create index evaluation_case on collaboration.evaluation (case_id, evaluated_on desc);
create index evaluation_household on collaboration.evaluation (household_id);
grant select, insert on collaboration.evaluation to kasane_app;
create table collaboration.evaluation_goal (
  evaluation_id uuid not null references collaboration.evaluation,
  plan_line_id uuid not null references collaboration.plan_line,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  result       text not null,                    -- of goal-result
  result_edition int not null,
  words        text not null default '',
  primary key (evaluation_id, plan_line_id)
);
create index evaluation_goal_household on collaboration.evaluation_goal (household_id);
grant select, insert on collaboration.evaluation_goal to kasane_app;

-- つなぎもどし: what the next lead is handed; until it accepts, the old owner owns the case.
create table collaboration.hand_back (
  id           uuid primary key,
  case_id      uuid not null references casework.case_file,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  to_agency    int not null,
  agreed       boolean not null,                 -- 会議録で引き受けが確認された
  conference_item_id uuid references conference.item,
  remaining    text not null default '',         -- 引き継ぐこと
  wishes       text not null default '',
  follow_on    date not null,
  offered_at   timestamptz not null,
  offered_by   int not null
);
create index hand_back_household on collaboration.hand_back (household_id);
grant select, insert on collaboration.hand_back to kasane_app;
create table collaboration.hand_back_answer (
  hand_back_id uuid primary key references collaboration.hand_back,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,                     -- the one that was asked
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  accepted     boolean not null,
  words        text not null default '',
  answered_at  timestamptz not null,
  answered_by  int not null,
  check (accepted or words <> '')
);
create index hand_back_answer_household on collaboration.hand_back_answer (household_id);
grant select, insert on collaboration.hand_back_answer to kasane_app;

-- フォローアップ: a look at how things are after the end.
create table collaboration.follow_up (
  id           uuid primary key,
  case_id      uuid not null references casework.case_file,
  household_id uuid not null references sharing.subject,
  persons      uuid[] not null check (cardinality(persons) > 0),
  owner_agency int not null,
  audience     smallint not null default 1 check (audience = 1),
  category     int not null default 256 check (category = 256),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  done_on      date not null,
  words        text not null check (words <> ''),
  next_on      date,
  written_at   timestamptz not null,
  written_by   int not null
);
create index follow_up_household on collaboration.follow_up (household_id);
grant select, insert on collaboration.follow_up to kasane_app;

-- For the household page: the plan that counts, and the words of open work.
create view collaboration.pub_plan with (security_invoker = true) as
  select p.id, p.case_id, p.household_id, p.no, p.kind, p.kind_edition, p.state, w.short_goal, p.next_monitoring,
         p.period_until, p.lead_agency, p.next_lead_agency, d.decided_on
  from collaboration.plan p
  left join collaboration.plan_words w on w.plan_id = p.id and w.plan_version = p.written_version
  left join collaboration.support_decision d on d.id = p.decision_id;
create view collaboration.pub_assessment with (security_invoker = true) as
  select id, case_id, household_id, no, issues, main_issue, issue_edition, written_at from collaboration.assessment;
create view collaboration.pub_today with (security_invoker = true) as
  select r.id as item_id, r.household_id, '' as title, f.name || ' → ' || t.name as subtitle
  from collaboration.support_request r
  join access.pub_agency f on f.id = r.owner_agency
  join access.pub_agency t on t.id = r.to_agency
  union all
  select i.id, o.household_id, '', '初回面談の同席'   -- whose it is, for the asker alone
  from collaboration.introduction i left join collaboration.introduction_of o on o.introduction_id = i.id;
create view collaboration.pub_timeline with (security_invoker = true) as
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
  from collaboration.follow_up;
grant select on collaboration.pub_plan, collaboration.pub_assessment, collaboration.pub_today, collaboration.pub_timeline
  to kasane_app;
