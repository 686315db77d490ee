-- 定例ケース共有: what was passed on, with what became of it, for those between whom it passed.
create view referral.pub_transfer with (security_invoker = true) as
  select s.id as item_id, s.household_id, s.owner_agency, s.to_agency, s.person_name || 'さん' as title, s.sent_on,
         coalesce(e.kind, 'SENT') as kind, coalesce(e.at, s.sent_at) as at, '/referrals/' || s.id as path
  from referral.sheet s
  left join lateral (select t.kind, t.at from referral.step t where t.referral_id = s.id order by t.no desc limit 1) e on true;
grant select on referral.pub_transfer to kasane_app;

-- That it was gone through, and what was said in one line; for the own agency.
create table referral.shared (
  id           uuid primary key,
  item_id      uuid not null,
  owner_agency int not null,
  shared_on    date not null,
  note         text not null default '',
  finished     boolean not null,                  -- no need to come again next month
  staff_id     int not null,
  at           timestamptz not null
);
create index shared_item on referral.shared (owner_agency, item_id, at desc);
grant select, insert on referral.shared to kasane_app;
create view referral.pub_shared with (security_invoker = true) as
  select s.id, s.item_id, s.owner_agency, s.shared_on, s.note, s.finished, s.at from referral.shared s;
grant select on referral.pub_shared to kasane_app;
