-- 支援者からの相談: an agency asks a coordinator about a situation that names nobody; it ends as advice or as company.
create table intake.advice (
  id           uuid primary key,
  owner_agency int not null,                      -- who asks
  to_agency    int not null,
  field        text not null,                     -- of advice-field
  field_edition int not null,
  shape        text not null default '',          -- of advice-shape
  shape_edition int not null,
  worry        text not null check (worry <> ''),
  tried        text not null default '',
  wanted       text not null,                     -- of advice-wanted
  wanted_edition int not null,
  wished_on    date,
  asked_at     timestamptz not null,
  asked_by     int not null,
  check (to_agency <> owner_agency)
);
create index advice_owner on intake.advice (owner_agency, asked_at desc);
create index advice_to on intake.advice (to_agency, asked_at desc);
grant select, insert on intake.advice to kasane_app;

create table intake.advice_step (
  advice_id    uuid not null references intake.advice,
  no           int not null check (no > 0),
  owner_agency int not null,                      -- who took it
  kind         text not null check (kind in ('ADVISE', 'ACCOMPANY', 'MORE', 'CLOSE', 'WITHDRAW')),
  words        text not null default '',
  on_day       date,                              -- 同行: when
  whom         text not null default '',          -- 同行: whose way, as a role
  place        text not null default '',          -- 同行: where to
  outcome      text not null default '',          -- of advice-outcome
  outcome_edition int not null default 0,
  at           timestamptz not null,
  staff_id     int not null,
  primary key (advice_id, no),
  check ((kind = 'ACCOMPANY') = (on_day is not null)),
  check ((kind = 'CLOSE') = (outcome <> '')),
  check (kind <> 'ADVISE' or words <> '')
);
grant select, insert on intake.advice_step to kasane_app;

-- 同行支援 without anybody's name: a coordinator goes along, and it counts.
create table intake.company (
  id           uuid primary key,
  owner_agency int not null,
  on_day       date not null,
  minutes      int not null check (minutes between 1 and 1440),
  whom         text not null check (whom <> ''),
  place        text not null check (place <> ''),
  words        text not null default '',
  noted_at     timestamptz not null,
  noted_by     int not null
);
create index company_owner on intake.company (owner_agency, on_day desc);
grant select, insert on intake.company to kasane_app;

create view intake.pub_advice_today with (security_invoker = true) as
  select a.id as item_id, null::uuid as household_id, f.name || 'からの相談' as summary
  from intake.advice a join access.pub_agency f on f.id = a.owner_agency;
grant select on intake.pub_advice_today to kasane_app;

insert into settings.code_list (list, title, fixed, sort) values
  ('advice-field', '支援者からの相談の分野', false, 360),
  ('advice-shape', '支援者からの相談の世帯のかたち', false, 370),
  ('advice-wanted', '支援者からの相談で望むこと', false, 380),
  ('advice-outcome', '支援者からの相談のその後', false, 390);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('advice-field', 1, 'WHO', 'だれにつなげばよいか分からない', '', '', 10, '2021-04-01', '[実務]'),
  ('advice-field', 1, 'REFUSES', '支援を望まれない', '', '', 20, '2021-04-01', '[実務]'),
  ('advice-field', 1, 'OTHER_FIELD', 'ほかの分野と組みたい', '', '', 30, '2021-04-01', '[実務]'),
  ('advice-field', 1, 'FAMILY', 'ご家族のことで心配がある', '', '', 40, '2021-04-01', '[実務]'),
  ('advice-field', 1, 'GAP', '使える制度が見あたらない', '', '', 50, '2021-04-01', '[実務]'),
  ('advice-field', 1, 'NEIGHBOUR', '近隣や事業所との間で困っている', '', '', 60, '2021-04-01', '[実務]'),
  ('advice-field', 1, 'OTHER', 'そのほか', '', '', 70, '2021-04-01', '[実務]'),
  ('advice-shape', 1, 'SINGLE', 'ひとり暮らし', '', '', 10, '2021-04-01', '[実務]'),
  ('advice-shape', 1, 'OLD_AND_CHILD', '高齢の親と子', '', '', 20, '2021-04-01', '[実務]'),
  ('advice-shape', 1, 'SINGLE_PARENT', 'ひとり親と子', '', '', 30, '2021-04-01', '[実務]'),
  ('advice-shape', 1, 'COUPLE', '夫婦', '', '', 40, '2021-04-01', '[実務]'),
  ('advice-shape', 1, 'PARENTS', '両親と子', '', '', 50, '2021-04-01', '[実務]'),
  ('advice-shape', 1, 'THREE', '三世代', '', '', 60, '2021-04-01', '[実務]'),
  ('advice-shape', 1, 'OTHER', 'そのほか', '', '', 70, '2021-04-01', '[実務]'),
  ('advice-wanted', 1, 'ADVICE', '助言がほしい', '', '', 10, '2021-04-01', '[実務]'),
  ('advice-wanted', 1, 'COMPANY', 'いっしょに行ってほしい', '', '', 20, '2021-04-01', '[実務]'),
  ('advice-wanted', 1, 'CONFERENCE', '会議にいてほしい', '', '', 30, '2021-04-01', '[実務]'),
  ('advice-outcome', 1, 'HELPED', '助言をもとに支援を続ける', '', '', 10, '2021-04-01', '[実務]'),
  ('advice-outcome', 1, 'LINKED', 'ほかの機関につないだ', '', '', 20, '2021-04-01', '[実務]'),
  ('advice-outcome', 1, 'MULTI', '多機関協働に依頼する', '', '', 30, '2021-04-01', '[実務]'),
  ('advice-outcome', 1, 'SUPPORT_CONFERENCE', '支援会議の開催を依頼する', '', '', 40, '2021-04-01', '[実務]'),
  ('advice-outcome', 1, 'ENDED', '心配がなくなった', '', '', 50, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('intake.advise', '支援者からの相談に答える', 3, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('intake.advised', '支援者からの相談のその後を知らせる', 30, 'DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
