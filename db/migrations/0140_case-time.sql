alter table cases.event drop constraint an_event_kind_is_known;
alter table cases.event add constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released',
  'supplementRequested', 'supplementSubmitted', 'accepted', 'deemedAccepted', 'notAccepted', 'passed', 'consented',
  'dropped', 'timerDue', 'decisionOpened', 'handedOver', 'leftToPeople', 'approved', 'denied', 'delivered', 'withdrawn',
  'terminated', 'specialBegun', 'specialEnded', 'priorityGranted', 'recordLost', 'recordSettled'));

create table cases.special (
  id uuid primary key,
  case_id uuid not null references cases."case" (id),
  n smallint not null,
  kind text not null,
  basis text not null,
  planned_end date not null,
  begun_at timestamptz not null,
  begun_by uuid not null references identity.officer (id),
  unit_id uuid not null references identity.unit (id),
  sealed bytea not null,
  ended_at timestamptz,
  ended_by uuid references identity.officer (id),
  result bytea,
  constraint a_special_procedure_ends_after_it_begins check (ended_at >= begun_at),
  constraint it_is_planned_to_end_after_it_begins check (planned_end > (begun_at at time zone 'Asia/Shanghai')::date),
  constraint only_what_has_ended_has_a_result check (ended_at is not null or (ended_by is null and result is null)),
  constraint whoever_ends_it_says_with_what_result check ((ended_by is null) = (result is null))
);
comment on table cases.special is 'A special procedure (特别程序): hearing, expert review and the like, whose time does not count (行政许可法 45). kind is the item''s own word, planned_end the last day that was told to the applicant; without ended_by it ended by itself at its planned end. sealed and result, under the key of the case, hold what was said.';
create unique index one_special_procedure_at_a_time_per_task on cases.special (case_id, n) where ended_at is null;
create index special_by_case on cases.special (case_id, begun_at);
create index special_open_by_unit on cases.special (unit_id, planned_end) where ended_at is null;

create table cases.extension (
  id uuid primary key,
  case_id uuid not null references cases."case" (id),
  n smallint not null,
  workdays smallint not null,
  joint boolean not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null references identity.officer (id),
  unit_id uuid not null references identity.unit (id),
  sealed bytea not null,
  decided_at timestamptz,
  decided_by uuid references identity.officer (id),
  granted boolean,
  answer bytea,
  constraint an_extension_is_ten_days_or_fifteen_for_joint_work
    check (workdays between 1 and case when joint then 15 else 10 end),
  constraint nobody_approves_what_they_propose check (decided_by <> proposed_by),
  constraint an_answer_is_whole check (
    (decided_at is null) = (decided_by is null) and (decided_at is null) = (granted is null)
    and (decided_at is null) = (answer is null))
);
comment on table cases.extension is 'A longer time for the decision: at most ten working days by whoever heads the organ, fifteen for joint work, once, with the reason told to the applicant (行政许可法 42). sealed and answer, under the key of the case, hold the reasons.';
create unique index a_decision_is_extended_once on cases.extension (case_id) where granted or granted is null;
create index extension_by_case on cases.extension (case_id, proposed_at);
create index extension_open_by_unit on cases.extension (unit_id, proposed_at) where decided_at is null;
