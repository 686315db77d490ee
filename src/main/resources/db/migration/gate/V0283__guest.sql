-- 一件リンクの人: the link by which somebody without an account looks at one item, and that item. Null for everybody else.
create function gate.viewer_link() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('kasane.link', true), '')::uuid $$;
create function gate.viewer_item() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('kasane.item', true), '')::uuid $$;
