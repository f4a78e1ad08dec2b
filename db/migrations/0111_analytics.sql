create schema analytics;
comment on schema analytics is 'Figures for everybody, as they were published. Everything else that is counted is counted when somebody asks.';

create table analytics.publication (
  item_version_id bigint not null references catalogue.item_version (id),
  number integer not null,
  after_index bigint references ledger.leaf (index),
  up_to_index bigint not null references ledger.leaf (index),
  published_at timestamptz not null,
  figures jsonb not null,
  primary key (item_version_id, number),
  constraint publications_are_numbered_from_one check (number >= 1),
  constraint only_the_first_has_none_before_it check ((number = 1) = (after_index is null)),
  constraint a_publication_ends_after_it_begins check (up_to_index > after_index),
  constraint figures_are_an_object check (jsonb_typeof(figures) = 'object')
);
comment on table analytics.publication is 'A process map as everybody may see it: of the cases of one version of a service whose last leaf comes after after_index and no later than up_to_index. Ranges of one version never overlap, so that no case is in two of them and nobody can subtract one map from another.';
create unique index publications_follow_each_other on analytics.publication (item_version_id, coalesce(after_index, -1));
create index publication_by_time on analytics.publication (published_at desc, item_version_id);
create trigger append_only before update or delete on analytics.publication
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on analytics.publication
  for each statement execute function kernel.refuse_change();
