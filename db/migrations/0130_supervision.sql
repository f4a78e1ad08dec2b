create schema supervision;
comment on schema supervision is 'Supervision while things go on (电子监察): what the rules are shown, what they remember, and what they found.';

create table supervision.feed (
  seq bigint primary key,
  source text not null,
  key text not null,
  type text not null,
  at timestamptz not null,
  event jsonb not null,
  constraint an_event_is_shown_once unique (source, key),
  constraint the_feed_is_numbered_from_one check (seq >= 1),
  constraint a_source_can_be_cited_with_its_key check (source ~ '^[a-z][a-z-]*$' and key <> ''),
  constraint an_event_is_an_object check (jsonb_typeof(event) = 'object')
);
comment on table supervision.feed is 'Every event that the rules were shown, in the order in which they were shown: whoever works through it anew finds the same. Events are cited as source:key; ids in them are those of the platform, nobody is named.';
create index feed_settings on supervision.feed (seq) where type = 'settings';
create trigger append_only before update or delete on supervision.feed
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on supervision.feed
  for each statement execute function kernel.refuse_change();

create table supervision.source (
  name text primary key,
  upto text not null,
  read_at timestamptz not null
);
comment on table supervision.source is 'How far each source of events has been read: its own place in its own order.';

create table supervision.rule_state (
  rule text not null,
  scope text not null,
  state jsonb not null,
  upto bigint not null references supervision.feed (seq),
  primary key (rule, scope)
);
comment on table supervision.rule_state is 'What a rule remembers of a case, an officer, a queue: made of the feed up to upto and nothing else. No row: what the rule starts with.';

create table supervision.alarm (
  id bigint primary key generated always as identity,
  rule text not null,
  key text not null,
  seq bigint not null references supervision.feed (seq),
  at timestamptz not null,
  colour text not null,
  case_id uuid,
  unit_id uuid,
  stage text,
  officer_id uuid,
  confidence numeric(3, 2),
  facts jsonb not null,
  evidence text[] not null,
  raised_at timestamptz not null,
  constraint the_same_thing_is_found_once unique (rule, key),
  constraint a_colour_is_blue_yellow_or_red check (colour in ('blue', 'yellow', 'red')),
  constraint a_rule_is_named_by_class_and_number check (rule ~ '^[TPCDMEF]-[0-9]{2}$'),
  constraint nobody_is_ever_quite_sure check (confidence >= 0 and confidence < 1),
  constraint what_is_about_people_says_how_sure_it_is check (rule !~ '^F' or confidence is not null),
  constraint an_alarm_rests_on_something check (cardinality(evidence) > 0)
);
comment on table supervision.alarm is 'What the rules found: something to be explained, no verdict. at is when it happened, raised_at when it was noticed, seq the event at which it showed, evidence the events that it rests on. Ids are as the events told them and refer to no row, so that a wrong id stops nothing.';
create index alarm_by_unit on supervision.alarm (unit_id, id desc);
create index alarm_by_case on supervision.alarm (case_id, id) where case_id is not null;
create index alarm_by_colour on supervision.alarm (colour, id desc);
create trigger append_only before update or delete on supervision.alarm
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on supervision.alarm
  for each statement execute function kernel.refuse_change();
