-- 漏えい等の事案: something was sent to the wrong place, lost, or seen by whoever must not. Told by whoever notices; judged, reported
-- and closed by 個人情報保護担当. The words name nobody: about whom it is stays with the record that was sent.
create table privacy.incident (
  id              uuid primary key,
  no              int not null unique check (no > 0),
  owner_agency    int not null,
  reported_by     int not null,
  reported_at     timestamptz not null,
  known_on        date not null,                  -- 知った日: every clock of the law starts here
  kind            text not null,                  -- of the dated list 'incident-kind'
  kind_edition    int not null,
  happened        text not null check (happened <> ''),
  to_whom         text not null default '',       -- where it went, without a person's name
  to_agency       int,
  item_id         uuid,                           -- the つなぐシート that went wrong
  sent_at         timestamptz,
  how_many        int check (how_many >= 0),       -- null: not known yet
  sensitive       text not null check (sensitive in ('YES', 'NO', 'UNKNOWN')),
  -- 報告書の項目, kept by the officer
  outline         text not null default '',
  data_items      text not null default '',
  person_words    text not null default '',
  cause           text not null default '',
  harm            text not null default '',
  response        text not null default '',
  publication     text not null default '',
  prevention      text not null default '',
  other           text not null default '',
  version         int not null default 1,
  changed_at      timestamptz not null,
  changed_by      int not null,
  check ((item_id is null) = (sent_at is null))
);
grant select, insert on privacy.incident to kasane_app;
grant update (how_many, sensitive, outline, data_items, person_words, cause, harm, response, publication, prevention, other,
  version, changed_at, changed_by) on privacy.incident to kasane_app;

-- What was done, in order.
create table privacy.incident_step (
  id           uuid primary key,
  incident_id  uuid not null references privacy.incident,
  no           int not null check (no > 0),
  kind         text not null check (kind in ('RECALL', 'REPORT', 'SPARE', 'PROMPT', 'FULL', 'NOTICE', 'CLOSE')),
  code         text not null default '',
  code_edition int not null default 0,
  on_day       date not null,
  words        text not null default '',
  owner_agency int not null,                      -- in whose name it was done
  staff_id     int not null,
  at           timestamptz not null,
  unique (incident_id, no)
);
grant select, insert on privacy.incident_step to kasane_app;
grant select on privacy.incident to kasane_sealer;

-- The next number of the town's list, whoever tells.
create function privacy.next_incident() returns int
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select coalesce(max(i.no), 0) + 1 from privacy.incident i);
end $$;
revoke execute on function privacy.next_incident() from public;
grant execute on function privacy.next_incident() to kasane_app;

