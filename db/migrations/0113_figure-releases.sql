create table analytics.release (
  month text not null,
  number smallint not null,
  published_at timestamptz not null,
  reason text,
  corrected_by uuid references identity.officer (id),
  document bytea not null,
  sha256 bytea not null generated always as (sha256(document)) stored,
  primary key (month, number),
  constraint a_month_is_named_by_year_and_month check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  constraint releases_of_a_month_are_numbered_from_one check (number >= 1),
  constraint only_a_correction_has_a_reason_and_somebody
    check ((number = 1) = (reason is null) and (reason is null) = (corrected_by is null)),
  constraint a_reason_is_not_empty check (reason <> '')
);
comment on table analytics.release is 'The figures of a month as they were published (定时公开): the very bytes, for ever. A correction is a new number of the same month and names the one that it corrects.';
create trigger append_only before update or delete on analytics.release
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on analytics.release
  for each statement execute function kernel.refuse_change();

create table analytics.release_check (
  month text not null,
  number smallint not null,
  checked_at timestamptz not null,
  differing jsonb,
  primary key (month, number),
  foreign key (month, number) references analytics.release (month, number),
  constraint what_differs_is_a_list check (jsonb_typeof(differing) = 'array')
);
comment on table analytics.release_check is 'When a release was last counted again from the events; differing holds the rows that came out, if they are not those that were published. Nothing is changed by it: somebody has to look and publish a correction.';
