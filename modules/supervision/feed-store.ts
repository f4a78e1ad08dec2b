import { sql } from 'kysely';
import { recordSet, type Db, type Tx } from '#kernel';
import { Watched } from './history/event.ts';

/** An event at its place in the feed. */
export interface Fed {
  readonly seq: bigint;
  readonly event: Watched;
}

/** One at a time works on the feed. @returns whether it is this one; the lock ends with the transaction */
export async function tryLock(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('supervision.feed')) as mine`.execute(tx);
  return rows[0]?.mine === true;
}

/** Waits until nobody else works on the feed. */
export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('supervision.feed'))`.execute(tx);
}

/** Adds events at the end of the feed, in their order; those that are in it already are left out. Under the lock. */
export async function append(tx: Tx, events: readonly Watched[]): Promise<readonly Fed[]> {
  const fresh = await unknown(tx, events);
  if (fresh.length === 0) return [];
  const { rows } = await sql<{ last: bigint }>`select coalesce(max(seq), 0) as last from supervision.feed`.execute(tx);
  const last = rows[0]?.last ?? 0n;
  const fed = fresh.map((event, place) => ({ seq: last + BigInt(place) + 1n, event }));
  const records = fed.map(({ seq, event: { source, key, type, at, ...rest } }) => {
    return { seq: String(seq), source, key, type, at, event: rest };
  });
  await sql`insert into supervision.feed (seq, source, key, type, at, event)
    select r.seq, r.source, r.key, r.type, r.at, r.event
    from ${recordSet(records, 'seq bigint, source text, key text, type text, at timestamptz, event jsonb')}`.execute(
    tx,
  );
  return fed;
}

async function unknown(tx: Tx, events: readonly Watched[]): Promise<readonly Watched[]> {
  if (events.length === 0) return [];
  const names = events.map(({ source, key }) => ({ source, key }));
  const { rows } = await sql<{ source: string; key: string }>`
    select r.source, r.key from ${recordSet(names, 'source text, key text')}
    where exists (select from supervision.feed f where f.source = r.source and f.key = r.key limit 1)`.execute(tx);
  const known = new Set(rows.map(({ source, key }) => `${source}:${key}`));
  return events.filter(({ source, key }) => {
    const name = `${source}:${key}`;
    const isNew = !known.has(name);
    known.add(name);
    return isNew;
  });
}

interface Row {
  readonly seq: bigint;
  readonly source: string;
  readonly key: string;
  readonly type: string;
  readonly at: Date;
  readonly event: object;
}

function toFed({ seq, event, ...name }: Row): Fed {
  return { seq, event: Watched.parse({ ...event, ...name }) };
}

/** The feed after a place, in its order. */
export async function feedAfter(db: Db | Tx, after: bigint, most: number): Promise<readonly Fed[]> {
  const { rows } = await sql<Row>`
    select seq, source, key, type, at, event from supervision.feed where seq > ${after} order by seq limit ${most}`.execute(
    db,
  );
  return rows.map(toFed);
}

/** The events that are cited (`source:key`), in the order of the feed. */
export async function eventsCited(db: Db | Tx, evidence: readonly string[]): Promise<readonly Fed[]> {
  const names = evidence.map((name) => {
    const colon = name.indexOf(':');
    return { source: name.slice(0, colon), key: name.slice(colon + 1) };
  });
  const { rows } = await sql<Row>`
    select f.seq, f.source, f.key, f.type, f.at, f.event from ${recordSet(names, 'source text, key text')}
    join supervision.feed f on f.source = r.source and f.key = r.key order by f.seq`.execute(db);
  return rows.map(toFed);
}

/** What was set of the thresholds when the feed came to a place; nothing before it was ever looked. */
export async function valuesBefore(tx: Tx, seq: bigint): Promise<Readonly<Record<string, number>> | undefined> {
  const { rows } = await sql<Row>`
    select seq, source, key, type, at, event from supervision.feed
    where type = 'settings' and seq < ${seq} order by seq desc limit 1`.execute(tx);
  const [event] = rows.map((row) => toFed(row).event);
  return event?.type === 'settings' ? event.values : undefined;
}

/** The place of the last event. */
export async function lastSeq(db: Db | Tx): Promise<bigint> {
  const { rows } = await sql<{ last: bigint }>`select coalesce(max(seq), 0) as last from supervision.feed`.execute(db);
  return rows[0]?.last ?? 0n;
}

/** How far the sources have been read. */
export async function placesOf(db: Db | Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('supervision.source').select(['name', 'upto']).execute();
  return new Map(rows.map(({ name, upto }) => [name, upto]));
}

export async function keepPlaces(tx: Tx, places: ReadonlyMap<string, string>, at: Date): Promise<void> {
  if (places.size === 0) return;
  const rows = [...places].map(([name, upto]) => ({ name, upto, read_at: at }));
  await tx
    .insertInto('supervision.source')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((row) => ({
        upto: row.ref('excluded.upto'),
        read_at: row.ref('excluded.read_at'),
      })),
    )
    .execute();
}
