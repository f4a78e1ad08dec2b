alter table cases."case" add column record_lost_at timestamptz;
comment on column cases."case".record_lost_at is 'Since when the ledger tells more of the case than the database: its records were lost with a database, and nobody has looked at it since.';
create index case_record_lost on cases."case" (record_lost_at) where record_lost_at is not null;

alter table cases.event drop constraint an_event_kind_is_known;
alter table cases.event add constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released',
  'supplementRequested', 'supplementSubmitted', 'accepted', 'notAccepted', 'passed', 'approved', 'denied', 'delivered',
  'withdrawn', 'priorityGranted', 'recordLost', 'recordSettled'));

create table cases.lost_submission (
  ref bigint primary key references ledger.leaf (index) deferrable initially deferred,
  n smallint not null,
  last_index bigint not null references ledger.leaf (index) deferrable initially deferred,
  found_at timestamptz not null,
  settled_at timestamptz,
  constraint a_lost_submission_is_held_after_it_was_filed check (last_index > ref)
);
comment on table cases.lost_submission is 'Submissions in the ledger of which the database that was restored has no case: held in public until somebody closes them. Their applicants hold receipt and proof.';
create index lost_submission_open on cases.lost_submission (ref) where settled_at is null;
