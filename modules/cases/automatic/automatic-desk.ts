import { sql } from 'kysely';
import { inTransaction, openJson, slice, type Cursor, type Db, type Slice, type World } from '#kernel';
import { itemByVersion, type ItemVersionId } from '#catalogue';
import { holdsRole, logAccess, type Officer, type OfficerId, type PersonId, type UnitId } from '#identity';
import { eventContext } from '../event-context.ts';
import type { ShortNo } from '../numbers.ts';
import { SealedDetails, type AutomaticDetails } from '../timeline.ts';

/** What the platform made of one case by itself, for those who watch it: no name, no answer. */
export interface AutomaticCheck {
  readonly no: ShortNo;
  readonly at: Date;
  readonly itemName: string;
  /** Place of its event in the ledger. */
  readonly index: bigint;
  /** What was said then; absent where the case has been erased. */
  readonly automatic?: AutomaticDetails;
  readonly outcome: 'approved' | 'person';
}

/** The counts are of the latest 10,000 of each unit. */
export interface AutomaticDesk extends Slice<AutomaticCheck> {
  readonly approved: number;
  readonly person: number;
}

const PAGE = 50;
/** Checks of one unit that are counted, the latest: counting all of them would take ever longer. */
const MOST_COUNTED = 10_000;

/**
 * What the platform has decided by itself or left to people, the latest first, in units that the officer rules over or
 * watches: which table, which rules, why a person.
 */
export async function automaticDesk(
  { db, crypto }: World,
  { officer }: Officer,
  cursor?: Cursor,
): Promise<AutomaticDesk> {
  const units = await unitsWatched(db, officer);
  const [key = 0n] = cursor?.key ?? [];
  const back = cursor?.side === 'before';
  const beyond = cursor === undefined ? sql`true` : back ? sql`k.event_index > ${key}` : sql`k.event_index < ${key}`;
  const order = back ? sql`asc` : sql`desc`;
  const { rows } = await sql<CheckRow>`
    select k.event_index, k.outcome, k.at, c.short_no, c.item_version_id, c.id, c.person_id, c.data_key, e.sealed
    from unnest(${units}::uuid[]) as u (id)
    cross join lateral (
      select event_index, case_id, outcome, at from cases.automatic_check k
      where k.unit_id = u.id and ${beyond} order by k.event_index ${order} limit ${PAGE + 1}) k
    join cases."case" c on c.id = k.case_id
    join cases.event e on e.ledger_index = k.event_index
    order by k.event_index ${order} limit ${PAGE + 1}`.execute(db);
  await logLooks(db, officer, rows);
  const found: AutomaticCheck[] = [];
  for (const row of rows) {
    const { elements } = await itemByVersion(db, row.item_version_id as ItemVersionId);
    const said = row.data_key && SealedDetails.parse(openJson(crypto, row.data_key, eventContext(row.id), row.sealed));
    found.push({
      no: row.short_no as ShortNo,
      at: row.at,
      itemName: elements.name,
      index: row.event_index,
      outcome: row.outcome,
      ...(said?.details.automatic && { automatic: said.details.automatic }),
    });
  }
  return { ...slice({ found, size: PAGE, cursor, keyOf: ({ index }) => [index] }), ...(await totals(db, units)) };
}

/** The units that somebody rules over or watches: few, while checks are many. */
async function unitsWatched(db: Db, officer: OfficerId): Promise<readonly UnitId[]> {
  const holds = (role: 'supervisor' | 'bureau') =>
    holdsRole({ officer: sql`${officer}`, role: sql`${role}`, unit: sql.ref('u.id') });
  const { rows } = await sql<{ id: UnitId }>`
    select u.id from identity.unit u where ${holds('supervisor')} or ${holds('bureau')}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Which rules fired says something of whoever applied, so whoever looks is written to the access log. */
async function logLooks(db: Db, officer: OfficerId, rows: readonly CheckRow[]): Promise<void> {
  const purpose = 'desk.purpose.automatic';
  await inTransaction(db, async (tx) => {
    for (const { person_id, short_no } of rows)
      await logAccess(tx, { officer, person: person_id as PersonId, case: short_no, purpose, fields: ['automatic'] });
  });
}

async function totals(
  db: Db,
  units: readonly UnitId[],
): Promise<{ readonly approved: number; readonly person: number }> {
  const { rows } = await sql<{ approved: number; person: number }>`
    select count(*) filter (where k.outcome = 'approved')::int as approved,
      count(*) filter (where k.outcome = 'person')::int as person
    from unnest(${units}::uuid[]) as u (id)
    cross join lateral (
      select outcome from cases.automatic_check k where k.unit_id = u.id
      order by k.event_index desc limit ${MOST_COUNTED}) k`.execute(db);
  return rows[0] ?? { approved: 0, person: 0 };
}

interface CheckRow {
  readonly event_index: bigint;
  readonly outcome: 'approved' | 'person';
  readonly at: Date;
  readonly short_no: string;
  readonly item_version_id: bigint;
  readonly id: string;
  readonly person_id: string;
  readonly data_key: Buffer | null;
  readonly sealed: Buffer;
}
