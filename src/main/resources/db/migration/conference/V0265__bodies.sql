-- 会議体: what each body is in the eyes of the law, with validity. The label stands in the code list conference-body. Where the
-- law changes, a later row says so; the meetings that were held keep the body they were held as.
create table conference.body (
  code       text not null,
  nature     text not null check (nature in ('CONSENT', 'COMPARTMENT', 'NO_PERSONAL_DATA')),
  law        text not null,                       -- 根拠
  secrecy    text not null,                       -- 守秘の根拠
  preparing  boolean not null,                    -- towns in 移行準備 may hold it
  valid_from date not null,
  primary key (code, valid_from)
);
grant select on conference.body to kasane_app;

insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('conference-body', 1, 'CASE', '個別ケース会議（担当者会議）', '', '', 30, '2021-04-01', '[実務]'),
  ('conference-body', 1, 'REVIEW', '定例ケース共有', '', '', 40, '2021-04-01', '[実務]'),
  ('conference-body', 1, 'CARE', '地域ケア会議', '', '', 50, '2021-04-01', '介護保険法'),
  ('conference-body', 1, 'CHILD', '要対協 個別ケース検討会議', '', '', 60, '2021-04-01', '児童福祉法'),
  ('conference-body', 1, 'DISABILITY', '自立支援協議会', '', '', 70, '2021-04-01', '障害者総合支援法'),
  ('conference-body', 1, 'NEEDY', '困窮者支援会議', '', '', 80, '2021-04-01', '生活困窮者自立支援法'),
  ('conference-body', 1, 'NETWORK', '相談支援ネットワーク会議', '', '', 90, '2021-04-01', '[実務]');
insert into conference.body (code, nature, law, secrecy, preparing, valid_from) values
  ('MULTI', 'CONSENT', '自治体事務マニュアル・市町村の要綱（本人の同意）', '要綱、委託契約、それぞれの職の守秘義務', false, '2021-04-01'),
  ('SUPPORT', 'COMPARTMENT', '社会福祉法第106条の6', '社会福祉法第106条の6第5項', false, '2021-04-01'),
  ('CASE', 'CONSENT', '本人の同意', 'それぞれの職の守秘義務', true, '2021-04-01'),
  ('REVIEW', 'CONSENT', '本人の同意', 'それぞれの職の守秘義務', true, '2021-04-01'),
  ('CARE', 'CONSENT', '介護保険法第115条の48', '介護保険法第115条の48第5項', true, '2021-04-01'),
  ('CHILD', 'COMPARTMENT', '児童福祉法第25条の2', '児童福祉法第25条の5', true, '2021-04-01'),
  ('DISABILITY', 'NO_PERSONAL_DATA', '障害者総合支援法第89条の3', '障害者総合支援法第89条の3第4項', true, '2021-04-01'),
  ('NEEDY', 'COMPARTMENT', '生活困窮者自立支援法第9条', '生活困窮者自立支援法第9条第5項', true, '2021-04-01'),
  ('NETWORK', 'NO_PERSONAL_DATA', '市町村の要綱（個人の情報は扱わない）', '', true, '2021-04-01');
update settings.revision set no = no + 1 where id = 1;
