import { isDeepStrictEqual } from 'node:util';
import { inTransaction, type Db, type Tx } from '#kernel';
import { alarmRows, toAlarm, type Alarm, type Raised } from './alarm-store.ts';
import { feedAfter, lock } from './feed-store.ts';
import { newMemory } from './fold.ts';
import { work } from './show.ts';
import { allStates } from './state-store.ts';

/** Where working through the whole feed anew comes to something else than was kept. */
export interface Difference {
  readonly of: 'alarm' | 'state';
  readonly what: 'missing' | 'unfounded' | 'other';
  /** Rule, and key of the finding or scope. */
  readonly name: string;
}

export interface Recomputed {
  readonly events: number;
  readonly alarms: number;
  readonly states: number;
  readonly differences: readonly Difference[];
}

const AT_ONCE = 5_000;

/** Works through the feed from its first event and compares what comes of it with what was kept. Changes nothing. */
export async function recompute(db: Db): Promise<Recomputed> {
  return inTransaction(db, async (tx) => {
    await lock(tx);
    const { events, raised, states } = await anew(tx);
    const kept = await alarmRows(tx).orderBy('id').execute();
    const alarms = new Map(kept.map(toAlarm).map((alarm) => [`${alarm.rule} ${alarm.key}`, comparableAlarm(alarm)]));
    const differences = [...compared('alarm', raised, alarms), ...compared('state', states, await allStates(tx))];
    return { events, alarms: raised.size, states: states.size, differences };
  });
}

interface Anew {
  readonly events: number;
  readonly raised: ReadonlyMap<string, unknown>;
  readonly states: ReadonlyMap<string, unknown>;
}

async function anew(tx: Tx): Promise<Anew> {
  const memory = newMemory();
  const raised = new Map<string, unknown>();
  let values: Readonly<Record<string, number>> = {};
  let [events, after] = [0, 0n];
  for (;;) {
    const fed = await feedAfter(tx, after, AT_ONCE);
    for (const each of work(memory, fed, values)) {
      const name = `${each.finding.rule} ${each.finding.key}`;
      if (!raised.has(name)) raised.set(name, comparable(each));
    }
    for (const { event } of fed) if (event.type === 'settings') values = event.values;
    events += fed.length;
    after = fed.at(-1)?.seq ?? after;
    if (fed.length < AT_ONCE) return { events, raised, states: asJson(memory.states) };
  }
}

function asJson(states: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map([...states].map(([name, state]) => [name, plain(state)]));
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function comparable({ seq, finding }: Raised): unknown {
  return plain({ ...finding, seq: String(seq) });
}

function comparableAlarm({ id: _, raisedAt: __, seq, ...alarm }: Alarm): unknown {
  return plain({ ...alarm, seq: String(seq) });
}

function compared(
  of: Difference['of'],
  wanted: ReadonlyMap<string, unknown>,
  kept: ReadonlyMap<string, unknown>,
): readonly Difference[] {
  const unfounded = [...kept.keys()].filter((name) => !wanted.has(name));
  const others = [...wanted].filter(([name, value]) => !isDeepStrictEqual(value, kept.get(name)));
  return [
    ...others.map(([name]) => ({ of, what: kept.has(name) ? ('other' as const) : ('missing' as const), name })),
    ...unfounded.map((name) => ({ of, what: 'unfounded' as const, name })),
  ];
}
