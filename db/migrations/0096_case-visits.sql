create table cases.visit_version (
  case_id uuid not null,
  n smallint not null,
  version smallint not null,
  kind text not null,
  visited_on date not null,
  officer_id uuid not null references identity.officer (id),
  unit_id uuid not null references identity.unit (id),
  at timestamptz not null,
  sealed bytea not null,
  primary key (case_id, n, version),
  foreign key (case_id, n) references cases.task (case_id, n),
  constraint a_version_of_a_visit_has_one_kind unique (case_id, n, version, kind),
  constraint versions_of_a_visit_start_at_one check (version >= 1),
  constraint a_visit_is_planned_or_recorded check (kind in ('plan', 'record')),
  constraint nobody_records_what_is_to_come check (kind = 'plan' or visited_on <= (at at time zone 'Asia/Shanghai')::date)
);
comment on table cases.visit_version is 'A visit to the site (现场核查) at a task of a route: its day as it was set, and its one record, as often as either was written anew; the latest counts. sealed, under the key of the case, holds time, place, who was there, the checklist and what was found.';
create trigger append_only before update or delete on cases.visit_version
  for each statement execute function kernel.refuse_change();

create table cases.visit_inspector (
  case_id uuid not null,
  n smallint not null,
  version smallint not null,
  kind text not null default 'record',
  officer_id uuid not null references identity.officer (id),
  person_id uuid not null references identity.person (id),
  unit_id uuid not null references identity.unit (id),
  primary key (case_id, n, version, officer_id),
  foreign key (case_id, n, version, kind) references cases.visit_version (case_id, n, version, kind),
  constraint only_a_record_names_inspectors check (kind = 'record'),
  constraint a_person_inspects_once unique (case_id, n, version, person_id)
);
comment on table cases.visit_inspector is 'Who was on a visit in office, as one version of its record says: each of them has to sign that version (行政许可法 34).';
create index visit_inspector_by_officer on cases.visit_inspector (officer_id, case_id, n, version);
create trigger append_only before update or delete on cases.visit_inspector
  for each statement execute function kernel.refuse_change();

create table cases.visit_signature (
  case_id uuid not null,
  n smallint not null,
  version smallint not null,
  officer_id uuid not null,
  signed_at timestamptz not null,
  primary key (case_id, n, version, officer_id),
  constraint only_who_was_there_signs
    foreign key (case_id, n, version, officer_id) references cases.visit_inspector (case_id, n, version, officer_id)
);
comment on table cases.visit_signature is 'An inspector has signed a version of the record of a visit, from their own account. A record that is written anew has no signatures.';
create trigger append_only before update or delete on cases.visit_signature
  for each statement execute function kernel.refuse_change();
