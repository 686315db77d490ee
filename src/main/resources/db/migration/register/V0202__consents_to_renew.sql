-- The words of the work to ask for a consent again: whose it is.
create view register.pub_today with (security_invoker = true) as
  select d.consent_id as item_id, d.household_id, trim(p.family || ' ' || p.given) as title, '' as subtitle
  from register.consent_detail d join register.person p on p.person_id = d.person_id;
grant select on register.pub_today to kasane_app;
