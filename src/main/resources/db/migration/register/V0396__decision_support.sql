-- 意思決定支援: how somebody was helped to decide for themselves.
alter table register.consent_detail add column decision_support text not null default '';
