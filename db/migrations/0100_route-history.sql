create table cases.route_step (
  case_id uuid not null references cases."case" (id) deferrable initially deferred,
  step smallint not null,
  at timestamptz not null,
  happened jsonb,
  state jsonb not null,
  primary key (case_id, step),
  constraint the_first_step_is_the_beginning check ((step = 0) = (happened is null)),
  constraint a_step_is_not_negative check (step >= 0)
);
comment on table cases.route_step is 'What happened to a case in its route, one row per move: the moment by which its facts were looked at (milliseconds, as the engine was told), what happened (null: it began), and where it was afterwards. With the filed content everything that a replay needs; cases accepted before this table have no rows.';
create trigger append_only before update or delete on cases.route_step
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on cases.route_step
  for each statement execute function kernel.refuse_change();