-- 開いた人の数: how many people of each agency opened what went wrong, from the moment it was sent; about whom and what is not told.
create function privacy.incident_opened(p_incident uuid)
  returns table (agency_id int, people int, times int, first_at timestamptz, last_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_incident privacy.incident;
begin
  select i.* into v_incident from privacy.incident i where i.id = p_incident;
  if v_incident.id is null or gate.viewer_staff() is null
     or not (gate.viewer_has('PRIVACY_OFFICER') or gate.viewer_has('MUNICIPAL_DECIDER')
             or v_incident.owner_agency = gate.viewer_hat()
                and (v_incident.reported_by = gate.viewer_staff() or gate.viewer_has('MANAGER'))) then
    raise exception 'not possible' using errcode = 'KA002';
  end if;
  return query
    select e.agency, count(distinct e.staff)::int, count(*)::int, min(e.at), max(e.at)
    from audit.entry e
    where e.item = v_incident.item_id and e.at >= v_incident.sent_at and e.agency is not null
      and e.agency <> v_incident.owner_agency and e.act in ('READ', 'PRINT', 'EXPORT', 'WRITE')
    group by e.agency order by e.agency;
end $$;
revoke execute on function privacy.incident_opened(uuid) from public;
grant execute on function privacy.incident_opened(uuid) to kasane_app;
grant create on schema privacy to kasane_sealer;
alter function privacy.next_incident() owner to kasane_sealer;
alter function privacy.incident_opened(uuid) owner to kasane_sealer;
revoke create on schema privacy from kasane_sealer;

insert into settings.code_list (list, title, fixed, sort) values
  ('incident-kind', '漏えい等の種類', false, 420),
  ('incident-recall', '誤送付の回収の結果', false, 421),
  ('incident-duty', '漏えい等を報告する理由', false, 422),
  ('incident-notice', '漏えい等の本人への通知', false, 423);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('incident-kind', 1, 'REFERRAL', 'つなぐシートを違う機関に送った', '', '', 10, '2021-04-01', '[実務]'),
  ('incident-kind', 1, 'PAPER', '紙・ファクス・メールを違う相手に送った、渡した', '', '', 20, '2021-04-01', '[実務]'),
  ('incident-kind', 1, 'LOST', '書類や機器をなくした', '', '', 30, '2021-04-01', '[実務]'),
  ('incident-kind', 1, 'TOLD', '話してはいけない相手に話した', '', '', 40, '2021-04-01', '[実務]'),
  ('incident-kind', 1, 'SEEN', '見てはいけない人が見た', '', '', 50, '2021-04-01', '[実務]'),
  ('incident-kind', 1, 'OTHER', 'その他', '', '', 60, '2021-04-01', '[実務]'),
  ('incident-recall', 1, 'ASKED', '返却・削除を頼んだ（結果はまだ）', '', '', 10, '2021-04-01', '[実務]'),
  ('incident-recall', 1, 'ENDED', '相手の画面から消した', '', '', 20, '2021-04-01', '[実務]'),
  ('incident-recall', 1, 'RETURNED', '返ってきた', '', '', 30, '2021-04-01', '[実務]'),
  ('incident-recall', 1, 'DELETED', '相手が消したことを確かめた', '', '', 40, '2021-04-01', '[実務]'),
  ('incident-recall', 1, 'LOST', '回収できない', '', '', 50, '2021-04-01', '[実務]'),
  ('incident-duty', 1, 'SENSITIVE', '要配慮個人情報が含まれる', '', '', 10, '2022-04-01', '個人情報の保護に関する法律施行規則'),
  ('incident-duty', 1, 'PROPERTY', '財産的な被害のおそれがある', '', '', 20, '2022-04-01', '個人情報の保護に関する法律施行規則'),
  ('incident-duty', 1, 'MALICE', '不正の目的によるおそれがある', '', '', 30, '2022-04-01', '個人情報の保護に関する法律施行規則'),
  ('incident-duty', 1, 'MANY', '百人をこえる', '', '', 40, '2022-04-01', '個人情報の保護に関する法律施行規則'),
  ('incident-duty', 1, 'ORDINANCE', '条例要配慮個人情報が含まれる', '', '', 50, '2022-04-01', '個人情報の保護に関する法律施行規則'),
  ('incident-notice', 1, 'TOLD', 'ご本人に知らせた', '', '', 10, '2021-04-01', '個人情報の保護に関する法律'),
  ('incident-notice', 1, 'SUBSTITUTE', '知らせるのが難しく、代わりの措置をとった', '', '', 20, '2021-04-01', '個人情報の保護に関する法律'),
  ('incident-notice', 1, 'NOT_NEEDED', '知らせる必要がない、または知らせると危ない', '', '', 30, '2021-04-01', '個人情報の保護に関する法律');
insert into settings.clock (key, title, amount, unit, valid_from, source) values
  ('privacy.incident-judge', '漏えい等の報告が要るかを判断する', 1, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('privacy.incident-prompt', '漏えい等の速報（知った日から）', 5, 'DAY', '2022-04-01', '個人情報の保護に関する法律施行規則・ガイドライン（おおむね3〜5日）'),
  ('privacy.incident-full', '漏えい等の確報（知った日から）', 30, 'DAY', '2022-04-01', '個人情報の保護に関する法律施行規則'),
  ('privacy.incident-full-malice', '漏えい等の確報（不正の目的によるおそれ、知った日から）', 60, 'DAY', '2022-04-01',
   '個人情報の保護に関する法律施行規則'),
  ('privacy.incident-recall', '誤送付の回収の結果を書く', 2, 'OPEN_DAY', '2021-04-01', '[実務]'),
  ('privacy.incident-close', '漏えい等の対応を終える', 30, 'OPEN_DAY', '2021-04-01', '[実務]');
update settings.revision set no = no + 1 where id = 1;
