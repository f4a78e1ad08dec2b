create function identity.region_prefix(code text) returns text language sql immutable
begin atomic
  select case when regexp_replace(substr(code, 7), '(000){1,2}$', '') = ''
    then regexp_replace(left(code, 6), '(00){1,2}$', '')
    else left(code, 6) || regexp_replace(substr(code, 7), '(000){1,2}$', '')
  end;
end;
comment on function identity.region_prefix(text) is 'What the codes of a region and of everything inside it begin with (GB/T 2260, GB/T 10114): 530700 gives 5307.';

create function identity.holds_role(holder uuid, wanted text, reached uuid) returns boolean language sql stable
begin atomic
  select exists (
    select from identity.role_grant g
    join identity.officer o on o.id = g.officer_id and o.left_at is null
    join identity.unit u on u.id = reached and starts_with(u.region, identity.region_prefix(g.region))
    where g.officer_id = holder and g.role = wanted and g.ended_at is null
      and (wanted in ('bureau', 'supervisor') or reached in (select identity.units_under(g.unit_id))));
end;
comment on function identity.holds_role(uuid, text, uuid) is 'Whether an officer is in office and holds a role that reaches a unit, at this moment. Bureau and supervisor reach every unit of their region.';
