alter table queue.service alter column officer_id drop not null;
comment on column queue.service.officer_id is 'Null where the change was restored from the ledger, which does not name who made it.';
