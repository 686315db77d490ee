-- 幹部会議: what another body could not settle goes up to it, in towns that have one. Which bodies a town holds is dated like
-- everything else about them, and changed by the administrator; the 幹部会議 is held by none until a town says so.
alter table conference.body add column held boolean not null default true;
alter table conference.body add column takes_up boolean not null default false;
alter table conference.body add column source text not null default '';
alter table conference.body add column written_by int;
alter table conference.body add column written_at timestamptz;
alter table conference.body alter column held drop default;
alter table conference.body alter column takes_up drop default;
comment on column conference.body.held is 'the town holds it from this day on';
comment on column conference.body.takes_up is 'talks about what another body concluded to be above it, and about nothing else';
grant insert on conference.body to kasane_app;

insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('conference-body', 1, 'EXECUTIVE', '幹部会議', '', '', 25, '2021-04-01', '市町村の要綱');
insert into conference.body (code, nature, law, secrecy, preparing, open_to_all, held, takes_up, valid_from) values
  ('EXECUTIVE', 'CONSENT', '市町村の要綱（本人の同意）', 'それぞれの職の守秘義務', true, false, false, true, '2021-04-01');
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('conference-conclusion', 1, 'ESCALATE', '幹部会議に上げる', '', '', 120, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('conference.escalate', '幹部会議の議題にのせる', 5, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
