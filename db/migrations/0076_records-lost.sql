alter table cases."case" add column record_lost_at timestamptz;
comment on column cases."case".record_lost_at is 'Since when the ledger tells more of the case than the database: its records were lost with a database, and nobody has looked at it since.';
create index case_record_lost on cases."case" (record_lost_at) where record_lost_at is not null;

alter table cases.event drop constraint an_event_kind_is_known;
alter table cases.event add constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released',
  'supplementRequested', 'supplementSubmitted', 'accepted', 'notAccepted', 'passed', 'approved', 'denied', 'delivered',
  'withdrawn', 'priorityGranted', 'recordLost', 'recordSettled'));

create table cases.lost_submission (
  ref bigint primary key references ledger.leaf (index) deferrable initially deferred,
  id uuid not null,
  n smallint not null,
  last_index bigint not null references ledger.leaf (index) deferrable initially deferred,
  found_at timestamptz not null,
  settled_at timestamptz,
  data_key bytea,
  sealed bytea,
  constraint a_lost_submission_has_one_id unique (id),
  constraint a_lost_submission_is_held_after_it_was_filed check (last_index > ref),
  constraint a_settled_submission_keeps_what_opens_its_end check (
    (settled_at is null) = (sealed is null) and (settled_at is null) = (data_key is null))
);
comment on table cases.lost_submission is 'Submissions in the ledger of which the database that was restored has no case: held in public until somebody closes them. Their applicants hold receipt and proof; id stands for the case in their tickets. sealed holds why one was closed, and what opens the commitment of that leaf.';
create index lost_submission_open on cases.lost_submission (ref) where settled_at is null;

create table cases.serial_floor (
  day date primary key,
  floor integer not null,
  constraint a_floor_is_above_zero check (floor > 0)
);
comment on table cases.serial_floor is 'Of a day whose submissions were lost with a database: so many serials of any item may have been given that nobody remembers.';
