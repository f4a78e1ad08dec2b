create schema identity;
comment on schema identity is 'Who people are, for whom they may act, what officers may do and who looked at whose data.';

create table identity.unit (
  id uuid primary key default gen_random_uuid(),
  uscc text not null,
  name text not null,
  short_name text not null,
  region text not null,
  parent_id uuid references identity.unit (id),
  general boolean not null default false,
  sample boolean not null,
  constraint a_unit_code_is_unique unique (uscc),
  constraint a_unit_code_is_public_text check (uscc ~ '^[0-9A-Z-]{2,40}$'),
  constraint a_unit_has_names check (name <> '' and short_name <> ''),
  constraint a_region_is_a_code check (region ~ '^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$'),
  constraint a_unit_is_not_above_itself check (parent_id <> id)
);
comment on table identity.unit is 'Agencies, by unified social credit code (uscc; organisation code where a source has no other). One serves those without staff.';
create unique index there_is_one_general_unit on identity.unit (general) where general;
create index unit_by_parent on identity.unit (parent_id) where parent_id is not null;

create function identity.units_under(top uuid) returns setof uuid language sql stable
begin atomic
  with recursive below as (
    select top as id
    union
    select u.id from identity.unit u join below on u.parent_id = below.id
  )
  select id from below;
end;
comment on function identity.units_under(uuid) is 'A unit and every unit below it: what a grant at that unit reaches.';

create table identity.person (
  id uuid primary key,
  data_key bytea,
  sealed bytea,
  name_index bytea,
  identity_number_index bytea,
  phone_index bytea,
  index_key_version smallint,
  sample boolean not null,
  created_at timestamptz not null,
  erased_at timestamptz,
  constraint one_person_per_identity_number unique (identity_number_index),
  constraint an_erased_person_has_no_data check (
    case when erased_at is null
      then num_nulls(data_key, sealed, name_index, identity_number_index, index_key_version) = 0
      else num_nonnulls(data_key, sealed, name_index, identity_number_index, phone_index) = 0
    end
  )
);
comment on table identity.person is 'Natural persons. Name, identity number, phone, region and address are encrypted whole under a data key per person.';
create index person_by_name on identity.person (name_index);
create index person_by_phone on identity.person (phone_index);

create table identity.organisation (
  id uuid primary key,
  credit_code text not null,
  name text not null,
  region text not null,
  address text not null,
  data_key bytea not null,
  sealed bytea not null,
  sample boolean not null,
  created_at timestamptz not null,
  constraint one_organisation_per_credit_code unique (credit_code),
  constraint a_credit_code_has_18_characters check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  constraint a_region_is_a_code check (region ~ '^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$')
);
comment on table identity.organisation is 'Legal persons. Name, credit code and address are public facts; who represents it is encrypted.';

create table identity.mandate (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person (id),
  organisation_id uuid not null references identity.organisation (id),
  starts_on date not null,
  ends_on date,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  constraint a_mandate_ends_after_it_starts check (ends_on >= starts_on),
  constraint a_mandate_is_revoked_after_it_was_granted check (revoked_at >= granted_at)
);
comment on table identity.mandate is 'A person may act for an organisation, from the first to the last day, both included, unless revoked.';
create unique index one_standing_mandate on identity.mandate (person_id, organisation_id) where revoked_at is null;
create index mandate_by_organisation on identity.mandate (organisation_id);

create table identity.officer (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person (id),
  unit_id uuid not null references identity.unit (id),
  appointed_at timestamptz not null,
  left_at timestamptz,
  constraint an_officer_leaves_after_being_appointed check (left_at >= appointed_at)
);
comment on table identity.officer is 'A person in the service of a unit. Somebody who has left cannot sign in as an officer.';
create unique index one_post_per_person_and_unit on identity.officer (person_id, unit_id) where left_at is null;
create index officer_by_unit on identity.officer (unit_id);

