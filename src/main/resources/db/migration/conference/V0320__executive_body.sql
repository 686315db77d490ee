-- 幹部会議: what another body could not settle goes up to it, in towns that have one. No town has it until the settings say
-- from when: the code is never in force here.
alter table conference.body add column takes_up boolean not null default false;
alter table conference.body alter column takes_up drop default;
comment on column conference.body.takes_up is 'talks about what another body concluded to be above it, and about nothing else';

insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, valid_until, source) values
  ('conference-body', 1, 'EXECUTIVE', '幹部会議', '', '', 25, '2021-04-01', '2021-03-31', '市町村の要綱');
insert into conference.body (code, nature, law, secrecy, preparing, open_to_all, takes_up, valid_from) values
  ('EXECUTIVE', 'CONSENT', '市町村の要綱（本人の同意）', 'それぞれの職の守秘義務', true, false, true, '2021-04-01');
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('conference-conclusion', 1, 'ESCALATE', '幹部会議に上げる', '', '', 120, '2021-04-01', '[実務]');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('conference.escalate', '幹部会議の議題にのせる', 5, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
