create table bundles.lost_record (
  ref bigint primary key references ledger.leaf (index),
  application_id uuid references bundles.application (id),
  submissions bigint[] not null default '{}',
  filed_at timestamptz not null,
  found_at timestamptz not null,
  settled_at timestamptz,
  data_key bytea,
  sealed bytea,
  constraint what_is_settled_says_why check (num_nulls(settled_at, data_key, sealed) in (0, 3))
);
comment on table bundles.lost_record is 'Bundles of which the ledger tells more than the database, which was restored from a backup: the leaf (ref), the application if there is one, and the submissions of parts (submissions) that have no case. Nothing of such an application begins until somebody has looked at it; sealed holds what was found.';
create index lost_record_of_application on bundles.lost_record (application_id) where settled_at is null;
