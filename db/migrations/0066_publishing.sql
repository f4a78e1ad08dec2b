create schema publishing;
comment on schema publishing is 'How services are changed: what one published version of an item pins, and the changes that are being prepared.';

create table publishing.service_version (
  item_version_id bigint primary key references catalogue.item_version (id),
  form_version_id uuid references forms.form_version (id),
  route_version_id uuid references routing.route_version (id),
  decisions jsonb not null default '{}',
  note text not null default '',
  proposed_by uuid references identity.officer (id),
  published_by uuid references identity.officer (id),
  published_at timestamptz not null,
  constraint nobody_publishes_what_they_propose check (proposed_by <> published_by),
  constraint both_or_neither_are_people check ((proposed_by is null) = (published_by is null)),
  constraint decisions_are_an_object check (jsonb_typeof(decisions) = 'object')
);
comment on table publishing.service_version is 'What a version of an item pins besides its elements: form, route, decision models (by the name that routes call them). Nobody''s where it came with the catalogue. Items without a row have a form and a route made from their elements.';
create index service_version_by_form on publishing.service_version (form_version_id) where form_version_id is not null;
create index service_version_by_route on publishing.service_version (route_version_id) where route_version_id is not null;
create trigger append_only before update or delete on publishing.service_version
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on publishing.service_version
  for each statement execute function kernel.refuse_change();
