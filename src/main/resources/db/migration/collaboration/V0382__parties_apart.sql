-- 秘匿: somebody who is protected and the one they are protected from never stand in one plan.
create trigger keep_parties_apart before insert on collaboration.plan
  for each row execute function sharing.keep_parties_apart();
