import { commitments, type City, type Job, type Pool } from './city.ts';
import { file, nextOf, take } from './acts.ts';
import type { Cheat } from './cheat.ts';
import { anyHash } from './leaves.ts';

/** An open queue with people in it whose head and followers nobody is barred from. */
function crowded(city: City, least = 2): { readonly pool: Pool; readonly waiting: readonly Job[] } | undefined {
  const pools = city.pools.filter(
    ({ paused, order, discipline }) => !paused && order !== undefined && discipline !== 'automatic',
  );
  return pools.map((pool) => ({ pool, waiting: city.waiting(pool) })).find(({ waiting }) => waiting.length >= least);
}

/** An officer that nobody has met, so that no bar is in the way. */
const STRANGER = 99;

/** Somebody who waits behind the lawful head. */
function behind(city: City, least = 2): { readonly head: Job; readonly other: Job } | undefined {
  const found = crowded(city, least);
  const head = found && nextOf(city, found.pool, STRANGER);
  const other = city.random.pick(found?.waiting.filter(({ of }) => of !== head?.of) ?? []);
  return head === undefined || other === undefined ? undefined : { head, other };
}

const swap: Cheat = {
  name: 'swap',
  rule: 'M4',
  codes: ['take.out-of-turn', 'take.beyond-quota'],
  finder: 'public',
  commit: (city) => {
    const pair = behind(city);
    if (pair === undefined) return false;
    take(city, pair.other, { officer: STRANGER });
    take(city, pair.head, { officer: STRANGER + 1 });
    return true;
  },
};

const skip: Cheat = {
  name: 'skip',
  rule: 'M4',
  codes: ['take.out-of-turn', 'take.beyond-quota'],
  finder: 'public',
  commit: (city) => {
    const pair = behind(city, 3);
    if (pair === undefined) return false;
    take(city, pair.other, { officer: STRANGER });
    return true;
  },
};

/** Cites an act of a case that bars nobody from the one that was passed over. */
const inventedBar: Cheat = {
  name: 'invented bar',
  rule: 'M4',
  codes: ['take.out-of-turn', 'take.beyond-quota'],
  finder: 'public',
  commit: (city) => {
    const pair = behind(city);
    const foreign = city.cases
      .flatMap(({ jobs }) => jobs)
      .find(({ of, takeIndex }) => of !== pair?.head.of && takeIndex >= 0);
    if (pair === undefined || foreign === undefined) return false;
    take(city, pair.other, { officer: STRANGER, more: { sk: [pair.head.of.ref, foreign.takeIndex] } });
    return true;
  },
};

const beyondQuota: Cheat = {
  name: 'beyond the quota',
  rule: 'M4',
  codes: ['take.beyond-quota'],
  finder: 'public',
  commit: (city) => {
    const pool = city.pools.find((known) => {
      const waiting = city.waiting(known);
      const next = known.paused ? undefined : nextOf(city, known, STRANGER);
      return known.order !== undefined && next?.of.lane === 2 && waiting.some(({ of }) => of.lane < 2);
    });
    const urgent = pool && city.waiting(pool)[0];
    if (urgent === undefined) return false;
    take(city, urgent, { officer: STRANGER });
    return true;
  },
};

const takeWhilePaused: Cheat = {
  name: 'take while paused',
  rule: 'M13',
  codes: ['take.paused'],
  finder: 'public',
  commit: (city) => {
    const found = crowded(city, 1);
    const head = found && nextOf(city, found.pool, STRANGER);
    if (head === undefined) return false;
    city.write({ k: 'pause', q: head.pool.code, reason: 'hours' });
    head.pool.paused = true;
    take(city, head, { officer: STRANGER });
    return true;
  },
};

const doubleTake: Cheat = {
  name: 'double take',
  rule: 'M5',
  codes: ['take.twice'],
  finder: 'public',
  commit: (city) => {
    const taken = city.open().find(({ state, pool }) => state === 'taken' && !pool.paused);
    if (taken === undefined) return false;
    take(city, taken, { officer: STRANGER, more: { sk: [] } });
    return true;
  },
};

const staleCheckpoint: Cheat = {
  name: 'stale checkpoint',
  rule: 'M6',
  codes: ['take.stale-checkpoint', 'take.not-covered'],
  finder: 'public',
  commit: (city) => {
    const found = crowded(city, 1);
    const head = found && nextOf(city, found.pool, STRANGER);
    if (head === undefined) return false;
    file(city);
    const cp = city.random.happens(0.5) ? head.of.ref : city.leaves.length - 1;
    city.pass(100);
    take(city, head, { officer: STRANGER, more: { cp } });
    return true;
  },
};

const backdated: Cheat = {
  name: 'backdated',
  rule: 'M11',
  codes: ['time.behind'],
  finder: 'public',
  commit: (city) => {
    const pool = city.pools.find(({ stage }) => stage === 'acceptance');
    if (pool === undefined) return false;
    city.write({ k: 'bundle', content: anyHash }, city.now);
    const ts = city.now - 10 - city.random.below(1000);
    city.write({ k: 'submit', lane: 2, ...commitments(city), q: pool.code, qn: pool.nextNumber }, ts);
    pool.nextNumber += 1;
    return true;
  },
};

const hiddenNumber: Cheat = {
  name: 'hidden number',
  rule: 'M2',
  codes: ['number.not-next'],
  finder: 'public',
  commit: (city) => {
    for (const pool of city.pools) pool.nextNumber += 1;
    file(city);
    return true;
  },
};

export const cheatsInOrder: readonly Cheat[] = [
  swap,
  skip,
  inventedBar,
  beyondQuota,
  takeWhilePaused,
  doubleTake,
  staleCheckpoint,
  backdated,
  hiddenNumber,
];
