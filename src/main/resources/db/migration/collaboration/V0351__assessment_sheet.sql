-- インテーク・アセスメントシート: four pages about each person and about the household, whose items are dated data. Which
-- of them the state counts (太枠) is usual practice, [実務], to be compared with the form the town uses.
create table collaboration.assessment_form (
  edition    int primary key,
  valid_from date not null unique,
  source     text not null
);
create table collaboration.assessment_item (
  edition  int not null references collaboration.assessment_form,
  about    text not null check (about in ('PERSON', 'HOUSEHOLD')),
  code     text not null check (code <> ''),
  page     smallint not null check (page between 1 and 4),
  kind     text not null check (kind in ('ONE', 'MANY', 'LINE', 'BLOCK', 'NUMBER')),
  label    text not null check (label <> ''),
  options  text not null default '',             -- the code list of ONE and MANY
  unit     text not null default '',             -- of NUMBER
  national boolean not null,                     -- 国へ報告する項目（太枠）
  hint     text not null default '',
  sort     int not null,
  primary key (edition, about, code),
  check ((options <> '') = (kind in ('ONE', 'MANY')))
);
grant select on collaboration.assessment_form, collaboration.assessment_item to kasane_app;

-- What a version of an assessment says about one person, or about the household. Each has the sight of those it is about.
create table collaboration.assessment_sheet (
  assessment_id uuid not null references collaboration.assessment,
  household_id  uuid not null references sharing.subject,
  persons       uuid[] not null check (cardinality(persons) > 0),
  owner_agency  int not null,
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 256 check (category = 256),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  person_id     uuid,                            -- whom it is about; none: the household
  form_edition  int not null references collaboration.assessment_form,
  items         text[] not null,                 -- what is answered, an item once for each answer
  answers       text[] not null,                 -- beside it: a code, or what was typed
  check (cardinality(items) = cardinality(answers) and cardinality(items) > 0),
  check (person_id is null or persons = array[person_id]),
  unique nulls not distinct (assessment_id, person_id)
);
create index assessment_sheet_household on collaboration.assessment_sheet (household_id);
grant select, insert on collaboration.assessment_sheet to kasane_app;

insert into collaboration.assessment_form (edition, valid_from, source) values
  (1, '2021-04-01', '[実務] 4ページのチェック式。標準様式の項目と照らして改めてください');