create table identity.role_grant (
  id uuid primary key default gen_random_uuid(),
  officer_id uuid not null references identity.officer (id),
  role text not null,
  unit_id uuid not null references identity.unit (id),
  region text not null,
  granted_at timestamptz not null,
  ended_at timestamptz,
  constraint a_role_is_known check (role in ('clerk', 'examiner', 'approver', 'bureau', 'supervisor')),
  constraint a_region_is_a_code check (region ~ '^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$'),
  constraint a_grant_ends_after_it_began check (ended_at >= granted_at)
);
comment on table identity.role_grant is 'What an officer may do, for which unit and those below it, in which region and those inside it.';
create unique index a_role_is_granted_once on identity.role_grant (officer_id, role, unit_id, region) where ended_at is null;

create table identity.credential (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person (id),
  officer_id uuid references identity.officer (id),
  login_index bytea not null,
  index_key_version smallint not null,
  password_hash text not null,
  sample boolean not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  constraint a_login_is_given_once unique (login_index),
  constraint a_password_is_stored_as_scrypt check (password_hash like 'scrypt$%')
);
comment on table identity.credential is 'A way to sign in, as a resident or as one officer. The login is a blind index; samples work in demo mode only.';
create index credential_by_person on identity.credential (person_id);

create table identity.sign_in_attempt (
  id bigint primary key generated always as identity,
  login_index bytea not null,
  address_index bytea not null,
  failed boolean not null default false,
  at timestamptz not null
);
comment on table identity.sign_in_attempt is 'Attempts to sign in that failed or are under way; a success deletes its own row. Kept for an hour.';
create index attempt_by_login on identity.sign_in_attempt (login_index, at);
create index attempt_by_address on identity.sign_in_attempt (address_index, at) where failed;
create index attempt_by_age on identity.sign_in_attempt (at);

create table identity.session (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null,
  credential_id uuid not null references identity.credential (id),
  organisation_id uuid references identity.organisation (id),
  sealed_id_token bytea,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  idle_minutes numeric not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint a_session_token_is_unique unique (token_hash),
  constraint a_session_token_is_stored_as_sha256 check (octet_length(token_hash) = 32),
  constraint a_session_ends_after_it_started check (expires_at > started_at and ended_at >= started_at)
);
comment on table identity.session is 'Sign-ins. The token itself is with the browser only; the provider''s ID token is kept, encrypted, to sign out there too.';
create index session_by_credential on identity.session (credential_id) where ended_at is null;
create index session_by_age on identity.session (expires_at);

create table identity.access_log (
  id bigint primary key generated always as identity,
  at timestamptz not null default now(),
  officer_id uuid not null references identity.officer (id),
  person_id uuid references identity.person (id),
  case_ref text,
  purpose text not null,
  fields text[] not null,
  constraint an_access_has_a_subject check (person_id is not null or case_ref is not null),
  constraint an_access_has_a_purpose check (purpose <> ''),
  constraint an_access_names_its_fields check (cardinality(fields) > 0)
);
comment on table identity.access_log is 'Every read of personal data by staff: who, whose, for which case, why, and which fields.';
create index access_by_person on identity.access_log (person_id, id);
create index access_by_case on identity.access_log (case_ref, id);
create index access_by_officer on identity.access_log (officer_id, id);
create trigger append_only before update or delete on identity.access_log
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on identity.access_log
  for each statement execute function kernel.refuse_change();

create table identity.provider_secret (
  name text primary key,
  data_key bytea not null,
  sealed bytea not null,
  created_at timestamptz not null
);
comment on table identity.provider_secret is 'Keys of the identity provider, made once and encrypted: signing, cookies, the client''s secret, payloads.';

create table identity.provider_payload (
  model text not null,
  id_hash bytea not null,
  sealed bytea not null,
  grant_hash bytea,
  uid_hash bytea,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, id_hash)
);
comment on table identity.provider_payload is 'What oidc-provider keeps: interactions, codes, grants, sessions. Ids are bearer secrets, so only their SHA-256 is here.';
create index payload_by_grant on identity.provider_payload (grant_hash) where grant_hash is not null;
create index payload_by_uid on identity.provider_payload (model, uid_hash) where uid_hash is not null;
create index payload_by_age on identity.provider_payload (expires_at);
