alter table publishing.change add column texts jsonb not null default '[]';
alter table publishing.change add constraint texts_are_a_list check (jsonb_typeof(texts) = 'array');
comment on column publishing.change.texts is 'Ready texts (模板) for what officers write, each with the act that it is for.';

alter table publishing.service_version add column texts jsonb not null default '[]';
alter table publishing.service_version add column pools jsonb not null default '{}';
alter table publishing.service_version add constraint pinned_texts_are_a_list check (jsonb_typeof(texts) = 'array');
alter table publishing.service_version add constraint pinned_pools_are_an_object check (jsonb_typeof(pools) = 'object');
comment on column publishing.service_version.pools is 'Codes of the queues in which tasks of this version stand, by stage and unit, as they were when it was published; a queue in which nobody works any more gives way to the rule.';
