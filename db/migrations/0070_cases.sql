create schema cases;
comment on schema cases is 'Applications and their life, from draft to closure. Personal contents are encrypted whole.';

create table cases.draft (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  organisation_id uuid references identity.organisation (id),
  item_version_id bigint not null references catalogue.item_version (id),
  form_version_id uuid not null references forms.form_version (id),
  data_key bytea not null,
  content bytea not null,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  submitted_case uuid
);
comment on table cases.draft is 'An application that is being filled in; content (answers with their provenance, visited pages) is sealed under data_key.';
create index draft_by_person on cases.draft (person_id, saved_at desc);
create index draft_by_age on cases.draft (saved_at);

create table cases.draft_file (
  draft_id uuid not null references cases.draft (id) on delete cascade,
  asset_id uuid not null references materials.asset (id),
  material_no integer not null,
  added_at timestamptz not null,
  primary key (draft_id, asset_id)
);
comment on table cases.draft_file is 'Uploads that belong to a draft, by the number of the material in the item.';
create index draft_file_by_asset on cases.draft_file (asset_id);

create sequence cases.short_serial;

create table cases.daily_serial (
  item_code text not null,
  day date not null,
  last integer not null,
  primary key (item_code, day),
  constraint serials_start_at_one check (last >= 1)
);
comment on table cases.daily_serial is 'The last serial of an item on a day: the end of the case number.';

create table cases."case" (
  id uuid primary key,
  short_no text not null,
  case_no text not null,
  person_id uuid not null references identity.person (id),
  organisation_id uuid references identity.organisation (id),
  item_version_id bigint not null references catalogue.item_version (id),
  form_version_id uuid not null references forms.form_version (id),
  unit_id uuid not null references identity.unit (id),
  data_key bytea,
  content bytea not null,
  query_code bytea not null,
  query_digest bytea not null,
  plan jsonb not null,
  status text not null,
  n smallint not null default 0,
  supplement_asked boolean not null default false,
  received_at timestamptz not null,
  status_at timestamptz not null,
  ref bigint not null references ledger.leaf (index) deferrable initially deferred,
  last_index bigint not null references ledger.leaf (index) deferrable initially deferred,
  constraint a_short_number_is_unique unique (short_no),
  constraint a_case_number_is_unique unique (case_no),
  constraint a_case_number_fits_gb_t_39046 check (length(case_no) <= 50),
  constraint a_submission_makes_one_case unique (ref),
  constraint a_chain_starts_with_its_submission check (last_index >= ref),
  constraint a_status_is_known check (status in ('submitted', 'supplementRequested', 'supplementSubmitted', 'accepted',
    'notAccepted', 'inReview', 'approved', 'denied', 'delivering', 'delivered', 'withdrawn', 'terminated'))
);
comment on table cases."case" is 'A case (办件). It pins the versions it was filed under. Without data_key its contents cannot be read any more.';
create index case_by_person on cases."case" (person_id, received_at desc);
create index case_by_organisation on cases."case" (organisation_id, received_at desc) where organisation_id is not null;

create index case_by_day on cases."case" (received_at);
create index case_before_acceptance on cases."case" (status) where n = 0;
create index case_open on cases."case" (status)
  where status in ('submitted', 'supplementRequested', 'supplementSubmitted', 'accepted', 'inReview', 'delivering');

alter table cases.draft add constraint a_draft_becomes_one_case
  foreign key (submitted_case) references cases."case" (id) deferrable initially deferred;
create unique index one_case_per_draft on cases.draft (submitted_case);

create table cases.event (
  id uuid not null,
  ledger_index bigint primary key references ledger.leaf (index) deferrable initially deferred,
  case_id uuid not null references cases."case" (id) deferrable initially deferred,
  kind text not null,
  at timestamptz not null,
  n smallint not null,
  officer_id uuid references identity.officer (id),
  unit_id uuid references identity.unit (id),
  sealed bytea not null,
  constraint an_event_has_one_id unique (id),
  constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released', 'supplementRequested',
    'supplementSubmitted', 'accepted', 'notAccepted', 'passed', 'approved', 'denied', 'delivered', 'withdrawn'))
);
comment on table cases.event is 'What happened to a case, one row per act; sealed holds reasons and the openings of the commitments.';
create index event_by_case on cases.event (case_id, ledger_index);
create trigger append_only before update or delete on cases.event
  for each statement execute function kernel.refuse_change();

create table cases.file (
  case_id uuid not null references cases."case" (id) deferrable initially deferred,
  asset_id uuid not null references materials.asset (id),
  material_no integer,
  supplement_item smallint,
  added_at timestamptz not null,
  handed_in boolean not null default true,
  primary key (case_id, asset_id),
  constraint a_file_answers_something check (material_no is not null or supplement_item is not null)
);
comment on table cases.file is 'Files of a case: with the filing (material_no) or with its supplement (supplement_item); not yet handed in while the supplement is being prepared.';
create index file_by_asset on cases.file (asset_id);

create table cases.supplement (
  case_id uuid primary key references cases."case" (id),
  asked_at timestamptz not null,
  due_on date not null,
  items bytea not null,
  answered_at timestamptz
);
comment on table cases.supplement is 'The one complete list of what is missing (行政许可法 32(4)); sealed under the key of the case. One row per case: nobody is asked twice.';
