-- 相談の受付: any consultation in any channel. Whose household it is about may be unknown; who rang may have to stay hidden.
create schema intake;
grant usage on schema intake to kasane_app, kasane_job, kasane_public;

-- 電話メモ: fifteen seconds at the telephone, completed into a consultation later or closed with a reason.
create table intake.phone_note (
  id             uuid primary key,
  household_id   uuid not null references sharing.subject,
  person_id      uuid check (person_id is null),
  owner_agency   int not null,
  audience       smallint not null default 0 check (audience = 0),
  category       int not null default 64 check (category = 64),
  item_id        uuid check (item_id is null),
  concealed      boolean not null default false,
  text           text not null check (text <> ''),
  written_at     timestamptz not null,
  written_by     int not null,
  closed_at      timestamptz,
  closed_by      int,
  closed_reason  text not null default '',
  check ((closed_at is null) = (closed_by is null))
);
create index phone_note_open on intake.phone_note (owner_agency, written_at) where closed_at is null;
grant select, insert on intake.phone_note to kasane_app;
grant update (closed_at, closed_by, closed_reason) on intake.phone_note to kasane_app;

-- 相談. Its household never changes: who turns out to be meant is said by rows of intake.binding.
create table intake.consultation (
  id              uuid primary key,
  household_id    uuid not null references sharing.subject,
  person_id       uuid check (person_id is null),
  owner_agency    int not null,
  audience        smallint not null default 0 check (audience in (0, 1)),
  category        int not null default 64 check (category = 64),
  item_id         uuid check (item_id is null),
  concealed       boolean not null default false,
  done_at         timestamptz not null,         -- 受けた日時; written_at is another matter
  time_known      boolean not null,
  channel         text not null,
  channel_edition int not null,
  route           text not null default '',
  route_edition   int not null,
  caller          text not null check (caller in ('SELF', 'FAMILY', 'NEIGHBOUR', 'AGENCY', 'ANONYMOUS')),
  caller_hidden   boolean not null,
  about           text not null default '',     -- 不明な人について分かること
  issues          text[] not null check (cardinality(issues) > 0),
  main_issue      text not null,
  issue_edition   int not null,
  story           text not null check (story <> ''),
  impression      text not null default '',
  wish            text not null default '',
  urgency         text not null check (urgency in ('TODAY', 'WEEK', 'ORDINARY')),
  dangers         text[] not null default '{}',
  danger_edition  int not null,
  phone_note_id   uuid unique references intake.phone_note,
  outcome         text not null default '',
  outcome_edition int,
  outcome_note    text not null default '',
  outcome_at      timestamptz,
  outcome_by      int,
  written_at      timestamptz not null,
  written_by      int not null,
  version         int not null default 1,
  check (main_issue = any (issues)),
  check ((outcome = '') = (outcome_at is null)),
  -- A story told by somebody who must not be known stays with the agency that heard it.
  check (not (caller_hidden and audience <> 0))
);
create index consultation_household on intake.consultation (household_id, done_at);
create index consultation_agency on intake.consultation (owner_agency, done_at desc, id desc);
create index consultation_open on intake.consultation (owner_agency, done_at desc, id desc) where outcome = '';
grant select, insert on intake.consultation to kasane_app;
grant update (outcome, outcome_edition, outcome_note, outcome_at, outcome_by, version) on intake.consultation
  to kasane_app;

-- 結びつけ: from when on the agency took the consultation to be about whom; ended when it was somebody else.
create table intake.binding (
  id               uuid primary key,
  consultation_id  uuid not null references intake.consultation,
  household_id     uuid not null references sharing.subject,     -- of the consultation
  person_id        uuid check (person_id is null),
  owner_agency     int not null,
  audience         smallint not null check (audience in (0, 1)),
  category         int not null default 64 check (category = 64),
  item_id          uuid check (item_id is null),
  concealed        boolean not null default false,
  target_household uuid not null references sharing.subject,
  target_person    uuid references sharing.subject_person,
  bound_at         timestamptz not null,
  bound_by         int not null,
  ended_at         timestamptz,
  ended_by         int,
  end_reason       text not null default '',
  check ((ended_at is null) = (ended_by is null))
);
create index binding_consultation on intake.binding (consultation_id);
create index binding_target on intake.binding (target_household) where ended_at is null;
grant select, insert on intake.binding to kasane_app;
grant update (ended_at, ended_by, end_reason) on intake.binding to kasane_app;

