create table kernel.attempt (
  purpose text not null,
  subject bytea not null,
  hour timestamptz not null,
  count integer not null,
  primary key (purpose, subject, hour),
  constraint a_subject_is_a_keyed_digest check (octet_length(subject) = 32),
  constraint attempts_are_counted_from_one check (count >= 1)
);
comment on table kernel.attempt is 'How often something that could be guessed was tried within an hour; subjects are keyed digests, never addresses or numbers.';
create index attempt_by_age on kernel.attempt (hour);
