/**
 * What supervision of one event costs: `bin/node bench/supervision.ts [CASES]` shows the rules the whole life of so many
 * cases (14,000 are some 110,000 events), a batch at a time, then further cases one event at a time, and works all of it
 * out anew.
 */
import { sql } from 'kysely';
import { inTransaction, type Tx } from '#kernel';
import { recompute, watch, type Entry, type Source, type Watched } from '#supervision';
import { openStage, percentile, say, timed } from './stage.ts';

const cases = Number(process.argv[2] ?? 14_000);
const ALONE = 250;
const HOUR_MS = 3_600_000;
const FROM = Date.parse('2026-03-02T01:00:00Z');

/** So many hours after it was filed, at a unit and in the hand of one of its officers. */
const life = [
  ['submitted', 0],
  ['taken', 2],
  ['access', 2],
  ['accepted', 3],
  ['taken', 26],
  ['warn', 60],
  ['passed', 61],
  ['approved', 80],
] as const;

/** Names as they are in the feed: every id in it is one. */
function named(number: number, kind: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function lifeOf(number: number): readonly Watched[] {
  const filed = FROM + number * 60_000;
  const about = { case: named(number, 1), unit: named(number % 50, 2), item: `LJ-${number % 97}` };
  const officer = named((number % 50) * 10 + (number % 7), 3);
  return life.map(([what, hours], place): Watched => {
    const common = {
      source: 'bench',
      key: `${number}/${place}`,
      at: new Date(filed + hours * HOUR_MS),
      ...about,
      n: 0,
    };
    if (what === 'access') return { ...common, type: 'access', officer, purpose: 'desk.purpose.acceptance' };
    if (what === 'warn') return { ...common, type: 'rung', clock: 'promised', rung: 'warn', id: named(number, 4) };
    const closes = what === 'approved';
    const stage = hours < 26 ? 'acceptance' : closes ? 'decision' : 'examination';
    const more = { stage, applicant: named(number % 9_000, 5), receivedAt: new Date(filed) } as const;
    return {
      ...common,
      ...more,
      type: 'act',
      kind: what,
      ...(what === 'submitted' ? {} : { officer }),
      ...(closes && { closes }),
    };
  });
}

/** A source that tells of what is in a list by now. */
function telling(entries: readonly Entry[]): Source {
  return {
    name: 'bench',
    emits: [],
    open: async () =>
      Promise.resolve({
        read: async (_tx, { after, most }) => {
          const from = after === undefined ? 0 : Number(after) + 1;
          const page = entries.slice(from, from + most);
          return Promise.resolve({ entries: page, full: page.length === most });
        },
      }),
  };
}

const entryOf = (event: Watched, place: number): Entry => ({ event, place: String(place) });
const spread = (values: readonly number[]) =>
  `median ${percentile(values, 0.5).toFixed(1)} ms, 99th percentile ${percentile(values, 0.99).toFixed(1)} ms`;

/** Writes one row. */
async function writeOne(tx: Tx): Promise<void> {
  await sql`insert into kernel.setting (name, value) values ('bench', 1)
    on conflict (name) do update set value = excluded.value + setting.value`.execute(tx);
}

const byTime = (one: Watched, other: Watched) => one.at.getTime() - other.at.getTime();
const first = Array.from({ length: cases }, (_, number) => lifeOf(number))
  .flat()
  .toSorted(byTime);
const then = Array.from({ length: Math.ceil(ALONE / life.length) }, (_, number) => lifeOf(cases + number)).flat();

const stage = await openStage();
try {
  await stage.create('supervision');
  const { world, database } = stage.open('supervision');
  const told = first.map(entryOf);
  const source = telling(told);
  const { seconds, made } = await timed(async () => watch(world, [source]));
  say(`${made.fed} events in batches: ${((seconds * 1000) / made.fed).toFixed(3)} ms an event, ${made.raised} alarms`);
  await stage.analyze('supervision');
  const [alone, bare]: [number[], number[]] = [[], []];
  for (const event of then.slice(0, ALONE)) {
    told.push(entryOf(event, told.length));
    const one = await timed(async () => watch(world, [source]));
    alone.push(one.seconds * 1000);
    // What a transaction that writes one row costs on this machine at this moment, durably.
    const floor = await timed(async () => inTransaction(world.db, writeOne));
    bare.push(floor.seconds * 1000);
  }
  say(`one event alone, over ${made.fed}: ${spread(alone)}; a bare transaction of one row beside it: ${spread(bare)}`);
  const again = await timed(async () => recompute(world.db));
  say(`all of it anew: ${again.seconds.toFixed(0)} s, ${again.made.differences.length} differences`);
  await database.close();
} finally {
  await stage.close();
}
