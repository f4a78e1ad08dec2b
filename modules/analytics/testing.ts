import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { randomFrom } from '../routing/testing.ts';

/** A case as rows, before it is written: what happened when, and what its time does not count. */
interface RawCase {
  readonly id: string;
  readonly no: number;
  readonly service: Service;
  readonly acts: readonly { readonly kind: string; readonly at: number }[];
  readonly pauses: readonly { readonly from: number; readonly until?: number }[];
}

interface Service {
  readonly version: string;
  readonly unit: string;
  readonly delivers: boolean;
}

export interface Seeding {
  readonly count: number;
  readonly from: Date;
  readonly days: number;
  /** Nothing happens after it. */
  readonly now: Date;
}

const HALF_HOUR = 1_800_000;
const DAY = 48;
const BATCH = 5_000;

/**
 * Writes the rows of so many cases of the services of the city, as the platform would have written them: received evenly
 * over some days, most of a few services, with supplements, refusals, special procedures, late and missing decisions. The
 * public log and what is sealed are left out: figures read neither. `pool` is the owner's.
 */
export async function seedRawCases(pool: Pool, { count, from, days, now }: Seeding): Promise<void> {
  const random = randomFrom(count);
  const services = await servicesOf(pool);
  const upTo = Math.floor((now.getTime() - from.getTime()) / HALF_HOUR);
  const cases = Array.from({ length: count }, (_, no): RawCase => {
    // Squared: some services are asked for daily, others twice a year.
    const service = services[Math.floor(random.number() ** 3 * services.length)] ?? fail();
    const story = tell(Math.floor((no / count) * days * DAY), service, random);
    return { id: randomUUID(), no, service, ...until(story, upTo) };
  });
  await write(pool, cases, (at) => new Date(from.getTime() + at * HALF_HOUR));
}

async function servicesOf(pool: Pool): Promise<readonly Service[]> {
  const { rows } = await pool.query<{ version: string; unit: string }>(
    'select version, unit_id as unit from catalogue.current_item order by id',
  );
  return rows.map((row, at) => ({ ...row, delivers: at % 3 > 0 }));
}

type Story = Pick<RawCase, 'acts' | 'pauses'>;
type Random = ReturnType<typeof randomFrom>;

/** What happens to one case, in half hours. */
function tell(received: number, { delivers }: Service, random: Random): Story {
  const acts = [{ kind: 'submitted', at: received }];
  const happens = (share: number) => random.number() < share;
  const after = (most: number) => 1 + Math.floor(random.number() * most * DAY);
  let at = received;
  const add = (kind: string, most: number) => acts.push({ kind, at: (at += after(most)) });
  const told = (): Story => ({ acts, pauses });
  const pauses: { from: number; until?: number }[] = [];

  if (happens(0.04)) {
    add('withdrawn', 4);
    return told();
  }
  if (happens(0.05)) add('priorityGranted', 1);
  add('taken', 2);
  if (happens(0.15)) {
    add('supplementRequested', 3);
    add(happens(0.1) ? 'terminated' : 'supplementSubmitted', 12);
    if (acts.at(-1)?.kind === 'terminated') return told();
  }
  if (happens(0.06)) {
    add('notAccepted', 3);
    return told();
  }
  add(happens(0.03) ? 'deemedAccepted' : 'accepted', 4);
  if (happens(0.05)) return told();
  if (happens(0.06)) {
    const begun = (at += after(3));
    pauses.push(happens(0.1) ? { from: begun } : { from: begun, until: (at += after(15)) });
  }
  add('taken', 5);
  add(happens(0.08) ? 'denied' : 'approved', happens(0.1) ? 40 : 8);
  if (acts.at(-1)?.kind === 'approved' && delivers) add('delivered', 9);
  return told();
}

/** Only what has happened so far. */
function until({ acts, pauses }: Story, upTo: number): Story {
  return {
    acts: acts.filter(({ at }) => at < upTo),
    pauses: pauses
      .filter(({ from }) => from < upTo)
      .map(({ from, until: end }) => (end === undefined || end >= upTo ? { from } : { from, until: end })),
  };
}