-- 危険への連絡: whom was told, when, and what they said.
create table intake.danger_call (
  id              uuid primary key,
  consultation_id uuid not null references intake.consultation,
  household_id    uuid not null references sharing.subject,
  person_id       uuid check (person_id is null),
  owner_agency    int not null,
  audience        smallint not null check (audience in (0, 1)),
  category        int not null default 64 check (category = 64),
  item_id         uuid check (item_id is null),
  concealed       boolean not null default false,
  to_whom         text not null check (to_whom <> ''),
  answer          text not null default '',
  called_at       timestamptz not null,
  called_by       int not null
);
create index danger_call_consultation on intake.danger_call (consultation_id);
grant select, insert on intake.danger_call to kasane_app;

-- 通報者・情報提供者: who told, in a row of its own that no page gets unless the database gives it. Hidden means: a
-- compartment of one item, whose key the database makes, open to the writer and to whom the writer admits.
create table intake.informant (
  id            uuid primary key,
  about_id      uuid not null,                  -- the consultation or the phone note
  household_id  uuid not null references sharing.subject,
  person_id     uuid check (person_id is null),
  owner_agency  int not null,
  audience      smallint not null check (audience in (0, 3)),
  category      int not null default 2 check (category = 2),
  item_id       uuid,
  concealed     boolean not null,
  name          text not null default '',
  phone         text not null default '',
  relation      text not null default '',
  written_at    timestamptz not null,
  written_by    int not null,
  check (concealed = (audience = 3) and concealed = (item_id is not null))
);
create index informant_about on intake.informant (about_id);
grant select, insert on intake.informant to kasane_app;

-- Nobody can point a hidden row at a compartment that is open already: its key is made here.
create function intake.shut_informant() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.item_id := case when new.concealed then uuidv7() end;
  return new;
end $$;
create trigger shut_informant before insert on intake.informant
  for each row execute function intake.shut_informant();

-- The one who writes it down may read it again; nobody else in the agency, by nothing else.
create function intake.open_informant() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.concealed then
    insert into sharing.grant (household_id, item_id, categories, staff_id, basis, concealed_too, source, valid_from,
                               given_by_agency, given_by_staff)
    values (new.household_id, new.item_id, new.category, gate.viewer_staff(), 7, true, 'informant',
            gate.viewer_now(), gate.viewer_agency(), gate.viewer_staff());
  end if;
  return null;
end $$;
create trigger open_informant after insert on intake.informant
  for each row execute function intake.open_informant();

-- Admits one more person: only whoever sees it can. The policy keeps it inside the agency whatever is granted.
create function intake.admit_to_informant(p_item uuid, p_staff int) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_mine sharing.grant;
begin
  select * into v_mine from sharing.grant g
  where g.item_id = p_item and g.staff_id = gate.viewer_staff() and g.given_by_agency = gate.viewer_agency()
    and g.concealed_too and g.source = 'informant' and g.ended_at is null
    and g.valid_from <= gate.viewer_now() and g.valid_until > gate.viewer_now()
  limit 1;
  if not found or p_staff is null or p_staff <= 0 then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  if exists (select from sharing.grant g where g.item_id = p_item and g.staff_id = p_staff and g.ended_at is null
             and g.valid_until > gate.viewer_now()) then
    return false;
  end if;
  insert into sharing.grant (household_id, item_id, categories, staff_id, basis, concealed_too, source, valid_from,
                             given_by_agency, given_by_staff)
  values (v_mine.household_id, p_item, v_mine.categories, p_staff, 7, true, 'informant', gate.viewer_now(),
          gate.viewer_agency(), gate.viewer_staff());
  return true;
end $$;

revoke execute on function intake.shut_informant() from public;
revoke execute on function intake.open_informant() from public;
revoke execute on function intake.admit_to_informant(uuid, int) from public;
grant execute on function intake.admit_to_informant(uuid, int) to kasane_app;
grant usage, create on schema intake to kasane_sharing;
alter function intake.open_informant() owner to kasane_sharing;
alter function intake.admit_to_informant(uuid, int) owner to kasane_sharing;
revoke create on schema intake from kasane_sharing;

-- 危険の道すじ and つなぎの目安: what the law and the town say, dated; no words about anybody.
create table intake.danger_road (
  danger      text not null,
  duty        text not null,                 -- what has to be done
  law         text not null,
  call        text not null,                 -- whom to ring, with the public number
  agency_kind text not null default '',      -- the kind of agency in town that takes it
  valid_from  date not null,
  valid_until date,
  primary key (danger, valid_from)
);
create table intake.issue_field (
  issue       text not null,
  field       text not null,
  valid_from  date not null,
  valid_until date,
  primary key (issue, field, valid_from)
);
grant select on intake.danger_road, intake.issue_field to kasane_app, kasane_job, kasane_public;

