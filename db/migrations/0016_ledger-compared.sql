-- When the last comparison of every row with the published files was begun: what was changed before has been noticed.
alter table ledger.publication add column compared_since timestamptz;
