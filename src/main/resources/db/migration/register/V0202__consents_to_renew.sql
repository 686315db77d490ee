-- The words of the work to ask for a consent again: whose it is.
create view register.pub_today with (security_invoker = true) as
  select c.id as item_id, c.household_id, trim(p.family || ' ' || p.given) as title, '' as subtitle
  from sharing.consent c join register.person p on p.person_id = c.person_id;
grant select on register.pub_today to kasane_app;
