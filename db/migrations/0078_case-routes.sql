alter table cases."case"
  add column route_version_id uuid references routing.route_version (id),
  add column route jsonb,
  add constraint a_place_in_a_route_has_its_route check (route is null or route_version_id is not null);
comment on column cases."case".route_version_id is 'The approval route that the case follows since its acceptance; it never changes for a running case.';
comment on column cases."case".route is 'Where it is in its route: the marking of the engine, and what decision tables came to.';
create index case_by_route on cases."case" (route_version_id) where route_version_id is not null;

create table cases.task (
  case_id uuid not null references cases."case" (id) deferrable initially deferred,
  n smallint not null,
  element text not null,
  instance text not null,
  department text,
  unit_id uuid not null references identity.unit (id),
  name text not null,
  opened_at timestamptz not null,
  due_on date,
  closed_at timestamptz,
  ended text,
  outcome text,
  primary key (case_id, n),
  constraint a_task_of_a_route_is_numbered_after_acceptance check (n >= 1),
  constraint a_closed_task_says_how check ((closed_at is null) = (ended is null)),
  constraint a_task_ends_in_one_of_these_ways check (ended in ('passed', 'consented', 'dropped', 'lost')),
  constraint an_opinion_is_for_or_against check (outcome in ('agree', 'object')),
  constraint who_passed_said_something check ((ended in ('passed', 'consented')) = (outcome is not null))
);
comment on table cases.task is 'Tasks of the route of a case: which element of the route, which department, and what it came to. Where a task waits is in queue.ticket.';
create unique index a_department_has_one_open_task_of_an_instance on cases.task (case_id, instance, coalesce(department, ''))
  where closed_at is null;
create index task_open_by_unit on cases.task (unit_id, opened_at) where closed_at is null;

create table cases.due (
  case_id uuid not null references cases."case" (id),
  kind text not null,
  instance text not null,
  element text not null,
  department text not null default '',
  basis text,
  due_at timestamptz not null,
  primary key (case_id, kind, instance, element, department),
  constraint something_due_is_a_timer_or_a_consent check (kind in ('timer', 'consent')),
  constraint consent_by_silence_has_a_legal_basis check ((kind = 'consent') = (basis is not null))
);
comment on table cases.due is 'What becomes of open tasks by the passing of time: timers of the route, and silence that the law takes for consent. A row goes when it has happened or cannot any more.';
create index due_by_time on cases.due (due_at);

alter table cases.event drop constraint an_event_kind_is_known;
alter table cases.event add constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released',
  'supplementRequested', 'supplementSubmitted', 'accepted', 'notAccepted', 'passed', 'consented', 'dropped', 'timerDue',
  'approved', 'denied', 'delivered', 'withdrawn', 'priorityGranted', 'recordLost', 'recordSettled'));
