alter table cases.event drop constraint an_event_kind_is_known;
alter table cases.event add constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released',
  'supplementRequested', 'supplementSubmitted', 'accepted', 'notAccepted', 'passed', 'approved', 'denied', 'delivered',
  'withdrawn', 'priorityGranted'));

create table cases.priority_proposal (
  id uuid primary key,
  case_id uuid not null references cases."case" (id),
  rule_index bigint not null references queue.priority_rule (index),
  unit_id uuid not null references identity.unit (id),
  proposed_by uuid not null references identity.officer (id),
  proposed_at timestamptz not null,
  sealed bytea not null,
  constraint a_proposal_has_one_proposer unique (id, proposed_by)
);
comment on table cases.priority_proposal is 'An officer of the unit with whose queue a case waits says that it has lawful priority; sealed holds why.';
create index priority_proposal_by_case on cases.priority_proposal (case_id);
create index priority_proposal_by_unit on cases.priority_proposal (unit_id, proposed_at desc);
create trigger append_only before update or delete on cases.priority_proposal
  for each statement execute function kernel.refuse_change();

create table cases.priority_signature (
  proposal_id uuid not null,
  place smallint not null,
  officer_id uuid not null references identity.officer (id),
  proposed_by uuid not null,
  signed_at timestamptz not null,
  primary key (proposal_id, place),
  foreign key (proposal_id, proposed_by) references cases.priority_proposal (id, proposed_by),
  constraint two_approvers_sign check (place in (1, 2)),
  constraint an_approver_signs_once unique (proposal_id, officer_id),
  constraint nobody_signs_their_own_proposal check (officer_id <> proposed_by)
);
comment on table cases.priority_signature is 'Approvals of a priority: two, of different approvers, neither of whom proposed it (rule M8).';
create trigger append_only before update or delete on cases.priority_signature
  for each statement execute function kernel.refuse_change();

create table cases.priority_end (
  proposal_id uuid primary key references cases.priority_proposal (id),
  outcome text not null,
  officer_id uuid not null references identity.officer (id),
  ended_at timestamptz not null,
  grant_index bigint references ledger.leaf (index) deferrable initially deferred,
  sealed bytea,
  constraint a_proposal_is_granted_or_declined check (outcome in ('granted', 'declined')),
  constraint a_granted_proposal_is_in_the_ledger check ((outcome = 'granted') = (grant_index is not null)),
  constraint a_declined_proposal_says_why check ((outcome = 'declined') = (sealed is not null)),
  constraint a_grant_ends_one_proposal unique (grant_index)
);
comment on table cases.priority_end is 'What became of a proposal: granted with the second signature, or declined by an approver.';
create trigger append_only before update or delete on cases.priority_end
  for each statement execute function kernel.refuse_change();
