-- Queues in which the platform itself accepts and decides, without anybody's capacity (discipline automatic).
alter table queue.pool drop constraint a_discipline_is_known;
alter table queue.pool add constraint a_discipline_is_known check (discipline in ('fifo', 'automatic'));
alter table queue.pool add constraint machines_accept_and_decide
  check (discipline = 'fifo' or stage in ('acceptance', 'decision'));
alter table queue.pool drop constraint a_unit_has_one_pool_per_stage;
alter table queue.pool add constraint a_unit_has_one_pool_per_stage_and_discipline unique (unit_id, stage, discipline);
alter table queue.rule drop constraint a_rule_discipline_is_known;
alter table queue.rule add constraint a_rule_discipline_is_known check (discipline in ('fifo', 'automatic'));

alter table cases."case"
  add column automatic text,
  add column accept_n smallint not null default 0,
  add constraint an_automatic_state_is_known check (automatic in ('pending', 'approved', 'person')),
  add constraint what_the_platform_decides_is_granted
    check (automatic is distinct from 'approved' or status in ('approved', 'delivering', 'delivered'));
comment on column cases."case".automatic is 'Of a case that the platform may approve by itself: it has not looked yet; it has approved; it has left it to people.';
comment on column cases."case".accept_n is 'Number of the task by which it is accepted: 0, or that of the person to whom the platform left it.';
create index case_automatic on cases."case" (automatic) where automatic is not null;
create index case_left_to_people on cases."case" (accept_n) where accept_n > 0;
drop index cases.case_before_acceptance;
create index case_before_acceptance on cases."case" (status) where n = accept_n;

alter table cases.event
  add column automatic boolean not null default false,
  add column restored boolean not null default false;
comment on column cases.event.automatic is 'The platform did it by itself.';
comment on column cases.event.restored is 'Brought back out of the ledger, where nobody can tell any more who it was.';
alter table cases.event drop constraint an_event_kind_is_known;
alter table cases.event add constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released',
  'supplementRequested', 'supplementSubmitted', 'accepted', 'notAccepted', 'passed', 'consented', 'dropped', 'timerDue',
  'decisionOpened', 'handedOver', 'leftToPeople', 'approved', 'denied', 'delivered', 'withdrawn', 'priorityGranted', 'recordLost',
  'recordSettled'));
alter table cases.event add constraint the_platform_refuses_nobody
  check (not automatic or kind in ('accepted', 'approved', 'leftToPeople'));
-- Not valid: what was restored before had no mark of its own. Every new row is checked.
alter table cases.event add constraint a_refusal_is_by_somebody
  check (kind not in ('denied', 'notAccepted') or officer_id is not null or restored) not valid;

create table cases.automatic_check (
  event_index bigint primary key references ledger.leaf (index) deferrable initially deferred,
  case_id uuid not null references cases."case" (id) deferrable initially deferred,
  decision_version_id uuid references routing.decision_version (id),
  outcome text not null,
  reason text,
  at timestamptz not null,
  constraint a_case_is_looked_at_once unique (case_id),
  constraint an_automatic_outcome_is_no_refusal check (outcome in ('approved', 'person')),
  constraint only_what_goes_to_a_person_has_a_reason check ((outcome = 'person') = (reason is not null)),
  constraint an_approval_names_its_table check (outcome = 'person' or decision_version_id is not null),
  constraint a_reason_is_known check (reason in ('no-table', 'rule', 'no-rule', 'undecided', 'unexpected', 'budget', 'fault'))
);
comment on table cases.automatic_check is 'What the platform made of a case that it may approve by itself, once per case. Rules and inputs are sealed in the event at the same index.';
create index automatic_check_by_time on cases.automatic_check (at desc);
create index automatic_check_by_table on cases.automatic_check (decision_version_id) where decision_version_id is not null;
create trigger append_only before update or delete on cases.automatic_check
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on cases.automatic_check
  for each statement execute function kernel.refuse_change();
