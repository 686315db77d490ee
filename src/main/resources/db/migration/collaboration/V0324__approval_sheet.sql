-- 起案用紙: whose seals a 支援決定 passes, and who is shown it; each town has its own row of boxes.
insert into settings.label (key, text, valid_from, source) values
  ('plan.approval-seals', '課長、課長補佐、係長、係員', '2021-04-01', '[実務]'),
  ('plan.approval-circulation', '関係課長、係、担当', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
