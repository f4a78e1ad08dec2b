create table bundles.change (
  id uuid primary key default gen_random_uuid(),
  bundle text not null,
  base integer,
  revision integer not null default 1,
  content jsonb not null,
  note text not null default '',
  state text not null default 'draft',
  begun_by uuid not null references identity.officer (id),
  saved_by uuid not null references identity.officer (id),
  saved_at timestamptz not null,
  proposed_by uuid references identity.officer (id),
  proposed_at timestamptz,
  refusal text,
  ended_by uuid references identity.officer (id),
  ended_at timestamptz,
  version integer,
  foreign key (bundle, base) references bundles.publication (bundle, version),
  foreign key (bundle, version) references bundles.publication (bundle, version),
  constraint a_state_is_known check (state in ('draft', 'proposed', 'published', 'discarded')),
  constraint revisions_are_counted_from_one check (revision >= 1),
  constraint content_is_an_object check (jsonb_typeof(content) = 'object'),
  constraint what_is_proposed_says_by_whom check (state not in ('proposed', 'published') or (proposed_by is not null and proposed_at is not null)),
  constraint what_has_ended_says_when check ((state in ('published', 'discarded')) = (ended_at is not null and ended_by is not null)),
  constraint what_is_published_has_a_version check ((state = 'published') = (version is not null)),
  constraint nobody_publishes_their_own_proposal check (state <> 'published' or proposed_by <> ended_by)
);
comment on table bundles.change is 'Bundles as they are being written, whether or not they would do already. revision rises with every save, so that nobody overwrites somebody else unseen; base is the version that it changes, null for a new bundle.';
create unique index one_open_change_of_a_bundle on bundles.change (bundle) where state in ('draft', 'proposed');
create index bundle_change_by_time on bundles.change (bundle, saved_at desc);

create table bundles.change_save (
  change_id uuid not null references bundles.change (id),
  revision integer not null,
  content jsonb not null,
  saved_by uuid not null references identity.officer (id),
  saved_at timestamptz not null,
  primary key (change_id, revision)
);
comment on table bundles.change_save is 'Every revision of a change as it was saved: whoever saves over somebody else destroys nothing.';
create trigger append_only before update or delete on bundles.change_save
  for each statement execute function kernel.refuse_change();
