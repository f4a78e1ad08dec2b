alter table publishing.change add column saved_by uuid references identity.officer (id);
comment on column publishing.change.saved_by is 'Who wrote what the change says now; absent before anybody has saved it since it was begun. Whoever wrote last does not publish.';
