create table queue.priority_rule (
  index bigint primary key references ledger.leaf (index) deferrable initially deferred,
  ground text not null,
  lane smallint not null,
  title text not null,
  basis text not null,
  text text not null,
  declared_at timestamptz not null,
  valid_from timestamptz not null,
  constraint a_ground_is_public_text check (ground ~ '^[a-z0-9-]{2,40}$'),
  constraint a_ground_gives_priority check (lane in (0, 1)),
  constraint a_basis_fits_its_leaf check (length(basis) between 1 and 200),
  constraint a_priority_is_announced_a_day_before check (valid_from >= declared_at + interval '24 hours'),
  constraint a_priority_begins_on_a_whole_second check (valid_from = date_trunc('second', valid_from))
);
comment on table queue.priority_rule is 'Grounds of lawful priority, in the ledger a day before they can be used. text is what the leaf''s hash is of.';
create index priority_rule_by_ground on queue.priority_rule (ground, index desc);
create trigger append_only before update or delete on queue.priority_rule
  for each statement execute function kernel.refuse_change();

create table queue.priority_rule_end (
  rule_index bigint primary key references queue.priority_rule (index),
  index bigint not null references ledger.leaf (index) deferrable initially deferred,
  until timestamptz not null,
  declared_at timestamptz not null,
  constraint a_leaf_ends_one_ground unique (index),
  constraint an_end_is_not_in_the_past check (until >= declared_at)
);
comment on table queue.priority_rule_end is 'Until when a ground of priority holds.';
create trigger append_only before update or delete on queue.priority_rule_end
  for each statement execute function kernel.refuse_change();

create table queue.priority_grant (
  index bigint primary key references ledger.leaf (index) deferrable initially deferred,
  case_id uuid not null,
  lane smallint not null,
  rule_index bigint not null references queue.priority_rule (index),
  at timestamptz not null,
  constraint a_grant_gives_priority check (lane in (0, 1))
);
comment on table queue.priority_grant is 'Priority granted to a case, for its task and the later ones; the latest is in force.';
create index priority_grant_by_case on queue.priority_grant (case_id, index desc);
create trigger append_only before update or delete on queue.priority_grant
  for each statement execute function kernel.refuse_change();

create table queue.priority_take (
  index bigint primary key references ledger.leaf (index) deferrable initially deferred,
  pool_id integer not null references queue.pool (id),
  lane smallint not null,
  at timestamptz not null,
  constraint a_priority_take_is_one check (lane in (0, 1))
);
comment on table queue.priority_take is 'Takes from lanes 0 and 1, to be counted on the page of their queue.';
create index priority_take_by_pool on queue.priority_take (pool_id, at);
create trigger append_only before update or delete on queue.priority_take
  for each statement execute function kernel.refuse_change();

alter table queue.ticket
  add column grant_index bigint references ledger.leaf (index) deferrable initially deferred,
  add constraint a_priority_lane_comes_from_a_grant check ((lane = 2) = (grant_index is null));
