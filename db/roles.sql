-- Rights of the role that the application works as. Runs after every migration; owners keep theirs.
-- Tables with a trigger named "append_only" are evidence: the application may add to them and read them, no more.
do $$
declare
  s text;
  t record;
begin
  if not exists (select from pg_roles where rolname = 'tongban_app') then
    create role tongban_app nologin;
  end if;
  execute format('grant tongban_app to %I', current_user);

  for s in
    select nspname from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
  loop
    execute format('grant usage on schema %I to tongban_app', s);
    execute format('grant select, insert, update, delete on all tables in schema %I to tongban_app', s);
    execute format('grant usage, select on all sequences in schema %I to tongban_app', s);
    execute format('grant execute on all functions in schema %I to tongban_app', s);
  end loop;

  for t in
    select n.nspname, c.relname
    from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where g.tgname = 'append_only'
  loop
    execute format('revoke update, delete, truncate on %I.%I from tongban_app', t.nspname, t.relname);
  end loop;
  -- The job queue guards its tables with row-level security and no policy: without one, no job could be added.
  for t in
    select n.nspname, c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'graphile_worker' and c.relkind = 'r' and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tongban_app')
  loop
    execute format('create policy tongban_app on %I.%I to tongban_app using (true) with check (true)', t.nspname, t.relname);
  end loop;
end $$;
grant usage on schema public to tongban_app;
grant select on public.migration to tongban_app;
