-- Work that somebody else watches over and that must be shown to nobody beyond them, such as what a 支援会議 decided: late, it
-- is not shown to managers and coordinators; whoever watches has work of their own.
alter table tasks.task add column escalates boolean not null default true;
grant select (escalates) on tasks.task to kasane_job;
