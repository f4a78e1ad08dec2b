alter table cases.event drop constraint an_event_kind_is_known;
alter table cases.event add constraint an_event_kind_is_known check (kind in ('submitted', 'taken', 'released', 'handedOver',
  'supplementRequested', 'supplementSubmitted', 'accepted', 'notAccepted', 'passed', 'consented', 'dropped', 'timerDue',
  'decisionOpened', 'approved', 'denied', 'delivered', 'withdrawn', 'priorityGranted', 'recordLost', 'recordSettled'));
