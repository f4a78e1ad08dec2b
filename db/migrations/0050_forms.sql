create schema forms;
comment on schema forms is 'Form definitions, as they were when somebody began to fill them in.';

create table forms.form_version (
  id uuid primary key default gen_random_uuid(),
  digest text not null,
  form_id text not null,
  definition jsonb not null,
  created_at timestamptz not null default now(),
  constraint a_form_is_kept_once unique (digest),
  constraint digest_is_sha256_in_hex check (digest ~ '^[0-9a-f]{64}$'),
  constraint definition_is_the_form_it_names check (definition ->> 'id' = form_id)
);
comment on table forms.form_version is 'A form exactly as it was filled in: drafts and cases point at it for ever, so rows never change.';
create index form_version_by_form on forms.form_version (form_id, created_at);
create trigger append_only before update or delete on forms.form_version
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on forms.form_version
  for each statement execute function kernel.refuse_change();
