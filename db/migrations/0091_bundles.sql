create schema bundles;
comment on schema bundles is 'One thing, many services (一件事): what the bundles are, who filed one, and how far its parts are.';

create table bundles.definition (
  bundle text not null,
  version integer not null,
  content jsonb not null,
  proposed_by uuid references identity.officer (id),
  proposed_at timestamptz not null,
  primary key (bundle, version),
  constraint versions_start_at_one check (version >= 1),
  constraint who_proposed_a_version_is_settled unique (bundle, version, proposed_by)
);
comment on table bundles.definition is 'Versions of bundles: questions, services, order, materials. proposed_by is empty for those that came with the sample city.';
create trigger append_only before update or delete on bundles.definition
  for each statement execute function kernel.refuse_change();

create table bundles.publication (
  bundle text not null,
  version integer not null,
  proposed_by uuid references identity.officer (id),
  published_by uuid references identity.officer (id),
  published_at timestamptz not null,
  primary key (bundle, version),
  foreign key (bundle, version) references bundles.definition (bundle, version),
  constraint what_is_published_was_proposed_by_that_person
    foreign key (bundle, version, proposed_by) references bundles.definition (bundle, version, proposed_by),
  constraint nobody_publishes_their_own_proposal check (proposed_by <> published_by),
  constraint a_person_publishes_what_a_person_proposed check ((proposed_by is null) = (published_by is null))
);
comment on table bundles.publication is 'Which versions are in force: the highest one published. One person proposes and another publishes.';
create trigger append_only before update or delete on bundles.publication
  for each statement execute function kernel.refuse_change();

create sequence bundles.serial;

create table bundles.application (
  id uuid primary key,
  draft_id uuid not null references cases.draft (id) on delete cascade,
  person_id uuid not null references identity.person (id),
  organisation_id uuid references identity.organisation (id),
  bundle text not null,
  version integer not null,
  data_key bytea not null,
  sealed bytea not null,
  started_at timestamptz not null,
  no text,
  filed_at timestamptz,
  ref bigint references ledger.leaf (index) deferrable initially deferred,
  opening bytea,
  closed_at timestamptz,
  outcome text,
  foreign key (bundle, version) references bundles.publication (bundle, version),
  constraint a_draft_is_of_one_application unique (draft_id),
  constraint an_application_number_is_unique unique (no),
  constraint what_is_filed_has_number_and_place check (num_nulls(no, filed_at, ref, opening) in (0, 4)),
  constraint only_what_is_filed_is_closed check (closed_at is null or filed_at is not null),
  constraint what_is_closed_has_an_outcome check ((closed_at is null) = (outcome is null)),
  constraint an_outcome_is_known check (outcome in ('granted', 'partly', 'refused', 'withdrawn'))
);
comment on table bundles.application is 'A bundle that somebody files: sealed holds the answers to its questions, and how the one form goes back to the forms of the services; opening opens the commitment of its leaf.';
create index application_by_person on bundles.application (person_id, started_at desc);
create index application_by_organisation on bundles.application (organisation_id, started_at desc) where organisation_id is not null;

create table bundles.part (
  application_id uuid not null references bundles.application (id) on delete cascade,
  node text not null,
  state text not null,
  accepted boolean not null default false,
  draft_id uuid references cases.draft (id),
  case_id uuid references cases."case" (id),
  state_at timestamptz not null,
  primary key (application_id, node),
  constraint a_part_is_begun_with_one_draft unique (draft_id),
  constraint a_case_is_one_part unique (case_id),
  constraint a_case_comes_from_a_draft check (case_id is null or draft_id is not null),
  constraint a_state_is_known
    check (state in ('waiting', 'started', 'granted', 'refused', 'skipped', 'stopped', 'withdrawn'))
);
comment on table bundles.part is 'How far each part of a filed bundle is. A service begins with a draft that is filed at once and becomes its case.';

create table bundles.visit (
  application_id uuid not null,
  node text not null,
  officer_id uuid not null references identity.officer (id),
  unit_id uuid not null references identity.unit (id),
  visited_on date not null,
  recorded_at timestamptz not null,
  sealed bytea not null,
  primary key (application_id, node),
  foreign key (application_id, node) references bundles.part (application_id, node)
);
comment on table bundles.visit is 'The one record of a joint visit (联合现场核查), before the decisions that wait for it; sealed holds who went and what was found.';
create trigger append_only before update or delete on bundles.visit
  for each statement execute function kernel.refuse_change();
