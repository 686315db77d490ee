-- A fictional town, set by set, by the superuser of an embedded database: row-level security binds even the owner.
-- Before this, GeneratedTown made gen_size (how many of everything, the day, the password's hash), gen_word, gen_given
-- and gen_field with names that cannot be anybody's. The same size on the same day gives the same town.

-- A number below p_n, the same for the same i and k: all chance in this file comes from here.
create function pg_temp.pick(p_i bigint, p_k bigint, p_n bigint) returns int language sql immutable
  as $$ select abs(hashint8extended(p_i, p_k) % p_n)::int $$;
-- Keys are a function of what they name, so that they are known before anything is inserted.
create function pg_temp.key(p_kind text, p_i bigint) returns uuid language sql immutable
  as $$ select md5('kasane ' || p_kind || ' ' || p_i)::uuid $$;
-- One of the agency's staff: person s works for agency 1 + (s - 1) % agencies.
create function pg_temp.staff_of(p_agency int, p_i bigint) returns int language sql stable
  as $$ select p_agency + z.agencies * pg_temp.pick(p_i, 901, 1 + (z.staff - p_agency) / z.agencies) from gen_size z $$;
-- An instant in office hours, so many days before the day of the town.
create function pg_temp.instant(p_days int, p_i bigint) returns timestamptz language sql stable
  as $$ select ((z.today - p_days) + time '08:40' + make_interval(mins => pg_temp.pick(p_i, 902, 500)))
               at time zone 'Asia/Tokyo' from gen_size z $$;
create function pg_temp.one_of(p_from text[], p_i bigint, p_k bigint) returns text language sql immutable
  as $$ select p_from[1 + pg_temp.pick(p_i, p_k, cardinality(p_from))] $$;

-- ---- The town, its agencies and its staff --------------------------------------------------------------------------

insert into settings.town (name, kana, code, status, valid_from, written_at)
select 'かさね市（架空）', 'かさねし', '002011', 'RUNNING', date '2021-04-01', pg_temp.instant(700, 1) from gen_size;
update settings.revision set no = no + 1;

create temp table gen_family on commit drop as
select row_number() over (order by w.no, f.no)::int as no, w.name || f.name as name, w.kana || f.kana as kana,
       w.folded || f.folded as folded, w.kana_folded || f.kana_folded as kana_folded
from gen_word w cross join gen_field f;
alter table gen_family add primary key (no);
create temp table gen_count on commit drop as
select (select count(*)::int from gen_family) as families, (select count(*)::int from gen_given) as givens;

insert into access.agency (id, name, kana, kind, fields, municipal, own_secrecy, takes_referrals, phone, card_does,
                           card_does_not, card_contact, valid_from)
overriding system value
select i,
       case when i <= 4 then k.name else k.name || f.name end,
       case when i <= 4 then k.kana else k.kana || f.kana end,
       k.kind, k.fields, k.municipal, k.secrecy, i <> 2, '0000-' || lpad((i * 37 % 90 + 10)::text, 2, '0') || '-'
       || lpad((i * 113 % 10000)::text, 4, '0'),
       k.does, k.does_not, '担当まで', z.today - 800
from gen_size z
cross join generate_series(1, z.agencies) i
join (values
  (1, '福祉総合支援課 多機関協働係', 'ふくしそうごうしえんか', 'CITY_OFFICE', '{CARE,DISABILITY,CHILD,POVERTY}'::text[], true, '',
   '複雑な課題のときほぐし、重層的支援会議', '窓口での一次相談'),
  (2, '情報政策課', 'じょうほうせいさくか', 'CITY_OFFICE', '{}', true, '', 'システムの設定と利用者の登録', '相談の受付'),
  (3, '税務課収納係', 'ぜいむかしゅうのうがかり', 'CITY_OFFICE', '{}', true, '地方税法22条', '納付の相談、分割納付',
   '生活全般の相談'),
  (4, 'こども家庭センター', 'こどもかていせんたー', 'CHILD_FAMILY_CENTER', '{CHILD}', true, '', '子どもと家庭の相談',
   '一時保護の決定'),
  (5, '地域包括支援センター', 'ちいきほうかつしえんせんたー', 'COMMUNITY_SUPPORT_CENTER', '{CARE}', false, '',
   '高齢者と家族の相談、介護予防', '金銭の貸付'),
  (6, '障害者相談支援センター', 'しょうがいしゃそうだんしえんせんたー', 'DISABILITY_CONSULTATION', '{DISABILITY}', false, '',
   '障害のある方と家族の相談', '診断・治療'),
  (7, '自立相談支援センター', 'じりつそうだんしえんせんたー', 'SELF_RELIANCE', '{POVERTY}', false, '',
   '仕事・家計・住まいの相談', '生活保護の決定'),
  (8, '市立小学校', 'しりつしょうがっこう', 'SCHOOL', '{CHILD}', true, '', '在籍する児童と家庭の相談', '夜間・休日の対応'),
  (9, '社会福祉協議会', 'しゃかいふくしきょうぎかい', 'SOCIAL_WELFARE_COUNCIL', '{CARE,POVERTY}', false, '',
   '見守り、貸付、地域の居場所', '医療・介護の提供'),
  (10, '訪問介護ステーション', 'ほうもんかいごすてーしょん', 'CARE_PROVIDER', '{CARE}', false, '', '自宅での介護',
   '認定の申請'),
  (11, '診療所', 'しんりょうじょ', 'MEDICAL', '{CARE,DISABILITY}', false, '', '診療、訪問診療', '入院')
) as k (no, name, kana, kind, fields, municipal, secrecy, does, does_not)
  on k.no = case when i <= 4 then i else 5 + (i - 5) % 7 end
join gen_family f on f.no = 1 + (i * 31) % (select families from gen_count)
order by i;
select setval(pg_get_serial_sequence('access.agency', 'id'), (select agencies from gen_size));

insert into access.staff (id, name, kana, title, valid_from)
overriding system value
select s, f.name || g.name, f.kana || g.kana,
       pg_temp.one_of('{主事,主任,社会福祉士,相談支援専門員,保健師,支援員}', s, 11), z.today - 800
from gen_size z
cross join generate_series(1, z.staff) s
cross join gen_count c
join gen_family f on f.no = 1 + pg_temp.pick(s, 12, c.families)
join gen_given g on g.no = 1 + pg_temp.pick(s, 13, c.givens)
order by s;
select setval(pg_get_serial_sequence('access.staff', 'id'), (select staff from gen_size));

-- Everybody has one hat, every fifteenth a second one.
insert into access.hat (staff_id, agency_id, valid_from)
select s, 1 + (s - 1) % z.agencies, z.today - 800 from gen_size z cross join generate_series(1, z.staff) s
union all
select s, 1 + (s + 4) % z.agencies, z.today - 800 from gen_size z cross join generate_series(15, z.staff, 15) s
order by 1, 2;
insert into access.duty (hat_id, duty, valid_from)
select h.id, d.duty, z.today - 800
from gen_size z
cross join access.hat h
join (values (1, 0, 'COORDINATOR'), (1, 1, 'MUNICIPAL_DECIDER'), (1, 1, 'MANAGER'), (2, 0, 'SYSTEM_ADMINISTRATOR'),
             (0, 1, 'MANAGER')) as d (agency, turn, duty)
  on h.agency_id = case d.agency when 0 then h.agency_id else d.agency end
 and (d.agency <> 0 or h.agency_id > 2)
 and h.staff_id = h.agency_id + d.turn * z.agencies
order by h.id, d.duty;
insert into access.account (staff_id, login, password_hash, changed_at)
select s, 'u' || lpad(s::text, 3, '0'), z.hash, pg_temp.instant(700, 1)
from gen_size z cross join generate_series(1, z.staff) s;
-- The duty to have a second factor begins in a hundred years: whoever looks around signs in as everybody.
insert into settings.number (key, title, amount, valid_from, source)
select key, title, 36500, '2021-04-01', '見本の町' from settings.number where key = 'second-factor.grace-days';
update settings.revision set no = no + 1;

-- ---- Households and persons ----------------------------------------------------------------------------------------

-- The first households are cases; the last ones are what a receiver of a referral opened: the same family once more,
-- as another agency knows it. The system administrators keep none.
create temp table gen_household on commit drop as
select h, pg_temp.key('household', h) as id, m.of, 3 + pg_temp.pick(h, 21, z.agencies - 2) as agency,
       1 + pg_temp.pick(coalesce(m.of, h), 22, (select families from gen_count)) as family,
       case when m.of is null then pg_temp.pick(h, 23, 700) else 20 end as days
from gen_size z
cross join generate_series(1, z.households) h
left join lateral (select 2 * (z.households - h + 1) as of where z.households - h < z.cases / 2) m on true;
update gen_household set days = 699 where h = 1;
alter table gen_household add primary key (h);

-- Who works with a case: its agency as number 0, then two to four others; fourteen others with the first household.
create temp table gen_team on commit drop as
select distinct on (t.h, t.agency) t.h, t.agency, t.no
from (
  select g.h, g.agency, 0 as no from gen_household g, gen_size z where g.h <= z.cases
  union all
  select g.h, 3 + (g.agency - 3 + n * (1 + (z.agencies - 2) / 16)) % (z.agencies - 2), n
  from gen_household g cross join gen_size z
  cross join lateral generate_series(1, case when g.h = 1 then 14 else 2 + pg_temp.pick(g.h, 31, 3) end) n
  where g.h <= z.cases) t
order by t.h, t.agency, t.no;
create temp table gen_seat on commit drop as
select h, agency, (row_number() over (partition by h order by no) - 1)::int as seat,
       (count(*) over (partition by h))::int as seats from gen_team;
alter table gen_seat add primary key (h, seat);
update gen_household g set agency = s.agency from gen_seat s where s.h = g.of and s.seat = 1;

create temp table gen_person on commit drop as
select p.p, p.h, pg_temp.key('person', p.p) as id, pg_temp.key('household', p.h) as household, g.agency, g.family, g.days,
       (row_number() over (partition by p.h order by p.p) - 1)::int as position,
       1 + pg_temp.pick(case when p.p = p.h then coalesce(g.of, p.h) else p.p end, 41, (select givens from gen_count))
         as given,
       case when (pg_temp.pick(coalesce(g.of, p.h), 42, 2)
                  + row_number() over (partition by p.h order by p.p)) % 2 = 0 then 'F' else 'M' end as sex,
       pg_temp.pick(coalesce(g.of, p.h), 43, 46) as age
from (select p, case when p <= z.households then p else 1 + pg_temp.pick(p, 44, z.households) end as h
      from gen_size z cross join generate_series(1, z.persons) p) p
join gen_household g on g.h = p.h;
alter table gen_person add primary key (p);
create index on gen_person (h, position);
analyze gen_household, gen_person, gen_seat;

insert into sharing.subject (household_id, owner_agency, created_at, created_by)
select id, agency, pg_temp.instant(days, h), pg_temp.staff_of(agency, h) from gen_household order by h;
insert into sharing.subject_person (person_id, household_id, owner_agency)
select id, household, agency from gen_person order by p;

insert into register.household (household_id, owner_agency, label, created_at, created_by, changed_at, changed_by)
select g.id, g.agency, f.name, s.created_at, s.created_by, s.created_at, s.created_by
from gen_household g join gen_family f on f.no = g.family join sharing.subject s on s.household_id = g.id
order by g.h;

-- Heads are 45 to 90, partners about as old, children a generation younger.
insert into register.person (person_id, household_id, owner_agency, family, given, family_kana, given_kana, folded, sex,
                             sex_edition, birth, created_at, created_by, changed_at, changed_by)
select p.id, p.household, p.agency, f.name, g.name, f.kana, g.kana,
       array[f.folded || g.folded, f.kana_folded || g.kana_folded],
       case when pg_temp.pick(p.p, 45, 40) = 0 then 'U' else p.sex end, 1,
       case when pg_temp.pick(p.p, 46, 25) = 0 then b.year || '~'
            else b.year || '-' || lpad((1 + pg_temp.pick(p.p, 47, 12))::text, 2, '0') || '-'
                 || lpad((1 + pg_temp.pick(p.p, 48, 28))::text, 2, '0') end,
       s.created_at, s.created_by, s.created_at, s.created_by
from gen_person p
cross join gen_size z
cross join lateral (select extract(year from z.today)::int - 45 - p.age
  + case p.position when 0 then 0 when 1 then pg_temp.pick(p.p, 49, 9) - 4 else 24 + pg_temp.pick(p.p, 49, 18) end as year) b
join gen_family f on f.no = p.family
join gen_given g on g.no = p.given
join sharing.subject s on s.household_id = p.household
order by p.p;

insert into register.membership (id, household_id, person_id, owner_agency, tie, tie_edition, from_date, position,
                                 created_at, created_by, changed_at, changed_by)
select pg_temp.key('membership', p.p), p.household, p.id, p.agency,
       case p.position when 0 then 'SELF' when 1 then 'SPOUSE' else 'CHILD' end, 1, '', p.position,
       s.created_at, s.created_by, s.created_at, s.created_by
from gen_person p join sharing.subject s on s.household_id = p.household
order by p.p;

-- Telephones begin with 0000, which rings nowhere.
insert into register.person_secret (id, household_id, person_id, owner_agency, category, kind, value, created_at,
                                    created_by, changed_at, changed_by)
select pg_temp.key('mobile', p.p), p.household, p.id, p.agency, 2, 'MOBILE',
       '0000-' || lpad(pg_temp.pick(p.p, 51, 10000)::text, 4, '0') || '-' || lpad(pg_temp.pick(p.p, 52, 10000)::text, 4, '0'),
       s.created_at, s.created_by, s.created_at, s.created_by
from gen_person p join sharing.subject s on s.household_id = p.household
where p.position < 2
order by p.p;

insert into register.safe_contact (id, household_id, person_id, owner_agency, phone, hours, voicemail, post, sender_name,
                                   created_at, created_by, changed_at, changed_by)
select pg_temp.key('safe', p.p), p.household, p.id, p.agency,
       '0000-' || lpad(pg_temp.pick(p.p, 51, 10000)::text, 4, '0') || '-' || lpad(pg_temp.pick(p.p, 52, 10000)::text, 4, '0'),
       pg_temp.one_of('{平日の日中,午前中,夕方以降,土日以外いつでも}', p.p, 53),
       pg_temp.one_of('{YES,NO,NO}', p.p, 54), pg_temp.one_of('{YES,YES,NO}', p.p, 55), pg_temp.one_of('{YES,NO,""}', p.p, 56),
       s.created_at, s.created_by, s.created_at, s.created_by
from gen_person p join gen_size z on p.h <= z.cases join sharing.subject s on s.household_id = p.household
where p.position = 0
order by p.p;

-- ---- Consents and the team of a case -------------------------------------------------------------------------------

insert into sharing.consent (id, household_id, person_id, owner_agency, given_by, method, explained_by, explained_how,
                             purpose, recipients, categories, given_on, valid_from, valid_until, created_at, created_by)
select pg_temp.key('consent', p.p), p.household, p.id, p.agency, 'SELF', pg_temp.one_of('{WRITTEN,SPOKEN}', p.p, 61),
       pg_temp.staff_of(p.agency, p.h), '説明カード', '暮らしの困りごとを、いくつかの機関で一緒に考えるため', t.agencies, 511,
       z.today - p.days, s.created_at, (z.today + 30 + pg_temp.pick(p.p, 62, 330))::timestamp at time zone 'Asia/Tokyo',
       s.created_at, s.created_by
from gen_person p
join gen_size z on p.h <= z.cases
join sharing.subject s on s.household_id = p.household
join (select h, array_agg(agency order by seat) as agencies from gen_seat where seat > 0 group by h) t on t.h = p.h
order by p.p;
insert into sharing.grant (household_id, person_id, categories, agency_id, basis, consent_id, source, valid_from,
                           valid_until, given_by_agency, given_by_staff)
select c.household_id, c.person_id, c.categories, a, 1, c.id, 'team', c.valid_from, c.valid_until, c.owner_agency,
       c.created_by
from sharing.consent c cross join unnest(c.recipients) a
order by c.id, a;

-- ---- Consultations -------------------------------------------------------------------------------------------------

-- One for each case and for half of the rest; what came in the last two weeks may still be open.
insert into intake.consultation (id, household_id, owner_agency, audience, done_at, time_known, channel, channel_edition,
  route, route_edition, caller, caller_hidden, issues, main_issue, issue_edition, story, impression, wish, urgency,
  danger_edition, outcome, outcome_edition, outcome_at, outcome_by, written_at, written_by)
select pg_temp.key('consultation', g.h), g.id, g.agency, 1, s.created_at - interval '35 minutes', true,
       pg_temp.one_of('{VISIT,PHONE,HOME_VISIT,ROUND}', g.h, 71), 1,
       lpad((1 + pg_temp.pick(g.h, 72, 8))::text, 2, '0'), 1, pg_temp.one_of('{SELF,SELF,FAMILY,NEIGHBOUR,AGENCY}', g.h, 73),
       false, case when i.second = i.main then array[i.main] else array[i.main, i.second] end, i.main, 1,
       pg_temp.one_of('{家賃と光熱費の支払いが遅れ、督促の手紙が三通届いている。,母の物忘れが進み、夜中に外へ出ることが増えた。,半年ほど仕事がなく、貯えが残り少ない。,子どもが二学期から学校へ行っていない。,家の中に物があふれ、台所が使えない。,近所づきあいがなく、話す相手がいない。,退院したが、家事をする人がいない。,父の介護と子どもの世話が重なり、眠れていない。}', g.h, 74),
       pg_temp.one_of('{"",困りごとは一つではなさそう。,急がず、関係をつくることから。,家族のだれがどう考えているかは、まだ聞けていない。}', g.h, 75),
       pg_temp.one_of('{まず話を聞いてほしい。,手続きを一緒に進めてほしい。,家から離れたくない。,いまの暮らしを続けたい。}', g.h, 76),
       pg_temp.one_of('{ORDINARY,ORDINARY,ORDINARY,WEEK}', g.h, 77), 1,
       o.outcome, case when o.outcome <> '' then 1 end,
       case when o.outcome <> '' then s.created_at + interval '3 hours' end, case when o.outcome <> '' then s.created_by end,
       s.created_at, s.created_by
from gen_household g
join gen_size z on g.h <= z.cases or (g.of is null and g.h % 2 = 0)
join sharing.subject s on s.household_id = g.id
cross join lateral (select lpad((1 + pg_temp.pick(g.h, 78, 16))::text, 2, '0') as main,
                           lpad((1 + pg_temp.pick(g.h, 79, 16))::text, 2, '0') as second) i
cross join lateral (select case when g.h <= z.cases then '4' when g.days < 14 then ''
                                else pg_temp.one_of('{1,1,2,4,5}', g.h, 80) end as outcome) o
order by g.h;

-- ---- Contact records -----------------------------------------------------------------------------------------------

-- 250 with the first household, nine of ten others with cases, written by the agencies of the team. They began with the
-- consent, so none is older than it.
insert into casework.contact_record (id, household_id, person_id, owner_agency, audience, done_at, time_known, method,
  method_edition, with_whom, place, facts, impression, words, next_step, next_until, written_at, written_by)
select pg_temp.key('record', r.r), g.id, pg_temp.key('person', g.h), a.agency,
       case when g.h <= z.cases and pg_temp.pick(r.r, 91, 3) > 0 then 1 else 0 end,
       d.at - interval '50 minutes', true, lpad((1 + pg_temp.pick(r.r, 92, 6))::text, 2, '0'), 1,
       pg_temp.one_of('{本人,本人,家族,本人と家族}', r.r, 93), pg_temp.one_of('{自宅,窓口,電話,""}', r.r, 94),
       pg_temp.one_of('{約束の時刻に会えた。,玄関先で十分ほど話した。,電話に出て、体調は変わらないと話した。,郵便受けに手紙が残っていた。,一緒に窓口へ行き、申請書を書いた。,部屋の床が見えるようになっていた。,通院は先月から途切れている。,家計簿を三週間つけていた。,子どもは別室でゲームをしていた。,食事は一日二回とのこと。}', r.r, 95)
         || pg_temp.one_of('{つぎに会う日を決めた。,支払いの期日を一緒に確かめた。,服薬は続いている。,本人から近況を話した。,書類を一通預かった。,家族には伝えないでほしいとのこと。,天気の話から始まり、仕事の話になった。,今日は長くは話さなかった。}', r.r, 96),
       pg_temp.one_of('{"","",前より表情がやわらかい。,疲れが見える。急がない。,家計の話題は負担になるようだ。,外へ出るきっかけが要る。}', r.r, 97),
       pg_temp.one_of('{"","","",「また来てください」,「だれにも迷惑をかけたくない」,「前よりは眠れる」}', r.r, 98),
       case when n.until is null then '' else pg_temp.one_of('{電話で様子を聞く,訪問して書類を確かめる,家計相談の日を決める,関係機関に連絡する}', r.r, 99) end,
       n.until, d.at, pg_temp.staff_of(a.agency, r.r)
from (select r, case when r <= 250 then 1 when pg_temp.pick(r, 100, 10) > 0 then 2 + pg_temp.pick(r, 101, z.cases - 1)
                     else z.cases + 1 + pg_temp.pick(r, 102, z.households - z.cases) end as h
      from gen_size z cross join generate_series(1, z.records) r) r
join gen_household g on g.h = r.h
cross join gen_size z
left join (select h, seats from gen_seat where seat = 0) t on t.h = r.h
left join gen_seat e on e.h = r.h and e.seat = pg_temp.pick(r.r, 103, t.seats)
cross join lateral (select coalesce(e.agency, g.agency) as agency) a
cross join lateral (select pg_temp.instant(pg_temp.pick(r.r, 104, greatest(g.days, 1)), r.r) as at) d
cross join lateral (select case when d.at > (z.today - 12)::timestamptz and pg_temp.pick(r.r, 105, 3) = 0
                                then z.today - 2 + pg_temp.pick(r.r, 106, 12) end as until) n
order by r.r;

insert into tasks.task (id, kind, item_id, item_agency, household_id, assignee_agency, assignee_staff, created_by_agency,
                        created_by_staff, opened_at, due, path)
select md5('kasane task ' || c.id)::uuid, 'casework.next-step', c.id, c.owner_agency, c.household_id, c.owner_agency,
       case when md5(c.id::text) < '8' then c.written_by end, c.owner_agency, c.written_by, c.written_at, c.next_until,
       '/records/' || c.id
from casework.contact_record c where c.next_until is not null
order by c.id;

-- ---- つなぎ --------------------------------------------------------------------------------------------------------

-- One for each case, to the first of its team: every second is under way or answered, every second has been accepted, and
-- then the receiver keeps a record of its own.
create temp table gen_sheet on commit drop as
select c.h, pg_temp.key('sheet', c.h) as id, c.id as household, c.agency as sender, s.agency as receiver, m.id as mirror,
       case when m.h is not null then pg_temp.one_of('{ACCEPTED,ACCEPTED,REPLIED,CONFIRMED,CONFIRMED}', c.h, 111)
            else pg_temp.one_of('{SENT,SENT,RECEIVED,RECEIVED,DECLINED,KEPT,WITHDRAWN}', c.h, 112) end as state
from gen_size z
join gen_household c on c.h <= z.cases
join gen_seat s on s.h = c.h and s.seat = 1
left join gen_household m on m.of = c.h;
alter table gen_sheet add column days int;
update gen_sheet set days = case when state = 'SENT' then pg_temp.pick(h, 113, 5) when state in ('RECEIVED', 'DECLINED')
  then 3 + pg_temp.pick(h, 113, 5) else 20 + pg_temp.pick(h, 113, 40) end;

insert into sharing.consent (id, household_id, person_id, owner_agency, given_by, method, explained_by, explained_how,
                             purpose, recipients, categories, given_on, valid_from, valid_until, created_at, created_by)
select pg_temp.key('sheet consent', x.h), x.household, pg_temp.key('person', x.h), x.sender, 'SELF', 'SPOKEN',
       pg_temp.staff_of(x.sender, x.h), '説明カード', 'つなぐシートに書いた相談を、つなぎ先の機関が受けるため',
       array[x.receiver, x.sender], 1 + 2 + 64 + 128, z.today - x.days, pg_temp.instant(x.days, x.h),
       (z.today + 200)::timestamp at time zone 'Asia/Tokyo', pg_temp.instant(x.days, x.h), pg_temp.staff_of(x.sender, x.h)
from gen_sheet x cross join gen_size z order by x.h;

insert into referral.sheet (id, household_id, person_id, owner_agency, item_id, sent_by, sent_at, sent_on, to_agency,
  person_name, person_kana, phone, issues, main_issue, issue_edition, word, basis, consent_id)
select x.id, x.household, p.person_id, x.sender, x.id, pg_temp.staff_of(x.sender, x.h), pg_temp.instant(x.days, x.h),
       z.today - x.days, x.receiver, p.family || ' ' || p.given, p.family_kana || ' ' || p.given_kana,
       coalesce(k.value, ''), c.issues, c.main_issue, 1, c.story, 1, pg_temp.key('sheet consent', x.h)
from gen_sheet x
cross join gen_size z
join register.person p on p.person_id = pg_temp.key('person', x.h)
join intake.consultation c on c.id = pg_temp.key('consultation', x.h)
left join register.person_secret k on k.id = pg_temp.key('mobile', x.h)
order by x.h;

insert into sharing.grant (household_id, person_id, item_id, categories, agency_id, basis, consent_id, source, valid_from,
                           valid_until, given_by_agency, given_by_staff)
select x.household, pg_temp.key('person', x.h), x.id, 128, a, 1, c.id, 'referral', c.valid_from, c.valid_until, x.sender,
       c.created_by
from gen_sheet x join sharing.consent c on c.id = pg_temp.key('sheet consent', x.h)
cross join unnest(array[x.receiver, x.sender]) a
order by x.h, a;

insert into referral.step (id, referral_id, no, household_id, person_id, owner_agency, item_id, kind, staff_id, at, code,
                           code_edition, words)
select md5('kasane step ' || x.h || ' ' || k.no)::uuid, x.id, k.no, x.household, pg_temp.key('person', x.h),
       case k.side when 'S' then x.sender else x.receiver end, x.id, k.kind,
       pg_temp.staff_of(case k.side when 'S' then x.sender else x.receiver end, x.h),
       pg_temp.instant(greatest(x.days - k.no, 0), x.h) + make_interval(mins => k.no), k.code,
       case when k.code = '' then 0 else 1 end, k.words
from gen_sheet x
join (values
  ('RECEIVED', 1, 'R', 'RECEIVE', '', ''),
  ('DECLINED', 1, 'R', 'RECEIVE', '', ''), ('DECLINED', 2, 'R', 'DECLINE', 'OUT_OF_SCOPE', 'こちらの対象ではありませんでした。'),
  ('KEPT', 1, 'R', 'RECEIVE', '', ''), ('KEPT', 2, 'R', 'DECLINE', 'FULL', '今月は訪問の枠がありません。'),
  ('KEPT', 3, 'S', 'KEEP', '', 'こちらで続けます。'),
  ('WITHDRAWN', 1, 'S', 'WITHDRAW', '', 'ご本人が、もう少し考えたいとのことです。'),
  ('ACCEPTED', 1, 'R', 'RECEIVE', '', ''), ('ACCEPTED', 2, 'R', 'ACCEPT', '', ''),
  ('REPLIED', 1, 'R', 'RECEIVE', '', ''), ('REPLIED', 2, 'R', 'ACCEPT', '', ''),
  ('REPLIED', 3, 'R', 'REPLY', 'TOGETHER', 'ご自宅を訪ね、月二回の訪問を始めました。'),
  ('CONFIRMED', 1, 'R', 'RECEIVE', '', ''), ('CONFIRMED', 2, 'R', 'ACCEPT', '', ''),
  ('CONFIRMED', 3, 'R', 'REPLY', 'DONE', '手続きを終えました。'), ('CONFIRMED', 4, 'S', 'CONFIRM', '', '')
) as k (state, no, side, kind, code, words) on k.state = x.state
order by x.h, k.no;

insert into referral.opened (referral_id, household_id, person_id, owner_agency)
select x.id, x.mirror, p.id, x.receiver
from gen_sheet x join gen_person p on p.household = x.mirror and p.position = 0
where x.state in ('ACCEPTED', 'REPLIED', 'CONFIRMED')
order by x.h;

insert into tasks.task (id, kind, item_id, item_agency, household_id, assignee_agency, created_by_agency,
                        created_by_staff, opened_at, due, path)
select md5('kasane task ' || x.id)::uuid, k.kind, x.id, x.sender, x.household,
       case k.side when 'S' then x.sender else x.receiver end, x.sender, pg_temp.staff_of(x.sender, x.h),
       pg_temp.instant(x.days, x.h), z.today - 1 + pg_temp.pick(x.h, 121, 9), '/referrals/' || x.id
from gen_sheet x
cross join gen_size z
join (values ('SENT', 'R', 'referral.receive'), ('RECEIVED', 'R', 'referral.answer'), ('ACCEPTED', 'R', 'referral.reply'),
             ('REPLIED', 'S', 'referral.confirm'), ('DECLINED', 'S', 'referral.redirect')) as k (state, side, kind)
  on k.state = x.state
order by x.h;