insert into intake.danger_road (danger, duty, law, call, agency_kind, valid_from) values
  ('CHILD_ABUSE', '疑いの段階で、すぐに通告します。保護者や本人の同意は要りません。',
   '児童虐待防止法6条、児童福祉法25条', '児童相談所虐待対応ダイヤル 189（24時間）', 'CHILD_FAMILY_CENTER', '2021-04-01'),
  ('ELDER_ABUSE', '市に通報します。命や身体に重大な危険があるときは義務です。',
   '高齢者虐待防止法7条', '地域包括支援センター または市の高齢者福祉の窓口', 'COMMUNITY_SUPPORT_CENTER', '2021-04-01'),
  ('DISABLED_ABUSE', '疑いの段階で、すぐに通報します。',
   '障害者虐待防止法7条', '市の障害者虐待防止センター（障害福祉の窓口）', 'DISABILITY_CONSULTATION', '2021-04-01'),
  ('DV', 'ご本人の意思を聞き、安全な場所と連絡方法を先に決めます。相手に相談のことが伝わらないようにします。',
   '配偶者暴力防止法6条', '配偶者暴力相談支援センター #8008、危険なときは 110', '', '2021-04-01'),
  ('SUICIDE', 'ひとりにせず、いま危険なときは救急・警察を呼びます。',
   '自殺対策基本法', '119・110、保健所・精神保健福祉センター', '', '2021-04-01'),
  ('LIFE', 'すぐに救急・警察を呼びます。',
   '個人情報保護法（生命・身体の保護）', '119・110', '', '2021-04-01'),
  ('OTHER', 'ひとりで抱えず、いますぐ上司か多機関協働の担当に伝えます。', '', '自機関の管理者、多機関協働の担当', '',
   '2021-04-01');
insert into intake.issue_field (issue, field, valid_from) values
  ('01', 'DISABILITY', '2021-04-01'), ('02', 'POVERTY', '2021-04-01'), ('03', 'POVERTY', '2021-04-01'),
  ('04', 'POVERTY', '2021-04-01'), ('05', 'POVERTY', '2021-04-01'), ('06', 'POVERTY', '2021-04-01'),
  ('07', 'POVERTY', '2021-04-01'), ('08', 'POVERTY', '2021-04-01'), ('11', 'CHILD', '2021-04-01'),
  ('12', 'CARE', '2021-04-01'), ('13', 'POVERTY', '2021-04-01'), ('13', 'CHILD', '2021-04-01'),
  ('15', 'POVERTY', '2021-04-01');

-- Days that a town sets itself.
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('consultation.decide', '相談の結果を決める', 5, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('danger.call', '危険を窓口に伝える（0＝その日のうち）', 0, 'DAY', '2021-04-01', '[実務]');

-- One line of a household's 経過; a consultation also stands where it has been bound to. The informant is in no view.
create view intake.pub_timeline with (security_invoker = true) as
  select c.household_id, null::uuid as person_id, c.done_at as at, 'intake.consultation' as kind, c.id as item_id,
         c.owner_agency as agency_id, c.written_by as staff_id, left(c.story, 200) as summary,
         left(c.impression, 200) as detail, '/consultations/' || c.id as path
  from intake.consultation c
  union all
  select b.target_household, null::uuid, c.done_at, 'intake.consultation', c.id, c.owner_agency, c.written_by,
         left(c.story, 200), left(c.impression, 200), '/consultations/' || c.id
  from intake.binding b join intake.consultation c on c.id = b.consultation_id
  where b.ended_at is null and b.target_household <> b.household_id
  union all
  select n.household_id, null::uuid, n.written_at, 'intake.phone-note', n.id, n.owner_agency, n.written_by,
         left(n.text, 200), '', '/phone-notes/' || n.id
  from intake.phone_note n where n.closed_at is null;
-- The words of an open task.
create view intake.pub_today with (security_invoker = true) as
  select id as item_id, household_id, null::uuid as person_id, left(story, 60) as summary from intake.consultation
  union all
  select id, household_id, null::uuid, left(text, 60) from intake.phone_note;
grant select on intake.pub_timeline, intake.pub_today to kasane_app;
