alter table cases.automatic_check add column unit_id uuid references identity.unit (id);
alter table cases.automatic_check disable trigger append_only;
update cases.automatic_check k set unit_id = c.unit_id from cases."case" c where c.id = k.case_id;
alter table cases.automatic_check enable trigger append_only;
alter table cases.automatic_check alter column unit_id set not null;
comment on column cases.automatic_check.unit_id is 'The agency of the case: those who watch over it look at its checks.';
create index automatic_check_by_unit on cases.automatic_check (unit_id, event_index desc) include (outcome);

comment on column cases.route_step.state is 'Marking of the engine, and, sealed under the key of the case, what tables came to.';
comment on column cases."case".route is 'Marking of the engine, and, sealed under the key of the case, what tables came to.';
