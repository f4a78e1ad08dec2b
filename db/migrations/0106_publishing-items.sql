alter table publishing.change add column item jsonb;
alter table publishing.change add constraint written_elements_are_an_object check (item is null or jsonb_typeof(item) = 'object');
comment on column publishing.change.item is 'Elements of the item as they are being written, whether or not they would do already. Null: as they are in the version that is changed.';

-- What the source says the next time is compared with what it said last, not with what was written here since: an import
-- that brings nothing new undoes nobody's change.
alter table catalogue.item_version add column written boolean not null default false;
comment on column catalogue.item_version.written is 'Its elements were written here, by a change that two people published, and do not come from the item''s source.';
