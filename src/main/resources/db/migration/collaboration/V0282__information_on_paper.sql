-- 情報収集依頼 to an agency for which nobody signs in: 多機関協働 asks by paper or telephone and keys in what it is told.
alter table collaboration.information_request add column on_paper boolean not null default false;
alter table collaboration.information_step
  add column told_way text not null default '' check (told_way in ('', 'FAX', 'POST', 'PHONE', 'PERSON')),
  add column told_by  text not null default '',   -- who said so over there
  add column told_on  date,
  add constraint information_told_whole check ((told_way = '') = (told_by = '') and (told_way = '') = (told_on is null)),
  add constraint information_told_of_the_other check (told_way = '' or kind in ('ANSWER', 'CANNOT'));
alter table collaboration.information_part add column keyed_in boolean not null default false;
