create table publishing.change (
  id uuid primary key default gen_random_uuid(),
  item_id text not null references catalogue.item (id),
  base_version_id bigint not null references catalogue.item_version (id),
  revision integer not null default 1,
  route text,
  decisions jsonb not null default '{}',
  note text not null default '',
  state text not null default 'draft',
  begun_by uuid not null references identity.officer (id),
  saved_at timestamptz not null,
  proposed_by uuid references identity.officer (id),
  proposed_at timestamptz,
  refusal text,
  ended_by uuid references identity.officer (id),
  ended_at timestamptz,
  version_id bigint references catalogue.item_version (id),
  constraint a_state_is_known check (state in ('draft', 'proposed', 'published', 'discarded')),
  constraint revisions_are_counted_from_one check (revision >= 1),
  constraint what_is_proposed_says_by_whom check (state not in ('proposed', 'published') or (proposed_by is not null and proposed_at is not null)),
  constraint what_has_ended_says_when check ((state in ('published', 'discarded')) = (ended_at is not null and ended_by is not null)),
  constraint what_is_published_has_a_version check ((state = 'published') = (version_id is not null)),
  constraint nobody_publishes_their_own_proposal check (state <> 'published' or proposed_by <> ended_by),
  constraint decisions_are_an_object check (jsonb_typeof(decisions) = 'object')
);
comment on table publishing.change is 'Changes of a service that are being prepared: its route (BPMN) and decision models (DMN, by name). revision rises with every save, so that nobody overwrites somebody else unseen.';
create unique index one_open_change_of_an_item on publishing.change (item_id) where state in ('draft', 'proposed');
create index change_by_time on publishing.change (saved_at desc);
