import {
  barOf,
  commitments,
  CLOCKS_APART,
  DAY,
  MERGE_DELAY,
  type Application,
  type City,
  type Pool,
  type Stage,
} from './city.ts';
import { anyHash, type Fields } from './leaves.ts';

const outcome = { outcome: anyHash };

export function file(city: City): Application {
  const { random } = city;
  const pool = random.pick(city.pools.filter(({ stage }) => stage === 'acceptance'));
  if (pool === undefined) throw new Error('A city has an acceptance queue.');
  const migrated = city.orderOfMigrated > 0 && random.happens(0.3);
  const declared = migrated ? { k: 'migrated', order: (city.orderOfMigrated += 1) } : { k: 'submit', lane: 2 };
  const ref = city.write({ ...declared, ...commitments(city), q: pool.code, qn: pool.nextNumber });
  pool.nextNumber += 1;
  const plan: readonly Stage[] = [
    'acceptance',
    ...(random.happens(0.4) ? (['examination'] as const) : []),
    'decision',
    ...(random.happens(0.4) ? (['delivery'] as const) : []),
  ];
  const of: Application = {
    ref,
    plan,
    bars: [],
    last: ref,
    lane: 2,
    grant: undefined,
    accepted: ref,
    n: 0,
    pool,
    entry: ref,
    asked: false,
    state: 'eligible',
    hand: undefined,
    takeIndex: -1,
  };
  city.cases.push(of);
  return of;
}

/** Whom an officer gets next out of a queue, by the specification; undefined: nobody. */
export function nextOf(city: City, pool: Pool, officer: number): Application | undefined {
  const free = city.waiting(pool).filter((of) => barOf(of, officer) === undefined);
  if (pool.order === undefined) return city.random.pick(free);
  const [urgent, normal] = [free.find(({ lane }) => lane < 2), free.find(({ lane }) => lane === 2)];
  if (urgent === undefined || normal === undefined) return urgent ?? normal;
  const k = quotaAt(pool, city.now);
  return k === undefined || pool.since >= k - 1 ? urgent : normal;
}

function quotaAt({ quotas }: Pool, ts: number): number | undefined {
  return quotas.findLast(({ from }) => from <= ts)?.k;
}

/** The acts that bar this officer from those who wait before the one that is taken, or would by the quota. */
function barsAhead(city: City, of: Application, officer: number): readonly number[] {
  const waiting = city.waiting(of.pool);
  const ahead =
    of.lane < 2
      ? waiting.filter((other) => waiting.indexOf(other) < waiting.indexOf(of) || other.lane === 2)
      : waiting.slice(0, waiting.indexOf(of));
  return ahead.flatMap((other) => barOf(other, officer)?.index ?? []);
}

export interface Taker {
  readonly officer: number;
  /** What the leaf says differently. */
  readonly more?: Fields;
}

export function take(city: City, of: Application, { officer, more = {} }: Taker): number {
  const ts = city.now;
  const { pool } = of;
  const beyond = city.leaves[city.published];
  if (city.published <= of.ref || (typeof beyond?.ts === 'number' && beyond.ts < ts - MERGE_DELAY + CLOCKS_APART))
    city.publish();
  const sk = barsAhead(city, of, officer);
  const otherWaits = city.waiting(pool).some((other) => other.lane === 2);
  const fields = { k: 'take', q: pool.code, n: of.n, officer: city.officerName(officer, of), cp: city.published, sk };
  of.takeIndex = city.event(of, { ...fields, ...(of.grant === undefined ? {} : { ex: of.grant }), ...more }, ts);
  if (of.lane === 2) pool.since += 1;
  else if (otherWaits) pool.since = 0;
  of.state = 'taken';
  of.hand = officer;
  return of.takeIndex;
}

export function release(city: City, of: Application): number {
  const reason = city.random.pick(['timeout', 'absence', 'recusal', 'hand-over']) ?? 'timeout';
  const index = city.event(of, { k: 'release', n: of.n, reason });
  if (reason === 'recusal' && of.hand !== undefined) of.bars.push({ officer: of.hand, stage: undefined, index });
  of.state = 'eligible';
  of.hand = undefined;
  return index;
}

export function hold(city: City, of: Application): void {
  city.event(of, { k: 'hold', n: of.n, reason: 'supplement' });
  of.asked = true;
  of.state = 'held';
  of.hand = undefined;
}

export function resume(city: City, of: Application): void {
  city.event(of, { k: 'resume', n: of.n, reason: 'supplement' });
  of.state = 'eligible';
}

/** Ends the task: accepts, passes, decides or delivers, and opens the next one in the same append. */
export function finish(city: City, of: Application, by: { readonly by?: 'law' } = {}): void {
  const { stage } = of.pool;
  const { hand } = of;
  if (hand !== undefined && (stage === 'acceptance' || stage === 'examination'))
    of.bars.push({ officer: hand, stage: 'decision', index: of.takeIndex });
  const ts = city.now;
  if (stage === 'acceptance') of.accepted = city.event(of, { k: 'accept', n: of.n, ...outcome, ...by }, ts);
  if (stage === 'decision') city.event(of, { k: 'decide', n: of.n, ...outcome }, ts);
  if (stage === 'delivery') return end(city, of, 'deliver');
  const next = of.plan[of.n + 1];
  const denied = stage === 'decision' && city.random.happens(0.2);
  const pool = city.pools.find((known) => known.stage === next);
  if (next === undefined || pool === undefined || denied) {
    of.state = 'ended';
    return;
  }
  of.n += 1;
  city.enter(of, pool, city.event(of, { k: 'ready', q: pool.code, qn: pool.nextNumber, n: of.n }, ts));
  pool.nextNumber += 1;
}

export function end(city: City, of: Application, k: 'refuse' | 'deliver' | 'withdraw' | 'close'): void {
  city.event(of, { k, n: of.n, ...outcome });
  of.state = 'ended';
}

/** Grants priority under a rule that is in force. @returns whether there was one */
export function grant(city: City, of: Application, more: Fields = {}): boolean {
  const ground = city.random.pick(city.grounds.filter(({ from, ended }) => !ended && from <= city.now));
  if (ground === undefined) return false;
  const approved = city.random.happens(0.5) ? { by: ['approver-one', 'approver-two'] } : { credential: anyHash };
  const fields = { k: 'grant', lane: ground.lane, rule: ground.index, detail: anyHash, ...approved, ...more };
  of.grant = city.event(of, fields, city.now);
  of.lane = ground.lane;
  return true;
}

export function serve(city: City, pool: Pool): void {
  pool.paused = !pool.paused;
  city.write({ k: pool.paused ? 'pause' : 'open', q: pool.code, reason: 'hours' });
}

/** Announces another quota, a day ahead. */
export function announceQuota(city: City, pool: Pool): void {
  const k = 2 + city.random.below(4);
  const from = city.now + DAY;
  const { code, stage, discipline } = pool;
  const fields = { k: 'rule', hash: anyHash, q: code, unit: '11530700DEMA001013', stage, discipline, from, quota: k };
  city.write(fields, city.now);
  pool.quotas.push({ from, k });
}
