-- How long the consents on a household last, and towards whom; seen by whoever sees the consent itself.
create view sharing.pub_consent with (security_invoker = true) as
  select id, household_id, person_id, recipients, categories, valid_from, valid_until, withdrawn_at is not null as withdrawn
  from sharing.consent;
grant select on sharing.pub_consent to kasane_app;
