-- The policies of open work ask for the consents that the running transaction has just withdrawn.
create index consent_withdrawn on sharing.consent (owner_agency, withdrawn_at) where withdrawn_at is not null;
