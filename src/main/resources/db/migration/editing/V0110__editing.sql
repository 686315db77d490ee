-- What protects typing: drafts while a form is being filled in, and one key per form so that it is carried out once.
create schema editing;
grant usage on schema editing to kasane_app, kasane_job;

-- 下書き: a person's own, in the hat in which they type. Never seen by anybody else.
create table editing.draft (
  form_id      uuid primary key,
  staff_id     int not null,
  owner_agency int not null,
  page         text not null,
  fields       jsonb not null,
  saved_at     timestamptz not null
);
create index draft_page on editing.draft (staff_id, owner_agency, page);
grant select, insert, delete on editing.draft to kasane_app;
grant update (page, fields, saved_at) on editing.draft to kasane_app;
grant select (form_id, saved_at), delete on editing.draft to kasane_job;

-- A form that has been carried out, and where that led: sending it again leads there and does nothing.
create table editing.done_form (
  form_id      uuid not null,
  staff_id     int not null,
  owner_agency int not null,
  location     text not null,
  at           timestamptz not null,
  primary key (form_id, staff_id)
);
grant select, insert on editing.done_form to kasane_app;
grant select (form_id, at), delete on editing.done_form to kasane_job;
