import type { Cheat } from './cheat.ts';
import type { City, Job, Pool, Stage } from './city.ts';
import { anyHash } from './leaves.ts';

/** A case that waits for people at one of these stages. */
function waitsForPeople(city: City, ...stages: readonly Stage[]): Job | undefined {
  return city.random.pick(
    city
      .open()
      .filter(
        ({ state, pool }) => state === 'eligible' && pool.discipline !== 'automatic' && stages.includes(pool.stage),
      ),
  );
}

function enter(city: City, { of }: Job, pool: Pool): number {
  const n = of.jobs.length;
  city.enter(of, pool, city.event(of, { k: 'ready', q: pool.code, qn: pool.nextNumber, n }, city.now));
  pool.nextNumber += 1;
  return n;
}

/** A favour: a case that waits for its acceptance is put among those that machines accept, and is decided at once. */
const slippedIn: Cheat = {
  name: 'slipped in as automatic',
  rule: 'M5',
  codes: ['task.not-automatic'],
  finder: 'public',
  commit: (city) => {
    const pool = city.poolOf('acceptance', { machines: true });
    const job = waitsForPeople(city, 'acceptance');
    if (pool === undefined || job === undefined) return false;
    city.event(job.of, { k: 'transfer', n: job.n, outcome: anyHash }, city.now);
    job.state = 'ended';
    const n = enter(city, job, pool);
    city.event(job.of, { k: 'accept', n, outcome: anyHash }, city.now);
    for (const each of job.of.jobs) each.state = 'ended';
    return true;
  },
};

/** A case that waits to be examined, or decided, is decided by a machine instead. */
const decidedPast: Cheat = {
  name: 'decided by a machine past those who wait',
  rule: 'M5',
  codes: ['task.not-automatic'],
  finder: 'public',
  commit: (city) => {
    const pool = city.poolOf('decision', { machines: true });
    const job = waitsForPeople(city, 'examination', 'decision');
    const isAlone = job?.of.jobs.filter(({ state }) => state !== 'ended').length === 1;
    if (pool === undefined || job === undefined || !isAlone) return false;
    city.event(job.of, { k: 'transfer', n: job.n, outcome: anyHash }, city.now);
    job.state = 'ended';
    const n = enter(city, job, pool);
    city.event(job.of, { k: 'decide', n, outcome: anyHash }, city.now);
    for (const each of job.of.jobs) each.state = 'ended';
    return true;
  },
};

/** A machine refuses somebody: nobody took the case in hand. */
const machineRefuses: Cheat = {
  name: 'refused by a machine',
  rule: 'M5',
  codes: ['task.not-in-hand'],
  finder: 'public',
  commit: (city) => {
    const filed = city.open().filter(({ state, pool }) => state === 'eligible' && pool.stage === 'acceptance');
    const job = city.random.pick(filed.filter(({ pool }) => pool.discipline === 'automatic'));
    if (job === undefined) return false;
    city.event(job.of, { k: 'refuse', n: job.n, outcome: anyHash }, city.now);
    for (const each of job.of.jobs) each.state = 'ended';
    return true;
  },
};

/** A case in a queue of people is decided although nobody took it. */
const decidedByNobody: Cheat = {
  name: 'decided by nobody',
  rule: 'M5',
  codes: ['task.not-in-hand'],
  finder: 'public',
  commit: (city) => {
    const job = waitsForPeople(city, 'decision');
    if (job === undefined) return false;
    city.event(job.of, { k: 'decide', n: job.n, outcome: anyHash }, city.now);
    for (const each of job.of.jobs) each.state = 'ended';
    return true;
  },
};

export const cheatsByMachine: readonly Cheat[] = [slippedIn, decidedPast, machineRefuses, decidedByNobody];
