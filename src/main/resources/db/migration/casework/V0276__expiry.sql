-- 期限: a day after which something a household lives on is no longer so (要介護認定, 受給者証, 明渡し). Written down like a
-- record: for the own agency unless it was widened on purpose. What has passed or was renewed is ended, never changed.
create table casework.expiry (
  id           uuid primary key,
  household_id uuid not null references sharing.subject,
  person_id    uuid references sharing.subject_person,     -- null: the whole household
  owner_agency int not null,
  audience     smallint not null default 0 check (audience in (0, 1)),
  category     int not null check (category in (32, 64)),
  item_id      uuid check (item_id is null),
  concealed    boolean not null default false,
  kind         text not null,                               -- of expiry-kind
  kind_edition int not null,
  expires_on   date not null,
  note         text not null default '',
  written_at   timestamptz not null,
  written_by   int not null,
  ended_at     timestamptz,
  ended_by     int,
  check ((ended_at is null) = (ended_by is null))
);
create index expiry_household on casework.expiry (household_id, expires_on) where ended_at is null;
grant select, insert on casework.expiry to kasane_app;
grant update (ended_at, ended_by) on casework.expiry to kasane_app;

create view casework.pub_expiry with (security_invoker = true) as
  select id, household_id, person_id, owner_agency, kind, kind_edition, expires_on from casework.expiry
  where ended_at is null;
grant select on casework.pub_expiry to kasane_app;

-- What may run out in a household's life, and when the working list calls a household quiet or a day near.
insert into settings.code_list (list, title, fixed, sort) values
  ('expiry-kind', '期限の種類（認定・明渡しなど）', false, 330);
-- The code WELFARE- or LIFE- says which kind of content it is: what a welfare scheme granted, or how people live.
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('expiry-kind', 1, 'WELFARE-CARE', '要介護認定の期限', '要介護認定', '', 10, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'WELFARE-DISABILITY', '障害支援区分・受給者証の期限', '受給者証', '', 20, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'WELFARE-MEDICAL', '自立支援医療の期限', '自立支援医療', '', 30, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'WELFARE-HANDBOOK', '手帳の更新', '手帳', '', 40, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'WELFARE-OTHER', 'ほかの認定・給付の期限', '給付', '', 50, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'LIFE-EVICTION', '住まいの明渡し', '明渡し', '', 60, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'LIFE-LEASE', '賃貸借契約の更新', '契約更新', '', 70, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'LIFE-CUT', '電気・ガス・水道が止まる日', '供給停止', '', 80, '2021-04-01', '[実務]'),
  ('expiry-kind', 1, 'LIFE-OTHER', 'そのほかの期限', 'そのほか', '', 90, '2021-04-01', '[実務]');
insert into settings.number (key, title, amount, valid_from, source) values
  ('caseload.quiet-days', '担当一覧：この日数より長く連絡がない世帯をしぼりこむ', 30, '2021-04-01', '[実務]'),
  ('caseload.soon-days', '担当一覧：この日数のうちに切れる期限をしぼりこむ', 60, '2021-04-01', '[実務]');
