-- 定例ケース共有: 支援依頼 and もどし, with what became of them, for those between whom they passed.
create view collaboration.pub_transfer with (security_invoker = true) as
  select r.id as item_id, r.owner_agency, r.to_agency, r.household_id, 'request' as matter, r.sent_on,
         coalesce(e.kind, 'SENT') as kind, coalesce(e.at, r.sent_at) as at, '/support-requests/' || r.id as path
  from collaboration.support_request r
  left join lateral (select t.kind, t.at from collaboration.request_step t where t.request_id = r.id
                     order by t.no desc limit 1) e on true;
grant select on collaboration.pub_transfer to kasane_app;
