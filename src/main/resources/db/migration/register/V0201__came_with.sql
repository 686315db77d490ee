-- A person's record that was opened from something shared, such as an accepted つなぐシート, remembers that item: while it
-- is shared by the person's consent, the head of the record can say so. Only keys; whether they open anything is asked anew.
alter table register.person add came_household uuid, add came_item uuid,
  add constraint came_with_an_item check ((came_household is null) = (came_item is null));
