-- 支援チーム: why an agency joined and why it left, beside the days.
alter table casework.team_member add column join_reason text not null default '';      -- of team-join; empty from the beginning
alter table casework.team_member add column join_edition int not null default 0;
alter table casework.team_member add column leave_reason text not null default '';     -- of team-leave
alter table casework.team_member add column leave_edition int not null default 0;
alter table casework.team_member add column left_at timestamptz;
alter table casework.team_member add column left_by int;
alter table casework.team_member add constraint team_member_leaves_for_a_reason
  check ((left_at is null) = (left_by is null) and (left_at is null) = (leave_reason = '') and (left_at is null or left_on is not null));
grant update (leave_reason, leave_edition, left_at, left_by) on casework.team_member to kasane_app;

insert into settings.code_list (list, title, fixed, sort) values
  ('team-join', '支援チームに加わるわけ', false, 430),
  ('team-leave', '支援チームを離れるわけ', false, 440);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('team-join', 1, 'ROLE', 'プランで役割をもつ', '', '', 10, '2021-04-01', '[実務]'),
  ('team-join', 1, 'CONFERENCE', '会議で決まった', '', '', 20, '2021-04-01', '[実務]'),
  ('team-join', 1, 'OWN_WISH', 'ご本人の希望', '', '', 30, '2021-04-01', '[実務]'),
  ('team-join', 1, 'SUCCESSOR', '前の機関から引き継ぐ', '', '', 40, '2021-04-01', '[実務]'),
  ('team-join', 1, 'OTHER', 'その他', '', '', 90, '2021-04-01', '[実務]'),
  ('team-leave', 1, 'DONE', '役割を終えた', '', '', 10, '2021-04-01', '[実務]'),
  ('team-leave', 1, 'HANDED_ON', '別の機関に引き継いだ', '', '', 20, '2021-04-01', '[実務]'),
  ('team-leave', 1, 'OWN_WISH', 'ご本人の希望', '', '', 30, '2021-04-01', '[実務]'),
  ('team-leave', 1, 'AGENCY', '機関の都合（異動・事業の終わりなど）', '機関の都合', '', 40, '2021-04-01', '[実務]'),
  ('team-leave', 1, 'OTHER', 'その他', '', '', 90, '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
