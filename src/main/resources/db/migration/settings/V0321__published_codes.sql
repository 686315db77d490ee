-- The words of the codes, for the views of other modules.
create view settings.pub_code with (security_invoker = true) as
  select list, edition, code, label from settings.code;
grant select on settings.pub_code to kasane_app;
