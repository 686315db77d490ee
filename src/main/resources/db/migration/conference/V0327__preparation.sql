-- 準備シート: what each member of an item knows, does and asks for, written before the sitting; read by whoever may read the item.
create table conference.preparation (
  conference_item_id uuid not null references conference.item,
  household_id  uuid not null references sharing.subject,
  persons       uuid[] not null check (cardinality(persons) > 0),
  owner_agency  int not null,
  audience      smallint not null default 1 check (audience = 1),
  category      int not null default 256 check (category = 256),
  item_id       uuid check (item_id is null),
  concealed     boolean not null default false,
  picture       text not null default '',       -- 把握している世帯像
  doing         text not null default '',       -- 現在の取り組み
  wanted        text not null default '',       -- 関わってほしい機関
  asks          text not null default '',       -- ほかの機関へお願いしたいこと
  version       int not null default 1,
  written_at    timestamptz not null,
  written_by    int not null,
  primary key (conference_item_id, owner_agency)
);
create index preparation_household on conference.preparation (household_id);
grant select, insert on conference.preparation to kasane_app;
grant update (picture, doing, wanted, asks, version, written_at, written_by) on conference.preparation to kasane_app;
