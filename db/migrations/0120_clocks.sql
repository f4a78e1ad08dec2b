create schema clocks;
comment on schema clocks is 'How long something may take, what does not count of it, and what came of the passing of time. It knows no cases, only subjects.';

create table clocks.calendar_change (
  id bigint generated always as identity primary key,
  region text not null,
  effective_on date not null,
  publishes smallint,
  reason text not null,
  officer_id uuid references identity.officer (id),
  at timestamptz not null,
  constraint a_region_is_a_code check (region ~ '^\d{6}$'),
  constraint a_change_says_why check (reason <> ''),
  constraint a_published_year_is_a_year check (publishes between 1990 and 2200)
);
comment on table clocks.calendar_change is 'Changes of the calendar of a region and of those inside it, against the notices of the State Council; what is in the sample city has no officer. publishes: the year whose whole calendar the change brings, because this release does not know it yet.';
comment on column clocks.calendar_change.effective_on is 'The day from which deadlines are counted by it, in legal time; it says nothing of days before.';
create index calendar_change_by_region on clocks.calendar_change (region, effective_on);
create trigger append_only before update or delete on clocks.calendar_change
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on clocks.calendar_change
  for each statement execute function kernel.refuse_change();

create table clocks.calendar_day (
  change_id bigint not null references clocks.calendar_change (id),
  day date not null,
  works boolean not null,
  constraint a_day_has_one_value_in_a_change primary key (change_id, day)
);
comment on table clocks.calendar_day is 'Whether people work on a day, by one change of the calendar.';
create trigger append_only before update or delete on clocks.calendar_day
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on clocks.calendar_day
  for each statement execute function kernel.refuse_change();

create table clocks.clock (
  id uuid primary key default gen_random_uuid(),
  subject uuid not null,
  kind text not null,
  n smallint,
  round smallint not null default 1,
  region text not null,
  value integer not null,
  unit text not null,
  started_at timestamptz not null,
  opened_at timestamptz not null,
  legal boolean not null,
  unit_id uuid references identity.unit (id),
  stopped_at timestamptz,
  due_at timestamptz not null,
  next_at timestamptz,
  next_rung text,
  constraint a_kind_of_clock_is_known check (kind in ('acceptance', 'supplement', 'promised', 'statutory', 'task',
    'delivery', 'order', 'answer', 'renewal')),
  constraint rounds_are_counted_from_one check (round >= 1),
  constraint a_region_is_a_code check (region ~ '^\d{6}(\d{3}(\d{3})?)?$'),
  constraint a_limit_is_more_than_nothing check (value > 0),
  constraint a_unit_of_time_is_known check (unit in ('workday', 'naturalDay', 'month', 'hour', 'minute')),
  constraint a_clock_counts_from_no_later_than_it_is_known check (opened_at >= started_at),
  constraint a_clock_stops_after_its_start check (stopped_at >= started_at),
  constraint a_limit_ends_after_its_start check (due_at > started_at),
  constraint a_next_rung_has_its_moment check ((next_at is null) = (next_rung is null)),
  constraint a_clock_is_started_once_a_round unique nulls not distinct (subject, kind, n, round)
);
comment on table clocks.clock is 'Who has how long for what. The budget is value and unit from started_at; what does not count of it is in clocks.suspension, what was added in clocks.extension. Nothing says that a clock is overdue: that follows from now.';
comment on column clocks.clock.subject is 'The case, order, rating … that the clock is about.';
comment on column clocks.clock.n is 'Which task or question of the subject, where there may be several.';
comment on column clocks.clock.opened_at is 'The legal moment at which the clock came to be: later than its start where it counts from an earlier day (行政许可法 32: deemed accepted from the day of receipt).';
comment on column clocks.clock.legal is 'Whether its effects have the force of law, or of a promise.';
comment on column clocks.clock.due_at is 'A projection: the moment at which the limit will have passed, as far as is known. Why it is what it is: clocks.projection.';
comment on column clocks.clock.next_at is 'The moment of the next rung of its ladder that is not in clocks.rung yet; what the sweep looks for.';
create unique index one_clock_of_a_kind_runs_at_once on clocks.clock (subject, kind, n) nulls not distinct
  where stopped_at is null;
create index clock_by_next_rung on clocks.clock (next_at, id) where next_at is not null;
create index clock_running_by_region on clocks.clock (region, id) where stopped_at is null;

