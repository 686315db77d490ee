-- 担当: a consultation is kept by whoever wrote it down, until a colleague of the same agency has taken it over.
alter table intake.consultation add column keeper int;
grant update (keeper) on intake.consultation to kasane_app;

-- まわす: asking a colleague to take a consultation over. Until they have said yes it stays where it is.
create table intake.passing (
  id              uuid primary key,
  consultation_id uuid not null references intake.consultation,
  household_id    uuid not null references sharing.subject,     -- of the consultation
  person_id       uuid check (person_id is null),
  owner_agency    int not null,
  audience        smallint not null default 0 check (audience = 0),
  category        int not null default 64 check (category = 64),
  item_id         uuid check (item_id is null),
  concealed       boolean not null default false,
  to_staff        int not null,
  words           text not null check (words <> ''),            -- what is to be done
  passed_at       timestamptz not null,
  passed_by       int not null,
  answer          text check (answer in ('TAKE', 'GIVE_BACK', 'RECALL')),
  answer_words    text not null default '',
  answered_at     timestamptz,
  answered_by     int,
  kept_at         timestamptz,
  kept_by         int,
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  check (answer is distinct from 'GIVE_BACK' or answer_words <> ''),
  check ((kept_at is null) = (kept_by is null) and (kept_at is null or answer = 'GIVE_BACK'))
);
create index passing_consultation on intake.passing (consultation_id, passed_at);
create unique index passing_open on intake.passing (consultation_id) where answer is null;
grant select, insert on intake.passing to kasane_app;
grant update (answer, answer_words, answered_at, answered_by, kept_at, kept_by) on intake.passing to kasane_app;

insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('intake.pass', 'まわされた相談を引き受ける', 2, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('intake.passed-back', 'もどってきた相談をどうするか決める', 2, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
