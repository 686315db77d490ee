-- 届け方: how paper reaches an agency for which nobody signs in. Whether somebody does is told by its hats, not here.
alter table access.agency add column fax text not null default '';
grant update (fax) on access.agency to kasane_app;

create table access.reach (
  id          int generated always as identity primary key,
  agency_id   int not null references access.agency,
  way         text not null check (way in ('FAX', 'POST', 'HAND')),
  note        text not null default '',     -- 「院長あて」「午前はさける」
  valid_from  date not null,
  valid_until date
);
create index reach_agency on access.reach (agency_id);
grant select on access.reach to kasane_app, kasane_job;
grant insert on access.reach to kasane_app, kasane_job;
grant update (valid_until) on access.reach to kasane_app;

create or replace view access.pub_agency with (security_invoker = true) as
  select id, name, kana, kind, fields, municipal, own_secrecy, takes_referrals, phone, address, hours, card_does,
         card_does_not, card_contact, valid_from, valid_until, fax from access.agency;