create table clocks.suspension (
  id uuid primary key default gen_random_uuid(),
  subject uuid not null,
  clock_id uuid not null references clocks.clock (id),
  kinds text[] not null,
  n smallint,
  kind text not null,
  basis text not null,
  from_at timestamptz not null,
  planned_end date not null,
  constraint a_suspension_says_what_it_is check (kind <> '' and basis <> ''),
  constraint a_suspension_suspends_something check (cardinality(kinds) > 0),
  constraint a_suspension_is_planned_to_end_after_it_begins check (planned_end >= (from_at at time zone 'Asia/Shanghai')::date)
);
comment on column clocks.suspension.n is 'The task whose clock stands still with them; without it those of every task.';
comment on table clocks.suspension is 'Times that do not count (行政许可法 45, or another article that the item cites), for some kinds of clocks of one subject. clock_id: the clock on whose ladder its planned end stands. planned_end: its last day; after it the clocks run again by themselves.';
create index suspension_by_subject on clocks.suspension (subject, from_at);
create trigger append_only before update or delete on clocks.suspension
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on clocks.suspension
  for each statement execute function kernel.refuse_change();

create table clocks.suspension_end (
  suspension_id uuid primary key references clocks.suspension (id),
  ended_at timestamptz not null,
  planned boolean not null
);
comment on table clocks.suspension_end is 'When a suspension was over: ended by somebody, or by itself at its planned end (planned).';
create trigger append_only before update or delete on clocks.suspension_end
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on clocks.suspension_end
  for each statement execute function kernel.refuse_change();

create table clocks.extension (
  clock_id uuid not null references clocks.clock (id),
  basis text not null,
  value integer not null,
  unit text not null,
  at timestamptz not null,
  written_by xid8 not null default pg_current_xact_id(),
  constraint a_basis_extends_a_limit_once primary key (clock_id, basis),
  constraint an_extension_says_its_basis check (basis <> ''),
  constraint an_extension_is_more_than_nothing check (value > 0),
  constraint a_unit_of_time_is_known check (unit in ('workday', 'naturalDay', 'month', 'hour', 'minute'))
);
create index extension_in_order on clocks.extension (written_by, clock_id);
comment on table clocks.extension is 'What was added to a limit while it ran (行政许可法 42): by each article once.';
create trigger append_only before update or delete on clocks.extension
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on clocks.extension
  for each statement execute function kernel.refuse_change();

create table clocks.projection (
  id bigint generated always as identity primary key,
  clock_id uuid not null references clocks.clock (id),
  at timestamptz not null,
  due_at timestamptz not null,
  reason text not null,
  change_id bigint references clocks.calendar_change (id),
  constraint a_reason_is_known check (reason in ('started', 'suspended', 'resumed', 'extended', 'calendar')),
  constraint only_the_calendar_has_a_change check ((reason = 'calendar') = (change_id is not null))
);
comment on table clocks.projection is 'What the deadline of a clock was, from when on, and why it moved.';
create index projection_by_clock on clocks.projection (clock_id, id);
create unique index a_change_moves_a_deadline_once on clocks.projection (change_id, clock_id) where change_id is not null;
create trigger append_only before update or delete on clocks.projection
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on clocks.projection
  for each statement execute function kernel.refuse_change();

create table clocks.rung (
  clock_id uuid not null references clocks.clock (id),
  rung text not null,
  subject uuid not null,
  legal_at timestamptz not null,
  raised_at timestamptz not null,
  seq bigint generated always as identity,
  written_by xid8 not null default pg_current_xact_id(),
  constraint a_rung_is_raised_once primary key (clock_id, rung),
  constraint nothing_is_raised_before_its_moment check (legal_at <= raised_at)
);
comment on table clocks.rung is 'What came of the passing of time, each once: the insert is the claim. Its effect carries legal_at, whenever a worker came to it; seq is the order in which they came to pass.';
comment on column clocks.rung.written_by is 'The transaction that wrote it: whoever reads on reads what is older than any that is still open, and misses nothing.';
create index rung_in_order on clocks.rung (written_by, seq);
create index rung_by_subject on clocks.rung (subject, seq);
create trigger append_only before update or delete on clocks.rung
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on clocks.rung
  for each statement execute function kernel.refuse_change();
