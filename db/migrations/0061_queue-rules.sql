create table queue.rule (
  index bigint primary key references ledger.leaf (index) deferrable initially deferred,
  pool_id integer not null references queue.pool (id) deferrable initially deferred,
  discipline text not null,
  quota smallint,
  text text not null,
  declared_at timestamptz not null,
  valid_from timestamptz not null,
  constraint a_rule_discipline_is_known check (discipline in ('fifo')),
  constraint a_quota_leaves_room_for_priority check (quota between 2 and 100),
  constraint a_rule_is_not_older_than_its_declaration check (valid_from >= date_trunc('second', declared_at)),
  constraint a_rule_begins_on_a_whole_second check (valid_from = date_trunc('second', valid_from))
);
comment on table queue.rule is 'What was declared of a queue, and from when it holds: the latest one that has begun is in force. text is what the leaf''s hash is of.';
create index rule_by_pool on queue.rule (pool_id, index desc);
create trigger append_only before update or delete on queue.rule
  for each statement execute function kernel.refuse_change();

insert into queue.rule (index, pool_id, discipline, text, declared_at, valid_from)
select p.declared_index, p.id, p.discipline,
  format('queue=%s;unit=%s;stage=%s;discipline=fifo;order=ref;plannedPerWeek=%s', p.code, u.uscc, p.stage, p.planned_per_week),
  p.declared_at, date_trunc('second', p.declared_at)
from queue.pool p join identity.unit u on u.id = p.unit_id;

create table queue.service (
  index bigint primary key references ledger.leaf (index) deferrable initially deferred,
  pool_id integer not null references queue.pool (id),
  kind text not null,
  reason text not null,
  officer_id uuid not null references identity.officer (id),
  at timestamptz not null,
  constraint a_service_change_is_known check (kind in ('open', 'pause')),
  constraint a_service_reason_is_known check (reason in ('hours', 'holiday', 'fault', 'emergency'))
);
comment on table queue.service is 'When a queue was paused and opened again, by whom and why. A queue is open when it is declared.';
create index service_by_pool on queue.service (pool_id, index desc);
create trigger append_only before update or delete on queue.service
  for each statement execute function kernel.refuse_change();

alter table queue.pool
  add column paused_index bigint references ledger.leaf (index) deferrable initially deferred,
  add column normal_since integer,
  add constraint counted_takes_are_not_negative check (normal_since >= 0);
comment on column queue.pool.paused_index is 'The pause that is in force.';
comment on column queue.pool.normal_since is 'Takes from lane 2 since the last one from lanes 0 and 1 that was made while lane 2 waited; null before the first of those.';
