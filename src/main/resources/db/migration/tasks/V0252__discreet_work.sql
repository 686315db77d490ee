-- 伏せた仕事: work whose very existence only the agency that has it may know, such as a report of suspected abuse. Neither
-- the agency that caused it sees it, nor do those to whom it escalates learn more than that something lies there.
alter table tasks.task add column discreet boolean not null default false;
