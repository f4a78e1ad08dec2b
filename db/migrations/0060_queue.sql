create schema queue;
comment on schema queue is 'Pools of work and the tickets in them: who is next, without anybody choosing.';

create table queue.pool (
  id integer primary key generated always as identity,
  code text not null,
  unit_id uuid not null references identity.unit (id),
  stage text not null,
  discipline text not null default 'fifo',
  next_qn bigint not null default 1,
  planned_per_week integer not null,
  declared_at timestamptz not null,
  declared_index bigint not null references ledger.leaf (index) deferrable initially deferred,
  constraint a_pool_code_is_unique unique (code),
  constraint a_unit_has_one_pool_per_stage unique (unit_id, stage),
  constraint a_pool_code_is_public_text check (code ~ '^[a-z0-9-]{2,40}$'),
  constraint a_stage_is_known check (stage in ('acceptance', 'examination', 'decision', 'delivery')),
  constraint a_discipline_is_known check (discipline in ('fifo')),
  constraint numbers_start_at_one check (next_qn >= 1)
);
comment on table queue.pool is 'A queue: one unit, one stage, several services. Its row is locked by whoever changes who may be taken.';

create table queue.ticket (
  case_id uuid not null,
  n smallint not null,
  pool_id integer not null references queue.pool (id),
  qn bigint not null,
  lane smallint not null default 2,
  ref bigint not null references ledger.leaf (index) deferrable initially deferred,
  state text not null default 'waiting',
  entered_at timestamptz not null,
  taken_by uuid references identity.officer (id),
  taken_at timestamptz,
  touched_at timestamptz,
  take_index bigint references ledger.leaf (index) deferrable initially deferred,
  done_at timestamptz,
  primary key (case_id, n),
  constraint a_number_is_given_once_per_pool unique (pool_id, qn),
  constraint a_lane_is_known check (lane in (0, 1, 2)),
  constraint a_state_is_known check (state in ('waiting', 'held', 'taken', 'done')),
  constraint only_a_taken_ticket_is_in_hand check (
    (state = 'taken') = (taken_by is not null and taken_at is not null and touched_at is not null and take_index is not null)
  ),
  constraint a_done_ticket_says_when check ((state = 'done') = (done_at is not null))
);
comment on table queue.ticket is 'One task of one case in one pool, ordered by lane and by the index of the case''s submission.';
create index ticket_by_turn on queue.ticket (pool_id, lane, ref) where state = 'waiting';
create index ticket_open on queue.ticket (pool_id, lane, ref) include (state, entered_at) where state <> 'done';
create index ticket_untouched on queue.ticket (touched_at) where state = 'taken';
create index ticket_recently_done on queue.ticket (pool_id, done_at) where state = 'done';
create unique index an_officer_has_one_task_in_hand on queue.ticket (taken_by) where state = 'taken';

create table queue.assignment (
  officer_id uuid not null references identity.officer (id),
  pool_id integer not null references queue.pool (id),
  since timestamptz not null,
  primary key (officer_id, pool_id)
);
comment on table queue.assignment is 'Which pools an officer works in. Nothing an officer types names a pool or a case.';
create index assignment_by_pool on queue.assignment (pool_id);

create table queue.bar (
  case_id uuid not null,
  officer_id uuid not null references identity.officer (id),
  index bigint not null references ledger.leaf (index) deferrable initially deferred,
  stage text,
  primary key (case_id, officer_id, index),
  constraint a_barred_stage_is_known check (stage in ('acceptance', 'examination', 'decision', 'delivery'))
);
comment on table queue.bar is 'An officer may not take this case at this stage (any stage if null), because of the act at this index.';
create index bar_by_officer on queue.bar (officer_id, case_id);
