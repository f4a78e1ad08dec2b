create schema materials;
comment on schema materials is 'What people hand in: uploaded files, encrypted on disk, and the log of what they were used for.';

create table materials.asset (
  id uuid primary key,
  owner_id uuid not null references identity.person (id),
  grade text not null default 'C',
  data_key bytea not null,
  sealed_name bytea not null,
  media_type text,
  size bigint,
  sha256 bytea,
  created_at timestamptz not null,
  stored_at timestamptz,
  constraint a_grade_is_known check (grade in ('A', 'B', 'C', 'D')),
  constraint a_media_type_is_accepted check (media_type in ('image/jpeg', 'image/png', 'application/pdf')),
  constraint a_file_is_not_empty check (size > 0),
  constraint a_digest_is_sha256 check (octet_length(sha256) = 32),
  constraint a_stored_file_is_described check (
    num_nulls(media_type, size, sha256, stored_at) in (0, 4)
  ),
  constraint a_file_is_stored_after_it_was_begun check (stored_at >= created_at)
);
comment on table materials.asset is 'Uploaded files: one row each, begun before the first byte is written and described (stored_at) once the last one is on disk. The file lies under DATA_DIR/files, encrypted under data_key. Grade C: uploaded by the person, not verified.';
create index asset_by_owner on materials.asset (owner_id);
create index asset_by_age on materials.asset (created_at);

create table materials.use (
  id bigint primary key generated always as identity,
  asset_id uuid not null references materials.asset (id),
  case_no text not null,
  purpose text not null,
  person_id uuid not null references identity.person (id),
  at timestamptz not null,
  constraint a_purpose_is_known check (purpose in ('filing', 'supplement')),
  constraint a_file_is_used_once_for_a_purpose_of_a_case unique (asset_id, case_no, purpose)
);
comment on table materials.use is 'Which file was handed in with which case, for what and by whom. Append-only.';
create trigger append_only before update or delete on materials.use
  for each statement execute function kernel.refuse_change();
create index use_by_person on materials.use (person_id);
