-- 取戻し: the sender takes a sheet back that went to the wrong window, wherever it stands.
alter table referral.step drop constraint step_kind_check;
alter table referral.step add constraint step_kind_check check (kind in
  ('RECEIVE', 'ACCEPT', 'DECLINE', 'REPLY', 'CONFIRM', 'REDIRECT', 'KEEP', 'WITHDRAW', 'RECALL'));
