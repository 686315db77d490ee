-- 名寄せ候補に出さない会議体: a record that such a body talks about is never offered as a possible match. Which bodies these are is
-- a dated list.
insert into settings.code_list (list, title, fixed, sort) values ('unsought-body', '名寄せ候補に出さない会議体', false, 410);
insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source) values
  ('unsought-body', 1, 'CHILD', '要対協 個別ケース検討会議', '', '', 10, '2021-04-01', '児童福祉法');
update settings.revision set no = no + 1 where id = 1;

create function conference.is_unsought(p_household uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from conference.item i join conference.meeting m on m.id = i.meeting_id
    join settings.code c on c.list = 'unsought-body' and c.code = m.body and c.valid_from <= m.held_on
      and (c.valid_until is null or c.valid_until >= m.held_on)
    where i.household_id = p_household);
end $$;
revoke execute on function conference.is_unsought(uuid) from public;
grant execute on function conference.is_unsought(uuid) to kasane_search;
grant usage on schema conference to kasane_search;
grant select (household_id, meeting_id) on conference.item to kasane_sharing;
grant select (id, body, held_on) on conference.meeting to kasane_sharing;
grant select on settings.code to kasane_sharing;
grant create on schema conference to kasane_sharing;
alter function conference.is_unsought(uuid) owner to kasane_sharing;
revoke create on schema conference from kasane_sharing;
