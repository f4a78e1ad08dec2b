create schema kernel;
comment on schema kernel is 'What every module stands on: settings, idempotency, regions.';

create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of %.% are never changed or deleted.', tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end $$;
comment on function kernel.refuse_change() is 'Trigger "append_only" of tables whose rows are evidence.';

create table kernel.setting (
  name text primary key,
  value numeric not null,
  changed_at timestamptz not null default now(),
  constraint setting_is_not_negative check (value >= 0)
);
comment on table kernel.setting is 'Thresholds that differ from their default in modules/kernel/settings.ts.';

create table kernel.idempotency (
  actor text not null,
  use_case text not null,
  key text not null,
  body_digest bytea not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (actor, use_case, key),
  constraint body_digest_is_sha256 check (octet_length(body_digest) = 32)
);
comment on table kernel.idempotency is 'One row per intended act: repeated with the same key, it gives the same answer. Kept for 30 days.';
create index idempotency_by_age on kernel.idempotency (created_at);
