alter table cases.draft
  add column bundle text,
  add column bundle_ref bigint references ledger.leaf (index),
  add column filed_at timestamptz,
  add constraint only_a_bundle_is_filed_and_stays_a_draft check (filed_at is null or (bundle is not null and submitted_case is null)),
  add constraint a_draft_is_of_a_bundle_or_of_one_of_its_parts check (bundle is null or bundle_ref is null);
comment on table cases.draft is 'An application that is being filled in; content (answers with their provenance, visited pages) is sealed under data_key. Once filed, the case alone has the key: destroying it there erases. bundle: one form for many services (一件事), whose item_version_id is that of the first of them; once filed (filed_at) it feeds the drafts of its parts, which cite its place in the ledger (bundle_ref).';

alter table cases."case" add column bundle_ref bigint references ledger.leaf (index);
comment on column cases."case".bundle_ref is 'The case is a part of the bundle that was filed with this leaf.';
