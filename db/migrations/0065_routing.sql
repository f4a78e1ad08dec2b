create schema routing;
comment on schema routing is 'Approval routes and decision models, as they were when somebody published them.';

create table routing.route_version (
  id uuid primary key default gen_random_uuid(),
  digest text not null,
  xml text not null,
  created_at timestamptz not null default now(),
  constraint a_route_is_kept_once unique (digest),
  constraint digest_is_sha256_in_hex check (digest ~ '^[0-9a-f]{64}$'),
  constraint a_route_is_not_empty check (xml <> '')
);
comment on table routing.route_version is 'An approval route (BPMN 2.0, subset of docs/routes.md): cases point at it for ever, so rows never change.';
create trigger append_only before update or delete on routing.route_version
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on routing.route_version
  for each statement execute function kernel.refuse_change();

create table routing.decision_version (
  id uuid primary key default gen_random_uuid(),
  digest text not null,
  xml text not null,
  created_at timestamptz not null default now(),
  constraint a_decision_model_is_kept_once unique (digest),
  constraint digest_is_sha256_in_hex check (digest ~ '^[0-9a-f]{64}$'),
  constraint a_decision_model_is_not_empty check (xml <> '')
);
comment on table routing.decision_version is 'A decision model (DMN, docs/decisions.md) as it was published; rows never change.';
create trigger append_only before update or delete on routing.decision_version
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on routing.decision_version
  for each statement execute function kernel.refuse_change();
