create schema catalogue;
comment on schema catalogue is 'What a city can be asked for: service items and their versions, imports, words that people use.';

create table catalogue.item (
  id text primary key,
  source text not null,
  created_at timestamptz not null,
  constraint an_item_id_fits_an_address check (id ~ '^[0-9A-Z][0-9A-Z-]{0,63}$'),
  constraint a_source_is_known check (source in ('sample', 'gdzwfw'))
);
comment on table catalogue.item is 'Service items (事项). What an item says is in its versions; the one with the highest number is current.';
create trigger append_only before update or delete on catalogue.item
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on catalogue.item
  for each statement execute function kernel.refuse_change();

create table catalogue.import_run (
  id bigint primary key generated always as identity,
  format text not null,
  file_name text not null,
  started_at timestamptz not null,
  lines integer not null,
  imported integer not null,
  repaired integer not null,
  unchanged integer not null,
  rejected integer not null,
  constraint a_format_is_known check (format in ('gdzwfw')),
  constraint counts_are_not_negative check (least(lines, imported, repaired, unchanged, rejected) >= 0),
  constraint every_line_has_one_outcome check (lines = imported + unchanged + rejected),
  constraint repaired_lines_were_imported check (repaired <= imported)
);
comment on table catalogue.import_run is 'Imports that changed something: an import that changes nothing leaves no row.';
create trigger append_only before update or delete on catalogue.import_run
  for each statement execute function kernel.refuse_change();

create table catalogue.item_version (
  id bigint primary key generated always as identity,
  item_id text not null references catalogue.item (id),
  number integer not null,
  digest bytea not null,
  name text not null,
  catalog_code text not null,
  task_code text not null,
  item_type text not null,
  unit_id uuid not null references identity.unit (id),
  region text not null,
  sample boolean not null,
  elements jsonb not null,
  created_at timestamptz not null,
  constraint versions_of_an_item_are_numbered_once unique (item_id, number),
  constraint versions_are_numbered_from_one check (number >= 1),
  constraint a_digest_is_sha256 check (octet_length(digest) = 32),
  constraint a_name_is_not_empty check (name <> ''),
  constraint a_catalog_code_has_12_characters check (catalog_code ~ '^[0-9]{11}[0-9A-Z]$'),
  constraint a_task_code_has_31_characters check (task_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}[1-7][0-9]{11}[0-9A-Z]$'),
  constraint a_task_code_ends_with_the_catalog_code check (right(task_code, 12) = catalog_code),
  constraint an_item_type_is_of_the_national_table check (item_type in ('01','02','03','04','05','06','07','08','09','10','20')),
  constraint a_region_is_a_code check (region ~ '^(\d{6}|\d{9}|\d{12})$'),
  constraint the_columns_repeat_the_elements check (
    elements ->> 'name' = name and elements ->> 'taskCode' = task_code
    and elements ->> 'catalogCode' = catalog_code and elements ->> 'itemType' = item_type
  )
);
comment on table catalogue.item_version is 'The element set of an item (实施清单, GB/T 39046) as it was published; a case pins the version it was filed under.';
create index version_by_unit on catalogue.item_version (unit_id);
create trigger append_only before update or delete on catalogue.item_version
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on catalogue.item_version
  for each statement execute function kernel.refuse_change();

create view catalogue.current_item as
  select distinct on (v.item_id)
    v.item_id as id, v.id as version, v.digest, v.catalog_code, v.unit_id, v.region, v.sample, v.elements, i.source
  from catalogue.item_version v join catalogue.item i on i.id = v.item_id
  order by v.item_id, v.number desc;
comment on view catalogue.current_item is 'Each item as it stands today.';

create table catalogue.rejected_line (
  id bigint primary key generated always as identity,
  format text not null,
  file_name text not null,
  line integer not null,
  digest bytea not null,
  bytes bytea not null,
  length bigint not null,
  item_id text,
  reason text not null,
  reason_values jsonb not null,
  rejected_at timestamptz not null,
  tried_at timestamptz,
  resolved_at timestamptz,
  constraint a_format_is_known check (format in ('gdzwfw')),
  constraint lines_are_counted_from_one check (line >= 1),
  constraint a_digest_is_sha256 check (octet_length(digest) = 32),
  constraint what_is_kept_is_at_most_the_line check (octet_length(bytes) <= length),
  constraint a_reason_is_a_translation_key check (reason ~ '^catalogue\.line\.[a-z-]+$')
);
comment on table catalogue.rejected_line is 'Lines that an import could not take, with their raw bytes (the beginning, if too long), to be tried again.';
create unique index a_line_is_rejected_once on catalogue.rejected_line (format, digest) where resolved_at is null;
create index rejected_line_by_item on catalogue.rejected_line (item_id) where resolved_at is null;

create table catalogue.synonym (
  everyday text not null,
  official text not null,
  source text not null,
  primary key (everyday, official),
  constraint words_are_not_empty check (everyday <> '' and official <> ''),
  constraint a_source_is_known check (source in ('release', 'city'))
);
comment on table catalogue.synonym is 'What people say and what the catalogue calls it. Rows of the release follow db/seeds/synonyms.json; the city adds its own.';

create table catalogue.search_miss (
  query text primary key,
  times integer not null default 1,
  first_on date not null,
  last_on date not null,
  constraint a_query_is_short check (char_length(query) between 1 and 60),
  constraint a_query_has_no_long_numbers check (query !~ '\d{5}'),
  constraint times_are_counted_from_one check (times >= 1),
  constraint the_first_day_is_not_after_the_last check (first_on <= last_on)
);
comment on table catalogue.search_miss is 'What was searched for in vain: words and days, never who or from where. Long numbers are cut out before.';
create index search_miss_by_day on catalogue.search_miss (last_on, times);
