create table kernel.master_key (
  version integer primary key,
  proof bytea not null,
  first_used_at timestamptz not null default now(),
  constraint version_is_positive check (version > 0),
  constraint proof_is_sha256 check (octet_length(proof) = 32)
);
comment on table kernel.master_key is
  'A keyed digest per master key that this database was written under: a start with another key is refused before it does harm.';
create trigger append_only before update or delete on kernel.master_key
  for each statement execute function kernel.refuse_change();
