-- The policies of open work ask in which households the running transaction has just withdrawn a consent.
create index consent_withdrawn on sharing.consent (owner_agency, withdrawn_at) where withdrawn_at is not null;
create view sharing.pub_withdrawn_now with (security_invoker = true) as
  select c.household_id from sharing.consent c
  where c.owner_agency = (select gate.viewer_agency()) and c.withdrawn_at = (select gate.viewer_now());
grant select on sharing.pub_withdrawn_now to kasane_app;
