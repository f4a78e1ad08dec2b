create table notifications.bundle_message (
  application_id uuid not null references bundles.application (id) on delete cascade,
  moment text not null,
  kind text not null,
  person_id uuid not null references identity.person (id),
  at timestamptz not null,
  sealed bytea not null,
  read_at timestamptz,
  primary key (application_id, moment),
  constraint a_moment_is_known check (moment in ('filed', 'ended')),
  constraint a_kind_fits_its_moment check ((moment = 'filed') = (kind = 'filed')),
  constraint a_kind_is_known check (kind in ('filed', 'granted', 'partly', 'refused', 'withdrawn'))
);
comment on table notifications.bundle_message is 'What an applicant is told about a bundle as a whole, each moment once; sealed under the key of the application. Of its parts only what the applicant has to do is told (notifications.message).';
create index bundle_message_by_person on notifications.bundle_message (person_id, at desc);
create index bundle_message_unread on notifications.bundle_message (person_id) where read_at is null;
