create table identity.kept_input (
  credential_id uuid not null references identity.credential,
  place bytea not null,
  sealed bytea not null,
  kept_at timestamptz not null,
  primary key (credential_id, place),
  constraint a_place_is_a_keyed_digest check (octet_length(place) = 32),
  constraint kept_input_is_no_store check (octet_length(sealed) <= 131072)
);
comment on table identity.kept_input is 'What somebody had typed into a page when it could not be taken: the session was over, or the case no longer in hand. Sealed under the key of that person, shown to that sign-in alone, gone after a day. The page is a keyed digest of its address.';
create index kept_input_by_age on identity.kept_input (kept_at);
