import { sql } from 'kysely';
import { openJson, slice, type Cursor, type Slice, type World } from '#kernel';
import { itemByVersion, type ItemVersionId } from '#catalogue';
import { holdsRole, type Officer } from '#identity';
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

export interface AutomaticDesk extends Slice<AutomaticCheck> {
  readonly approved: number;
  readonly person: number;
}

const PAGE = 50;

/**
 * What the platform has decided by itself or left to people, the latest first, in units that the officer rules over or
 * watches: which table, which rules, why a person.
 */
export async function automaticDesk(
  { db, crypto }: World,
  { officer }: Officer,
  cursor?: Cursor,
): Promise<AutomaticDesk> {
  const sees = sql`(${holdsRole({ officer: sql`${officer}`, role: sql`'supervisor'`, unit: sql.ref('c.unit_id') })}
    or ${holdsRole({ officer: sql`${officer}`, role: sql`'bureau'`, unit: sql.ref('c.unit_id') })})`;
  const [key = 0n] = cursor?.key ?? [];
  const back = cursor?.side === 'before';
  const beyond = cursor === undefined ? sql`true` : back ? sql`k.event_index > ${key}` : sql`k.event_index < ${key}`;
  const { rows } = await sql<CheckRow>`
    select k.event_index, k.outcome, k.at, c.short_no, c.item_version_id, c.id, c.data_key, e.sealed
    from cases.automatic_check k
    join cases."case" c on c.id = k.case_id
    join cases.event e on e.ledger_index = k.event_index
    where ${sees} and ${beyond}
    order by k.event_index ${back ? sql`asc` : sql`desc`} limit ${PAGE + 1}`.execute(db);
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
  return { ...slice({ found, size: PAGE, cursor, keyOf: ({ index }) => [index] }), ...(await totals(db, sees)) };
}

async function totals(db: World['db'], sees: ReturnType<typeof sql>) {
  const { rows } = await sql<{ approved: number; person: number }>`
    select count(*) filter (where k.outcome = 'approved')::int as approved,
      count(*) filter (where k.outcome = 'person')::int as person
    from cases.automatic_check k join cases."case" c on c.id = k.case_id where ${sees}`.execute(db);
  return rows[0] ?? { approved: 0, person: 0 };
}

interface CheckRow {
  readonly event_index: bigint;
  readonly outcome: 'approved' | 'person';
  readonly at: Date;
  readonly short_no: string;
  readonly item_version_id: bigint;
  readonly id: string;
  readonly data_key: Buffer | null;
  readonly sealed: Buffer;
}
