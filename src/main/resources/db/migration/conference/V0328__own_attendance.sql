-- 本人の出席: whether somebody an item is about comes themselves, and what they need for it; seen by whoever may see that person.
create table conference.own_attendance (
  conference_item_id uuid not null references conference.item,
  household_id  uuid not null references sharing.subject,
  person_id     uuid not null references sharing.subject_person,
  owner_agency  int not null,
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 256 check (category = 256),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  attends       text not null check (attends in ('WHOLE', 'PART', 'NOT')),
  wishes        text not null default '',       -- 配慮、伝えてほしいこと
  at            timestamptz not null,
  staff_id      int not null,
  primary key (conference_item_id, person_id)
);
create index own_attendance_household on conference.own_attendance (household_id);
grant select, insert on conference.own_attendance to kasane_app;
grant update (attends, wishes, at, staff_id) on conference.own_attendance to kasane_app;