const STATUS: Readonly<Record<string, string>> = {
  priorityGranted: 'submitted',
  taken: 'submitted',
  deemedAccepted: 'accepted',
};

function statusOf({ acts, service: { delivers } }: RawCase): string {
  const kinds = acts.map(({ kind }) => kind);
  const last = kinds.findLast((kind) => kind !== 'taken' && kind !== 'priorityGranted') ?? 'submitted';
  return last === 'approved' && delivers ? 'delivering' : (STATUS[last] ?? last);
}

async function write(pool: Pool, cases: readonly RawCase[], timeOf: (at: number) => Date): Promise<void> {
  const client = await pool.connect();
  // Rows without what they refer to: leaves of the log, people and forms.
  await client.query('set session_replication_role = replica');
  const insert = async (rows: readonly object[], statement: string) => {
    for (let at = 0; at < rows.length; at += BATCH)
      await client.query(statement, [JSON.stringify(rows.slice(at, at + BATCH))]);
  };
  const events = cases
    .flatMap(({ id, acts }) => acts.map(({ kind, at }) => ({ case: id, kind, at })))
    .toSorted((one, other) => one.at - other.at);
  const begun = Number((await client.query<{ next: string }>(NEXT)).rows[0]?.next ?? 0);
  const own = cases.map((each) => {
    const [first = fail(), last = first] = [each.acts[0], each.acts.at(-1)];
    return {
      id: each.id,
      no: `R${begun}-${each.no}`,
      ...each.service,
      status: statusOf(each),
      received: timeOf(first.at),
      last: timeOf(last.at),
      ref: begun + each.no,
      plan: each.service.delivers ? [{ stage: 'decision' }, { stage: 'delivery' }] : [{ stage: 'decision' }],
    };
  });
  await insert(own, CASES);
  const listed = events.map((event, at) => ({ ...event, at: timeOf(event.at), index: begun + at }));
  await insert(listed, EVENTS);
  const specials = cases.flatMap(({ id, pauses }) =>
    pauses.map((pause) => ({
      case: id,
      from: timeOf(pause.from),
      until: pause.until === undefined ? null : timeOf(pause.until),
    })),
  );
  await insert(specials, SPECIALS);
  await client.query('set session_replication_role = origin');
  await client.query('analyze cases."case", cases.event, cases.special');
  client.release();
}

const NEXT = 'select coalesce(max(ledger_index), 0) + 1 as next from cases.event';

const CASES = `insert into cases."case" (id, short_no, case_no, person_id, item_version_id, form_version_id, unit_id,
    content, query_code, query_digest, plan, status, received_at, status_at, ref, last_index)
  select id, no, no, gen_random_uuid(), version, gen_random_uuid(), unit, '', '', '', plan, status, received, last, ref, ref
  from json_to_recordset($1) as r (id uuid, no text, version bigint, unit uuid, plan jsonb, status text,
    received timestamptz, last timestamptz, ref bigint)`;

const EVENTS = `insert into cases.event (id, ledger_index, case_id, kind, at, n, officer_id, sealed)
  select gen_random_uuid(), index, "case", kind, at, 0, gen_random_uuid(), ''
  from json_to_recordset($1) as r (index bigint, "case" uuid, kind text, at timestamptz)`;

const SPECIALS = `insert into cases.special (id, case_id, n, kind, basis, planned_end, begun_at, begun_by, unit_id, sealed,
    ended_at)
  select gen_random_uuid(), "case", 0, '鉴定', '《中华人民共和国行政许可法》第四十五条', "from"::date + 30, "from",
    gen_random_uuid(), gen_random_uuid(), '', until
  from json_to_recordset($1) as r ("case" uuid, "from" timestamptz, until timestamptz)`;

function fail(): never {
  throw new Error('There is nothing to choose from.');
}