insert into collaboration.assessment_item (edition, about, code, page, kind, label, options, unit, national, hint, sort) values
  (1, 'PERSON', 'heard-on', 1, 'LINE', '聞き取りをした日', '', '', false, '数回にわたるときは、すべて。', 10),
  (1, 'PERSON', 'route', 1, 'ONE', '相談経路', 'route', '', true, '', 20),
  (1, 'PERSON', 'complaint', 1, 'BLOCK', 'ご本人の主訴', '', '', false, '言われたとおりに。', 30),
  (1, 'PERSON', 'marital', 1, 'ONE', '婚姻', 'assessment-marital', '', false, '', 40),
  (1, 'PERSON', 'children', 1, 'MANY', '子', 'assessment-children', '', false, '', 50),
  (1, 'PERSON', 'living', 1, 'ONE', '暮らしの場', 'assessment-living', '', false, '', 60),
  (1, 'PERSON', 'key-person', 1, 'LINE', 'キーパーソン', '', '', false, '', 70),
  (1, 'PERSON', 'health', 2, 'ONE', '健康状態', 'assessment-health', '', true, '', 80),
  (1, 'PERSON', 'clinic', 2, 'LINE', '通院先・主治医・服薬', '', '', false, '', 90),
  (1, 'PERSON', 'illness', 2, 'BLOCK', 'これまでの病気・けが', '', '', false, '', 100),
  (1, 'PERSON', 'handbook', 2, 'MANY', '手帳', 'assessment-handbook', '', true, '', 110),
  (1, 'PERSON', 'handbook-grade', 2, 'LINE', '手帳の等級', '', '', false, '', 120),
  (1, 'PERSON', 'medical-support', 2, 'ONE', '自立支援医療', 'assessment-presence', '', false, '', 130),
  (1, 'PERSON', 'support-class', 2, 'ONE', '障害支援区分', 'assessment-support-class', '', false, '', 140),
  (1, 'PERSON', 'care-level', 2, 'ONE', '要介護認定', 'assessment-care-level', '', false, '', 150),
  (1, 'PERSON', 'insurance', 2, 'ONE', '健康保険', 'assessment-insurance', '', false, '', 160),
  (1, 'PERSON', 'pension', 2, 'ONE', '年金', 'assessment-pension', '', false, '', 170),
  (1, 'PERSON', 'benefits', 2, 'MANY', '公的給付', 'assessment-benefit', '', true, '', 180),
  (1, 'PERSON', 'income', 2, 'NUMBER', 'ご本人の月収', '', '円', false, '', 190),
  (1, 'PERSON', 'work', 3, 'ONE', '就労状況', 'assessment-work', '', true, '', 200),
  (1, 'PERSON', 'years-away', 3, 'NUMBER', '離職してからの年数', '', '年', false, '', 210),
  (1, 'PERSON', 'school', 3, 'ONE', '最終学歴', 'assessment-school', '', false, '', 220),
  (1, 'PERSON', 'schooling', 3, 'ONE', '卒業・在学の様子', 'assessment-schooling', '', false, '', 230),
  (1, 'PERSON', 'career', 3, 'BLOCK', '職歴', '', '', false, '', 240),
  (1, 'PERSON', 'licences', 3, 'LINE', '資格・免許', '', '', false, '', 250),
  (1, 'PERSON', 'history', 3, 'MANY', '育ちのなかのできごと', 'assessment-history', '', false, '', 260),
  (1, 'PERSON', 'life', 3, 'BLOCK', '生活歴', '', '', false, '年の順に。', 270),
  (1, 'PERSON', 'day', 3, 'BLOCK', '一日の過ごし方', '', '', false, '', 280),
  (1, 'PERSON', 'strengths', 3, 'BLOCK', '強み・好きなこと', '', '', false, '', 290),
  (1, 'PERSON', 'hopes', 3, 'BLOCK', 'ご本人の希望', '', '', false, '', 300),
  (1, 'PERSON', 'issues', 4, 'MANY', '課題と特性', 'issue-national', '', true, '', 310),
  (1, 'PERSON', 'main-issue', 4, 'ONE', '主な課題', 'issue-national', '', true, '', 320),
  (1, 'PERSON', 'analysis', 4, 'BLOCK', '背景・要因', '', '', false, '', 330),
  (1, 'HOUSEHOLD', 'contacts', 1, 'BLOCK', 'これまでの相談・関わり', '', '', false, '', 340),
  (1, 'HOUSEHOLD', 'cohabitants', 1, 'NUMBER', '一緒に暮らす人の数', '', '人', true, '', 350),
  (1, 'HOUSEHOLD', 'community', 1, 'ONE', '地域との関係', 'assessment-community', '', false, '', 360),
  (1, 'HOUSEHOLD', 'housing', 2, 'ONE', '住居', 'assessment-housing', '', true, '', 370),
  (1, 'HOUSEHOLD', 'rent', 2, 'NUMBER', '家賃・ローン', '', '円／月', false, '', 380),
  (1, 'HOUSEHOLD', 'income', 2, 'NUMBER', '世帯の月収', '', '円', false, '', 390),
  (1, 'HOUSEHOLD', 'savings', 2, 'NUMBER', '預貯金', '', '円', false, '', 400),
  (1, 'HOUSEHOLD', 'debt', 2, 'ONE', '借金', 'assessment-presence', '', true, '', 410),
  (1, 'HOUSEHOLD', 'debt-detail', 2, 'LINE', '借金の額・件数', '', '', false, '', 420),
  (1, 'HOUSEHOLD', 'arrears', 2, 'MANY', '滞納', 'assessment-arrears', '', false, '', 430),
  (1, 'HOUSEHOLD', 'lifeline', 2, 'MANY', '止まっているもの', 'assessment-lifeline', '', false, '', 440),
  (1, 'HOUSEHOLD', 'tax', 2, 'ONE', '課税状況', 'assessment-tax', '', false, '', 450),
  (1, 'HOUSEHOLD', 'welfare', 2, 'ONE', '生活保護', 'assessment-welfare', '', true, '', 460),
  (1, 'HOUSEHOLD', 'urgent', 4, 'ONE', '緊急性', 'assessment-presence', '', true, '', 470),
  (1, 'HOUSEHOLD', 'screening', 4, 'ONE', '支援の必要性の判断', 'assessment-screening', '', true, '', 480),
  (1, 'HOUSEHOLD', 'agencies', 4, 'MANY', '関わる機関', 'assessment-agency', '', false, '', 490),
  (1, 'HOUSEHOLD', 'outreach', 4, 'ONE', 'アウトリーチ等', 'use-choice', '', false, '', 500),
  (1, 'HOUSEHOLD', 'participation', 4, 'ONE', '参加支援', 'use-choice', '', false, '', 510),
  (1, 'HOUSEHOLD', 'conference', 4, 'MANY', '会議', 'assessment-conference', '', false, '', 520);
