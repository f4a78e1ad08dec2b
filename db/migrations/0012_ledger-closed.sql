create table ledger.closed_log (
  origin text primary key,
  size bigint not null,
  note text not null,
  closed_at timestamptz not null,
  cited_at bigint not null references ledger.leaf (index) deferrable initially deferred,
  constraint a_closed_log_has_a_size check (size >= 0)
);
comment on table ledger.closed_log is 'Logs that were closed because their history could not be completed: the last checkpoint of each, and the leaf of the next log that cites it.';
create trigger append_only before update or delete on ledger.closed_log
  for each statement execute function kernel.refuse_change();
