-- 個別ケース会議: convened by whoever works with a household, also without 多機関協働; its items then belong to no case.
alter table conference.body add column open_to_all boolean not null default false;
update conference.body set open_to_all = true where code = 'CASE';
alter table conference.body alter column open_to_all drop default;
comment on column conference.body.open_to_all is 'any agency that works with cases convenes it, otherwise whoever is entrusted with 多機関協働';
alter table conference.item alter column case_id drop not null;

insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('conference-conclusion', 1, 'JOINT_ON', '連携支援を続ける', '', '', 80, '2021-04-01', '[実務]'),
  ('conference-conclusion', 1, 'JOINT_SOLVED', '連携支援を終える（落ち着いた）', '落ち着いた', '', 90, '2021-04-01', '[実務]'),
  ('conference-conclusion', 1, 'JOINT_ONE', '連携支援を終える（ひとつの機関で続ける）', 'ひとつの機関で', '', 100, '2021-04-01', '[実務]'),
  ('conference-conclusion', 1, 'JOINT_MULTI', '多機関協働へつなぐ', '', '', 110, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
