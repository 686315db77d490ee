-- 統合型の窓口, 各分野の窓口に置かれた推進員: an agency that has a coordinator itself begins 多機関協働 for a household it keeps.
alter table collaboration.support_request drop constraint support_request_check1;
