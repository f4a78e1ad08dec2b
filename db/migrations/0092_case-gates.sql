alter table cases."case"
  add column gate text,
  add constraint a_gate_is_open_or_closed check (gate in ('closed', 'open')),
  add constraint only_a_part_of_a_bundle_has_a_gate check (gate is null or bundle_ref is not null);
comment on column cases."case".gate is 'Of a part of a bundle: whether it may be decided, or waits for a joint visit or another part. Nobody has said so yet: it waits.';

alter table cases.event drop constraint an_event_kind_is_known;
alter table cases.event add constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released',
  'supplementRequested', 'supplementSubmitted', 'accepted', 'notAccepted', 'passed', 'consented', 'dropped', 'timerDue',
  'decisionOpened', 'approved', 'denied', 'delivered', 'withdrawn', 'priorityGranted', 'recordLost', 'recordSettled'));
