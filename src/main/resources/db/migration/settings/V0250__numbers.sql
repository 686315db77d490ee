-- 数のきまり: limits a town sets itself that are no days, such as the smallest count that is shown; dated like the clocks.
create table settings.number (
  id         int generated always as identity primary key,
  key        text not null check (key ~ '^[a-z0-9.-]+$'),
  title      text not null,
  amount     int not null check (amount between 0 and 100000),
  valid_from date not null,
  source     text not null default '',
  written_by int,
  written_at timestamptz
);
create index number_key on settings.number (key, valid_from);
grant select on settings.number to kasane_app, kasane_job, kasane_public;
grant insert on settings.number to kasane_app, kasane_job;

insert into settings.number (key, title, amount, valid_from, source) values
  ('referral-figures.smallest', 'つなぎの集計で、ほかの機関の数をこれより小さいときは伏せる（0＝伏せない）', 3, '2021-04-01', '[実務]');

-- When work that nobody moved is shown to whom: open days after its last day.
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('task.to-manager', '期限をすぎた仕事を、機関の管理者に見せる', 1, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('task.to-coordinator', '期限をすぎた仕事を、多機関協働と所管課に見せる', 3, 'OPEN_DAY', '2021-04-01', '[実務]');
