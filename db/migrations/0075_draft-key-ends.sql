alter table cases.draft alter column data_key drop not null;
update cases.draft set data_key = null where submitted_case is not null;
alter table cases.draft add constraint only_an_open_draft_has_a_key
  check ((data_key is null) = (submitted_case is not null));
comment on table cases.draft is 'An application that is being filled in; content (answers with their provenance, visited pages) is sealed under data_key. Once filed, the case alone has the key: destroying it there erases.';
