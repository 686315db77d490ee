-- What a transaction is bound to, as the policies read it. Unbound, or after the transaction, every one is null.
create schema gate;
grant usage on schema gate to kasane_app, kasane_job, kasane_public,
  kasane_sharing, kasane_search, kasane_figures, kasane_sealer;

-- The agency of the hat as such, for signing what is written (the log, the author of a row).
create function gate.viewer_hat() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('kasane.agency', true), '')::int $$;
-- The agency in whose name case content is seen. A システム管理者 has none: whoever may change accounts sees no case.
create function gate.viewer_agency() returns int language sql stable parallel safe
  as $$ select case when current_setting('kasane.duties', true) like '%SYSTEM_ADMINISTRATOR%' then null
                    else nullif(current_setting('kasane.agency', true), '')::int end $$;
create function gate.viewer_staff() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('kasane.staff', true), '')::int $$;
create function gate.viewer_duties() returns text[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('kasane.duties', true), ''), ',') $$;
create function gate.viewer_has(p_duty text) returns boolean language sql stable parallel safe
  as $$ select coalesce(p_duty = any (string_to_array(nullif(current_setting('kasane.duties', true), ''), ',')), false) $$;
create function gate.viewer_purpose() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('kasane.purpose', true), '') $$;
create function gate.viewer_now() returns timestamptz language sql stable parallel safe
  as $$ select nullif(current_setting('kasane.now', true), '')::timestamptz $$;
-- A grant names its recipient by one number: an agency, or a person of the staff as a negative number.
create function gate.viewer_recipients() returns int[] language sql stable parallel safe
  as $$ select array[gate.viewer_agency(), case when gate.viewer_agency() is not null then -gate.viewer_staff() end] $$;
