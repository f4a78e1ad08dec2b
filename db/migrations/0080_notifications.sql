create schema notifications;
comment on schema notifications is 'What people are told, inside the platform.';

create table notifications.message (
  event_id uuid primary key,
  person_id uuid not null references identity.person (id),
  case_id uuid not null references cases."case" (id),
  kind text not null,
  at timestamptz not null,
  ledger_index bigint not null,
  sealed bytea not null,
  read_at timestamptz
);
comment on table notifications.message is 'One message per change of a case, exactly once; sealed under the key of the case.';
create index message_by_person on notifications.message (person_id, ledger_index desc);
create index message_unread on notifications.message (person_id) where read_at is null;
