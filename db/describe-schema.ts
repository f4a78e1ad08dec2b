import type pg from 'pg';

const OWN = `n.nspname !~ '^(pg_|information_schema|graphile_worker|public)'`;

/**
 * The schema as one deterministic text: tables with columns and comments, constraints, indices, views, triggers,
 * functions. Committed as db/schema.sql, so that a review sees what a migration changes (docs/adr/0008).
 */
export async function describeSchema(pool: pg.Pool): Promise<string> {
  const parts = [
    await lines(pool, TABLES),
    await lines(pool, VIEWS),
    await lines(pool, INDICES),
    await lines(pool, TRIGGERS),
    await lines(pool, FUNCTIONS),
  ];
  return `-- Written by bin/db schema from the migrations. Do not edit.\n\n${parts.join('\n')}`;
}

async function lines(pool: pg.Pool, query: string): Promise<string> {
  const { rows } = await pool.query<{ text: string }>(query);
  return rows.map(({ text }) => `${text}\n`).join('');
}

const TABLES = `
  select format(E'-- %s\\ncreate table %I.%I (\\n%s%s\\n);', obj_description(c.oid, 'pg_class'), n.nspname, c.relname,
    (select string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ')'
          when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end), E',\\n' order by a.attnum)
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    (select coalesce(string_agg(format(E',\\n  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), '' order by k.contype, k.conname), '')
     from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f'))) as text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and ${OWN} order by n.nspname, c.relname`;

const VIEWS = `
  select format(E'create view %I.%I as\\n%s', n.nspname, c.relname, pg_get_viewdef(c.oid)) as text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'v' and ${OWN} order by n.nspname, c.relname`;

const INDICES = `
  select pg_get_indexdef(i.indexrelid) || ';' as text
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where ${OWN} and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  order by n.nspname, c.relname`;

const TRIGGERS = `
  select pg_get_triggerdef(t.oid) || ';' as text
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and ${OWN} order by n.nspname, c.relname, t.tgname`;

const FUNCTIONS = `
  select pg_get_functiondef(p.oid) || ';' as text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where ${OWN} order by n.nspname, p.proname`;
