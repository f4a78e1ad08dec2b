import type { Discipline, OrderKey } from '../leaf-kinds.ts';
import { DAY, type City, type Stage } from './city.ts';
import { anyHash } from './leaves.ts';

const disciplines: Readonly<Record<Stage, readonly Discipline[]>> = {
  acceptance: ['fifo', 'fifo', 'hall'],
  examination: ['fifo', 'by-acceptance'],
  decision: ['fifo', 'fifo', 'by-acceptance', 'lottery', 'waiting-list'],
  delivery: ['fifo', 'automatic'],
};

/** Declares queues, grounds of priority and keys, and lets a day pass so that the grounds are in force. */
export function foundCity(city: City): void {
  const { random } = city;
  city.write({ k: 'keys', add: ['city.example/ledger+00000000+AA=='], remove: [] });
  for (const stage of ['acceptance', 'examination', 'decision', 'delivery'] as const) {
    const count = stage === 'acceptance' ? 2 : 1;
    for (let number = 1; number <= count; number += 1) declareQueue(city, stage, { number });
  }
  // Machines have queues of their own beside those of people.
  if (random.happens(0.6))
    for (const stage of ['acceptance', 'decision'] as const) declareQueue(city, stage, { number: 9, machines: true });
  for (const lane of [0, 1, 1] as const) declareGround(city, lane);
  if (random.happens(0.9)) city.pass(DAY + 5);
  const acceptance = city.pools.filter((pool) => pool.stage === 'acceptance' && pool.discipline === 'fifo');
  if (acceptance.length > 0 && random.happens(0.2)) city.orderOfMigrated = random.below(1000);
}

interface Declared {
  readonly number: number;
  readonly machines?: boolean;
}

function declareQueue(city: City, stage: Stage, { number, machines = false }: Declared): void {
  const { random } = city;
  const discipline = machines ? 'automatic' : (random.pick(disciplines[stage]) ?? 'fifo');
  const explicit = discipline === 'fifo' && random.happens(0.2) ? { order: 'ref' } : {};
  const k = random.happens(0.5) ? 2 + random.below(3) : undefined;
  const code = `${stage}-${number}`;
  city.write({
    k: 'rule',
    hash: anyHash,
    q: code,
    unit: '11530700DEMA001013',
    stage,
    discipline,
    from: city.now,
    ...explicit,
    ...(k === undefined ? {} : { quota: k }),
  });
  city.pools.push({
    code,
    stage,
    discipline,
    order: orderOf(discipline),
    quotas: [{ from: 0, k }],
    paused: false,
    nextNumber: 1,
    since: Number.POSITIVE_INFINITY,
  });
}

function orderOf(discipline: Discipline): OrderKey | undefined {
  if (discipline === 'lottery') return undefined;
  if (discipline === 'by-acceptance') return 'accept';
  return discipline === 'hall' ? 'ready' : 'ref';
}

export function declareGround(city: City, lane: 0 | 1, notice = DAY + 5): void {
  const from = city.now + notice;
  const fields = { k: 'rule', hash: anyHash, ground: `ground-${city.grounds.length}`, basis: 'a law', lane, from };
  city.grounds.push({ index: city.write(fields), lane, from, fields, ended: false });
}
