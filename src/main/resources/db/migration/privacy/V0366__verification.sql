-- 記録の検証: what the daily verification of the log found. Numbers alone; what exactly was found, ./kasane verify-log says.
create table privacy.verification (
  id         uuid primary key,
  at         timestamptz not null,
  whole      boolean not null,
  blocks     bigint not null check (blocks >= 0),
  sealed     bigint not null check (sealed >= 0),
  unsealed   bigint not null check (unsealed >= 0),
  found      bigint not null check (found >= 0),
  last_block bigint,
  last_seal  text check (last_seal ~ '^[0-9a-f]{64}$'),
  told_at    timestamptz,                             -- when those who have to know were told by mail
  check (whole = (found = 0)),
  check ((last_block is null) = (last_seal is null))
);
create index verification_at on privacy.verification (at);
grant select, insert on privacy.verification to kasane_job;
grant update (told_at) on privacy.verification to kasane_job;
grant select on privacy.verification to kasane_app;
