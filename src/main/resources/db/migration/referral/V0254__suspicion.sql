-- 虐待の疑い: no つなぐシート by consent but the road that the law names. Who told is known to the window that receives it
-- and to nobody else, not even to colleagues: it may be their own agency that is suspected.
create table referral.suspicion (
  id              uuid primary key,
  household_id    uuid not null references sharing.subject,    -- of this report alone; nobody's record of a family
  person_id       uuid check (person_id is null),
  owner_agency    int not null,
  audience        smallint not null default 3 check (audience = 3),
  category        int not null default 128 check (category = 128),
  item_id         uuid not null,
  concealed       boolean not null default true check (concealed),
  kind            text not null,              -- of the list of dangers
  kind_edition    int not null,
  to_agency       int not null,
  sent_by         int not null,
  sent_at         timestamptz not null,
  sent_on         date not null,
  person          text not null check (person <> ''),
  age             text not null default '',
  place           text not null default '',
  contact_note    text not null default '',
  immediate       text not null check (immediate in ('YES', 'NO', 'UNKNOWN')),
  called          text not null default '',
  facts           text not null check (facts <> ''),
  impression      text not null default '',
  accused         text not null check (accused in ('FAMILY', 'FACILITY', 'EMPLOYER', 'OTHER', 'UNKNOWN')),
  accused_name    text not null default '',
  accused_agency  int,
  law             text not null default '',   -- as it stood on the day
  check (item_id = id),
  check (immediate <> 'YES' or called <> ''),
  check (accused_agency is distinct from to_agency)
);
create index suspicion_addressee on referral.suspicion (to_agency, sent_at desc);
create index suspicion_household on referral.suspicion (household_id);
grant select, insert on referral.suspicion to kasane_app;

-- What the window did with it. Who told learns that it arrived, and what the window chooses to tell; nothing else.
create table referral.suspicion_step (
  id             uuid primary key,
  suspicion_id   uuid not null references referral.suspicion,
  household_id   uuid not null references sharing.subject,
  person_id      uuid check (person_id is null),
  owner_agency   int not null,
  audience       smallint not null default 3 check (audience = 3),
  category       int not null default 128 check (category = 128),
  item_id        uuid not null,
  concealed      boolean not null default true check (concealed),
  kind           text not null check (kind in ('RECEIVE', 'OPEN', 'CONCLUDE', 'TELL')),
  staff_id       int not null,
  at             timestamptz not null,
  code           text not null default '',
  code_edition   int not null default 0,
  words          text not null default '',
  opened_household uuid references sharing.subject,
  unique (suspicion_id, kind),
  check (item_id = suspicion_id),
  check (kind <> 'CONCLUDE' or code <> ''),
  check (kind <> 'TELL' or words <> ''),
  check ((kind = 'OPEN') = (opened_household is not null))
);
create index suspicion_step_household on referral.suspicion_step (household_id);
grant select, insert on referral.suspicion_step to kasane_app;

-- The window and the one who told: a concealed row is seen by nothing but these grants. A grant is also seen by the agency
-- that gave it; it is therefore given in the name of the window: the agency in which it was told learns not even that there
-- is one. The report stands on a subject of
-- its own, and nobody can point it at a compartment that is open already.
create function referral.open_suspicion() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.sent_by is distinct from gate.viewer_staff()
     or not exists (select from sharing.subject s
                    where s.household_id = new.household_id and s.owner_agency = new.owner_agency)
     or exists (select from sharing.grant g where g.item_id = new.item_id) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  insert into sharing.grant (household_id, item_id, categories, agency_id, staff_id, basis, concealed_too, source,
                             valid_from, given_by_agency, given_by_staff)
  values (new.household_id, new.item_id, new.category, null, new.sent_by, 7, true, 'suspicion',
          gate.viewer_now(), new.to_agency, new.sent_by),
         (new.household_id, new.item_id, new.category, new.to_agency, null, 4, true, 'suspicion',
          gate.viewer_now(), new.to_agency, new.sent_by);
  return null;
end $$;
create trigger open_suspicion after insert on referral.suspicion
  for each row execute function referral.open_suspicion();
revoke execute on function referral.open_suspicion() from public;
grant usage, create on schema referral to kasane_sharing;
alter function referral.open_suspicion() owner to kasane_sharing;
revoke create on schema referral from kasane_sharing;

create or replace view referral.pub_today with (security_invoker = true) as
  select s.id as item_id, s.household_id, s.person_name || 'さん' as title,
         f.name || ' → ' || t.name as subtitle, '/referrals/' || s.id as path
  from referral.sheet s
  join access.pub_agency f on f.id = s.owner_agency
  join access.pub_agency t on t.id = s.to_agency
  union all
  select u.id, u.household_id, u.person, '虐待の疑いの連絡', '/suspicions/' || u.id
  from referral.suspicion u;

insert into settings.code_list (list, title, fixed, sort) values ('report-outcome', '虐待の疑いの連絡の結果', false, 165);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('report-outcome', 1, 'SUPPORT', '安全を確かめ、支援に入った', '', '', 10, '2021-04-01', '[実務]'),
  ('report-outcome', 1, 'PROTECTED', '一時保護・分離などの措置をとった', '', '', 20, '2021-04-01', '[実務]'),
  ('report-outcome', 1, 'PASSED', '権限のある機関へ送致・通知した', '', '', 30, '2021-04-01', '[実務]'),
  ('report-outcome', 1, 'NOT_ABUSE', '調べた結果、虐待とは認めなかった', '', '', 40, '2021-04-01', '[実務]'),
  ('report-outcome', 1, 'OTHER', 'その他', '', '', 50, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('referral.report', '虐待の疑いの連絡を受け取る（0＝その日のうち）', 0, 'DAY', '2021-04-01', '[実務]'),
  ('referral.report-check', '虐待の疑いの安全を確かめる', 2, 'DAY', '2021-04-01', '[実務] 児童は48時間以内の安全確認');
insert into settings.label (key, text, valid_from, source) values
  ('danger.now', 'いま危ないときは、先に電話してください。警察 110番、救急 119番、児童相談所虐待対応ダイヤル 189（24時間）。', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
