-- How long before a consent ends somebody is reminded to ask for it again. [実務] = to be fitted to the town.
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('consent.renewal', '同意の期限の前に、更新を知らせる', 30, 'DAY', '2021-04-01', '[実務]');
