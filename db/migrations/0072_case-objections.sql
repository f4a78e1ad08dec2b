create table cases.objection (
  id uuid primary key,
  case_id uuid not null references cases."case" (id),
  person_id uuid not null references identity.person (id),
  unit_id uuid not null references identity.unit (id),
  filed_at timestamptz not null,
  from_index bigint not null references ledger.leaf (index),
  size bigint not null,
  checkpoint text not null,
  sealed bytea not null,
  constraint what_is_frozen_holds_the_submission check (size > from_index)
);
comment on table cases.objection is 'An applicant objects to the order in which a case was taken (顺序异议). checkpoint is the signed state of the log at that moment, with its cosignatures: it freezes the leaves from from_index to before size. sealed holds the applicant''s words.';
create index objection_by_case on cases.objection (case_id, filed_at desc);
create index objection_by_unit on cases.objection (unit_id, filed_at desc);
create index objection_by_person on cases.objection (person_id, filed_at desc);
create trigger append_only before update or delete on cases.objection
  for each statement execute function kernel.refuse_change();

create table cases.objection_review (
  objection_id uuid primary key references cases.objection (id),
  reviewed_at timestamptz not null,
  result jsonb not null,
  evidence text[] not null
);
comment on table cases.objection_review is 'What the public rules say of the frozen leaves, recomputed once by a machine: who was taken first and why, what was found, and a file of evidence for each finding.';
create trigger append_only before update or delete on cases.objection_review
  for each statement execute function kernel.refuse_change();

create table cases.objection_reply (
  objection_id uuid primary key references cases.objection (id),
  officer_id uuid not null references identity.officer (id),
  replied_at timestamptz not null,
  sealed bytea not null
);
comment on table cases.objection_reply is 'What the unit says to an objection, once: nobody is found at fault unheard.';
create trigger append_only before update or delete on cases.objection_reply
  for each statement execute function kernel.refuse_change();

create table cases.objection_answer (
  objection_id uuid primary key references cases.objection_review (objection_id),
  outcome text not null,
  officer_id uuid not null references identity.officer (id),
  unit_id uuid not null references identity.unit (id),
  answered_at timestamptz not null,
  ledger_size bigint not null,
  sealed bytea not null,
  constraint an_answer_is_known check (outcome in ('upheld', 'notUpheld'))
);
comment on table cases.objection_answer is 'How a person decided an objection after its review; sealed holds why. ledger_size gives the message its place among the others.';
create index objection_answer_by_outcome on cases.objection_answer (outcome);
create trigger append_only before update or delete on cases.objection_answer
  for each statement execute function kernel.refuse_change();
