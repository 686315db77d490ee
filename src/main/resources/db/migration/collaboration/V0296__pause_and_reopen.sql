-- 休止: why a case rests and whom that is about; a new row each time somebody looks whether it can go on. When it rests is a
-- step of the case; this is seen by whoever may see those it is about.
create table collaboration.pause (
  id             uuid primary key,
  case_id        uuid not null references casework.case_file,
  household_id   uuid not null references sharing.subject,
  persons        uuid[] not null check (cardinality(persons) > 0),
  owner_agency   int not null,
  audience       smallint not null default 1 check (audience = 1),
  category       int not null default 256 check (category = 256),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  reason         text not null check (reason <> ''),     -- of pause-reason
  reason_edition int not null,
  since          date not null,
  check_on       date not null,                  -- 再開予定日, or the day to ask again
  words          text not null default '',
  days_left      int not null check (days_left >= 0),   -- of the work that rests, when it came to rest
  written_at     timestamptz not null,
  written_by     int not null
);
create index pause_case on collaboration.pause (case_id, written_at desc);
create index pause_household on collaboration.pause (household_id);
grant select, insert on collaboration.pause to kasane_app;

-- 再開: why a closed case begins anew, as whoever may see those it is about reads it.
create table collaboration.reopening (
  case_id        uuid primary key references casework.case_file,   -- the new one
  former_id      uuid not null references casework.case_file,
  household_id   uuid not null references sharing.subject,
  persons        uuid[] not null check (cardinality(persons) > 0),
  owner_agency   int not null,
  audience       smallint not null default 1 check (audience = 1),
  category       int not null default 256 check (category = 256),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  reason         text not null check (reason <> ''),     -- of reopening-reason
  reason_edition int not null,
  words          text not null check (words <> ''),
  reopened_at    timestamptz not null,
  reopened_by    int not null
);
create index reopening_household on collaboration.reopening (household_id);
grant select, insert on collaboration.reopening to kasane_app;

-- The strip of a household tells its team that the case rests, and until when; a step beside the pause changes nothing of it.
create or replace view collaboration.pub_lead with (security_invoker = true) as
  select distinct on (c.household_id) c.household_id,
         coalesce((select s.lead_agency from casework.pub_case_step s
                   where s.case_id = c.id and s.lead_agency is not null
                     and exists (select from casework.pub_case_step t where t.case_id = c.id
                                 and t.kind in ('ACCEPT_LEAD', 'CLOSE_AGREED', 'LEAD_BACK_AGREED'))
                   order by s.no desc limit 1),
                  p.lead_agency, c.owner_agency) as agency_id,
         (select case when l.kind in ('PAUSE', 'STAY_PAUSED') then l.due end
          from (select s.kind, s.due from casework.pub_case_step s where s.case_id = c.id
                order by s.no desc limit 1) l) as paused_until
  from casework.pub_case c
  left join collaboration.plan p on p.case_id = c.id and p.state = 'IN_FORCE'
  where not c.ended
  order by c.household_id, c.begun_on desc, c.id desc;

insert into settings.code_list (list, title, fixed, sort) values
  ('pause-reason', '休止するわけ', false, 400),
  ('reopening-reason', '再開するわけ', false, 410);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('pause-reason', 1, 'HOSPITAL', '入院', '', '', 10, '2021-04-01', '[実務]'),
  ('pause-reason', 1, 'PROTECTED', '一時保護', '', '', 20, '2021-04-01', '[実務]'),
  ('pause-reason', 1, 'FACILITY', '施設の一時利用', '', '', 30, '2021-04-01', '[実務]'),
  ('pause-reason', 1, 'AWAY', '長く留守にする', '', '', 40, '2021-04-01', '[実務]'),
  ('pause-reason', 1, 'OWN_WISH', 'ご本人の希望', '', '', 50, '2021-04-01', '[実務]'),
  ('pause-reason', 1, 'NO_CONTACT', '連絡がとれない', '', '', 60, '2021-04-01', '[実務]'),
  ('pause-reason', 1, 'OTHER', 'その他', '', '', 90, '2021-04-01', '[実務]'),
  ('reopening-reason', 1, 'WORSE', '暮らしや体調が悪くなった', '', '', 10, '2021-04-01', '[実務]'),
  ('reopening-reason', 1, 'NEW_TROUBLE', '新しい困りごとが起きた', '', '', 20, '2021-04-01', '[実務]'),
  ('reopening-reason', 1, 'BACK', '転出先・入院先からもどった', '', '', 30, '2021-04-01', '[実務]'),
  ('reopening-reason', 1, 'FOUND', 'また連絡がとれた', '', '', 40, '2021-04-01', '[実務]'),
  ('reopening-reason', 1, 'OWN_WISH', 'ご本人の希望', '', '', 50, '2021-04-01', '[実務]'),
  ('reopening-reason', 1, 'LEAD_ASKS', '主担当から求めがあった', '', '', 60, '2021-04-01', '[実務]'),
  ('reopening-reason', 1, 'OTHER', 'その他', '', '', 90, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
