import type { Cheat } from './cheat.ts';
import type { City, Job } from './city.ts';
import { anyHash } from './leaves.ts';

/** Somebody's part of an accepted case that nobody has in hand. */
function unread(city: City): Job | undefined {
  return city.random.pick(
    city.open().filter(({ state, pool }) => state === 'eligible' && pool.stage === 'examination'),
  );
}

/** The decision opens while a department has not said anything. */
const forgottenDepartment: Cheat = {
  name: 'forgotten department',
  rule: 'M5',
  codes: ['task.unfinished'],
  finder: 'public',
  commit: (city) => {
    const job = unread(city);
    const pool = city.pools.find(({ stage }) => stage === 'decision');
    if (job === undefined || pool === undefined) return false;
    const { of } = job;
    const fields = { k: 'ready', q: pool.code, qn: pool.nextNumber, n: of.jobs.length };
    city.enter(of, pool, city.event(of, fields, city.now));
    pool.nextNumber += 1;
    return true;
  },
};

/** An opinion of a department in which nobody has taken the task. */
const inventedOpinion: Cheat = {
  name: 'invented opinion',
  rule: 'M5',
  codes: ['task.not-in-hand'],
  finder: 'public',
  commit: (city) => {
    const job = unread(city);
    if (job?.pool.discipline === 'automatic' || job === undefined) return false;
    city.event(job.of, { k: 'pass', n: job.n, outcome: anyHash }, city.now);
    job.state = 'ended';
    return true;
  },
};

/** A task that waits for its turn is handed to somebody, as if it had been in a hand. */
const handedOutOfTurn: Cheat = {
  name: 'handed out of turn',
  rule: 'M5',
  codes: ['task.not-in-hand'],
  finder: 'public',
  commit: (city) => {
    const job = city.random.pick(city.open().filter(({ state }) => state === 'eligible'));
    if (job === undefined) return false;
    const officer = city.random.below(city.officers.length);
    const to = city.officerName(officer, job.of);
    job.takeIndex = city.event(job.of, { k: 'release', n: job.n, reason: 'hand-over', to });
    job.state = 'taken';
    job.hand = officer;
    return true;
  },
};

export const cheatsInApproval: readonly Cheat[] = [forgottenDepartment, inventedOpinion, handedOutOfTurn];
