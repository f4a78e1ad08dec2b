import { sql } from 'kysely';
import { civilDate, slice, type Cursor, type Slice, type World } from '#kernel';
import { itemByVersion, type ItemVersionId } from '#catalogue';
import { holdsRole, type Officer, type Role } from '#identity';
import { placesOf } from '#queue';
import type { ShortNo } from '../numbers.ts';
import { routeTasks, type RouteTask, type TaskEnd } from './task-store.ts';

/** One department's part of a case, as its lead department sees it. */
export interface LedPart {
  readonly n: number;
  readonly name: string;
  readonly department: string;
  readonly openedAt: Date;
  readonly dueOn?: Temporal.PlainDate;
  /** Past the last day of its budget, and not done. */
  readonly late: boolean;
  readonly state: 'waiting' | 'held' | 'taken' | TaskEnd;
  readonly outcome?: 'agree' | 'object';
}

export interface LedCase {
  readonly no: ShortNo;
  readonly itemName: string;
  readonly receivedAt: Date;
  readonly ref: bigint;
  readonly parts: readonly LedPart[];
}

/** Cases on a page. */
export const LED_PAGE = 30;
const roles: readonly Role[] = ['clerk', 'examiner', 'approver', 'bureau'];

/**
 * The cases under review that an officer's unit leads and other departments have a part in, in the order of their
 * submission: who has said what, who has it, who is late. No answers and no names: whoever works on a case has its page.
 */
export async function leadOverview(world: World, officer: Officer, cursor?: Cursor): Promise<Slice<LedCase>> {
  const [key = 0n] = cursor?.key ?? [];
  const back = cursor?.side === 'before';
  const beyond = cursor === undefined ? sql`true` : back ? sql`c.ref < ${key}` : sql`c.ref > ${key}`;
  const mine = roles.map((role) =>
    holdsRole({ officer: sql`${officer.officer}`, role: sql`${role}`, unit: sql.ref('c.unit_id') }),
  );
  const { rows } = await sql<Row>`
    select c.id, c.short_no, c.item_version_id, c.received_at, c.ref from cases."case" c
    where c.status in ('accepted', 'inReview') and c.unit_id = ${officer.unit} and (${sql.join(mine, sql` or `)})
      and ${beyond} and exists (
        select from cases.task t where t.case_id = c.id and t.unit_id <> c.unit_id and t.ended is distinct from 'lost')
    order by c.ref ${back ? sql`desc` : sql`asc`} limit ${LED_PAGE + 1}`.execute(world.db);
  const page = slice({ found: rows, size: LED_PAGE, cursor, keyOf: ({ ref }) => [ref] });
  return { ...page, rows: await Promise.all(page.rows.map(async (row) => toLed(world, row))) };
}

interface Row {
  readonly id: string;
  readonly short_no: string;
  readonly item_version_id: bigint;
  readonly received_at: Date;
  readonly ref: bigint;
}

async function toLed(world: World, row: Row): Promise<LedCase> {
  const { elements } = await itemByVersion(world.db, row.item_version_id as ItemVersionId);
  const places = await placesOf(world.db, row.id);
  const today = civilDate(world.clock.now());
  const tasks = (await routeTasks(world.db, row.id)).filter(({ ended }) => ended !== 'lost');
  return {
    no: row.short_no as ShortNo,
    itemName: elements.name,
    receivedAt: row.received_at,
    ref: row.ref,
    parts: tasks.map((task) =>
      partOf(task, { state: places.find(({ n }) => n === task.n)?.state ?? 'waiting', today }),
    ),
  };
}

interface Now {
  readonly state: 'waiting' | 'held' | 'taken';
  readonly today: Temporal.PlainDate;
}

function partOf({ n, name, unitName, openedAt, dueOn, ended, outcome }: RouteTask, { state, today }: Now): LedPart {
  return {
    n,
    name,
    department: unitName,
    openedAt,
    ...(dueOn === undefined ? {} : { dueOn }),
    late: ended === undefined && dueOn !== undefined && Temporal.PlainDate.compare(dueOn, today) < 0,
    state: ended ?? state,
    ...(outcome === undefined ? {} : { outcome }),
  };
}
