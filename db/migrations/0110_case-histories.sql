-- Figures are made of the cases of one version of a service that were closed last: read backwards from the newest.
create index case_closed_by_version on cases."case" (item_version_id, last_index)
  where status in ('notAccepted', 'approved', 'denied', 'delivered', 'withdrawn', 'terminated');
