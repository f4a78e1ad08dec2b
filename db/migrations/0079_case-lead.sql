create index case_in_review_by_unit on cases."case" (unit_id, ref) where status in ('accepted', 'inReview');
