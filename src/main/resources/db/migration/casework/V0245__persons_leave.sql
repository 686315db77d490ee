-- Whom a case is about no longer: after a review only those count whose consent lives.
alter table casework.case_person add column left_on date;
grant update (left_on) on casework.case_person to kasane_app;
