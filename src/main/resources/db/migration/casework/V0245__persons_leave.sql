-- Whom a case is about from a step on: its beginning (0), or the review after which only those count whose consent lives.
alter table casework.case_person add column since_step int not null default 0;
alter table casework.case_person drop constraint case_person_pkey;
alter table casework.case_person add primary key (case_id, person_id, since_step);
