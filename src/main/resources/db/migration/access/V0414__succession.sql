-- 異動: a hat ends on the day that its agency has planned, and so do the 代行 of whoever leaves.
grant update (valid_until) on access.hat, access.deputy to kasane_job;
