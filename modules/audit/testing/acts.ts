import {
  barOf,
  commitments,
  CLOCKS_APART,
  DAY,
  MERGE_DELAY,
  type Application,
  type City,
  type Job,
  type Pool,
  type Step,
} from './city.ts';
import { anyHash, type Fields } from './leaves.ts';

const outcome = { outcome: anyHash };

export function file(city: City): Application {
  const { random } = city;
  const pool = random.pick(city.pools.filter(({ stage }) => stage === 'acceptance'));
  // What is brought from another system is people's.
  if (pool === undefined) throw new Error('A city has an acceptance queue.');
  const migrated = pool.discipline !== 'automatic' && city.orderOfMigrated > 0 && random.happens(0.3);
  const declared = migrated ? { k: 'migrated', order: (city.orderOfMigrated += 1) } : { k: 'submit', lane: 2 };
  const ref = city.write({ ...declared, ...commitments(city), q: pool.code, qn: pool.nextNumber });
  pool.nextNumber += 1;
  const alone = (stage: Step['stage']): Step => ({ stage, count: 1 });
  const plan: readonly Step[] = [
    alone('acceptance'),
    ...(random.happens(0.4) ? [alone('examination')] : []),
    ...(random.happens(0.3) ? [{ stage: 'examination' as const, count: 2 + random.below(3) }] : []),
    alone('decision'),
    ...(random.happens(0.4) ? [alone('delivery')] : []),
  ];
  const of: Application = {
    ref,
    plan,
    bars: [],
    jobs: [],
    last: ref,
    lane: 2,
    grant: undefined,
    accepted: ref,
    step: 0,
    asked: false,
  };
  city.enter(of, pool, ref);
  city.cases.push(of);
  return of;
}

/** Whom an officer gets next out of a queue, by the specification; undefined: nobody. */
export function nextOf(city: City, pool: Pool, officer: number): Job | undefined {
  const free = city.waiting(pool).filter((job) => barOf(job, officer) === undefined);
  if (pool.order === undefined) return city.random.pick(free);
  const [urgent, normal] = [free.find(({ of }) => of.lane < 2), free.find(({ of }) => of.lane === 2)];
  if (urgent === undefined || normal === undefined) return urgent ?? normal;
  const k = quotaAt(pool, city.now);
  return k === undefined || pool.since >= k - 1 ? urgent : normal;
}

function quotaAt({ quotas }: Pool, ts: number): number | undefined {
  return quotas.findLast(({ from }) => from <= ts)?.k;
}

/** The acts that bar this officer from those who wait before the one that is taken, or would by the quota. */
function barsAhead(city: City, job: Job, officer: number): readonly number[] {
  const waiting = city.waiting(job.pool);
  const ahead =
    job.of.lane < 2
      ? waiting.filter((other) => waiting.indexOf(other) < waiting.indexOf(job) || other.of.lane === 2)
      : waiting.slice(0, waiting.indexOf(job));
  return [...new Set(ahead.flatMap((other) => barOf(other, officer)?.index ?? []))];
}

export interface Taker {
  readonly officer: number;
  /** What the leaf says differently. */
  readonly more?: Fields;
}

export function take(city: City, job: Job, { officer, more = {} }: Taker): number {
  const ts = city.now;
  const { pool, of, n } = job;
  const beyond = city.leaves[city.published];
  if (city.published <= of.ref || (typeof beyond?.ts === 'number' && beyond.ts < ts - MERGE_DELAY + CLOCKS_APART))
    city.publish();
  const sk = barsAhead(city, job, officer);
  const otherWaits = city.waiting(pool).some((other) => other.of.lane === 2);
  const fields = { k: 'take', q: pool.code, n, officer: city.officerName(officer, of), cp: city.published, sk };
  job.takeIndex = city.event(of, { ...fields, ...(of.grant === undefined ? {} : { ex: of.grant }), ...more }, ts);
  if (of.lane === 2) pool.since += 1;
  else if (otherWaits) pool.since = 0;
  job.state = 'taken';
  job.hand = officer;
  return job.takeIndex;
}

export function release(city: City, job: Job): number {
  const reason = city.random.pick(['timeout', 'absence', 'recusal', 'hand-over']) ?? 'timeout';
  const { of, n, hand } = job;
  const index = city.event(of, { k: 'release', n, reason });
  if (reason === 'recusal' && hand !== undefined) of.bars.push({ officer: hand, stage: undefined, index });
  job.state = 'eligible';
  job.hand = undefined;
  return index;
}

/** Hands a task on to a colleague with free hands who may work on it. @returns whether there was one */
export function handOn(city: City, job: Job): boolean {
  const { pool, of, n } = job;
  const free = city.officers.flatMap((stages, officer) =>
    stages.includes(pool.stage) &&
    barOf(job, officer) === undefined &&
    !city.open().some(({ hand }) => hand === officer)
      ? [officer]
      : [],
  );
  const officer = city.random.pick(free);
  if (officer === undefined) return false;
  const reason = city.random.happens(0.5) ? 'hand-over' : 'absence';
  job.takeIndex = city.event(of, { k: 'release', n, reason, to: city.officerName(officer, of) });
  job.hand = officer;
  return true;
}

export function hold(city: City, job: Job): void {
  city.event(job.of, { k: 'hold', n: job.n, reason: 'supplement' });
  job.of.asked = true;
  job.state = 'held';
  job.hand = undefined;
}

export function resume(city: City, job: Job): void {
  city.event(job.of, { k: 'resume', n: job.n, reason: 'supplement' });
  job.state = 'eligible';
}

/** Ends the task: accepts, passes, decides or delivers; whoever is the last opens the next step in the same append. */
export function finish(city: City, job: Job, by: { readonly by?: 'law' } = {}): void {
  const { of, n, hand, pool } = job;
  const { stage } = pool;
  if (stage === 'delivery') return end(city, job, 'deliver');
  if (hand !== undefined && stage !== 'decision')
    of.bars.push({ officer: hand, stage: 'decision', index: job.takeIndex });
  const ts = city.now;
  const kind = ({ acceptance: 'accept', examination: 'pass', decision: 'decide' } as const)[stage];
  const index = city.event(of, { k: kind, n, ...outcome, ...by }, ts);
  if (stage === 'acceptance') of.accepted = index;
  close(job);
  const others = of.jobs.filter(({ state }) => state !== 'ended');
  if (others.length > 0 && city.random.happens(0.7)) return;
  for (const other of others) dropByRoute(city, other, ts);
  const denied = stage === 'decision' && city.random.happens(0.2);
  if (!denied) openStep(city, of, ts);
}

/** One objection, or consent enough: the route needs the others no more. */
function dropByRoute(city: City, job: Job, ts: number): void {
  city.event(job.of, { k: 'pass', n: job.n, ...outcome, by: 'route' }, ts);
  close(job);
}

function openStep(city: City, of: Application, ts: number): void {
  const machines = city.poolOf('decision', { machines: true });
  const isAccepted = of.step === 0;
  // Some services are looked at by machines first, right after acceptance.
  if (isAccepted && machines !== undefined && city.random.happens(0.2)) return ready(city, of, { pool: machines, ts });
  openPeoplesStep(city, of, ts);
}

function ready(city: City, of: Application, { pool, ts }: { readonly pool: Pool; readonly ts: number }): void {
  const fields = { k: 'ready', q: pool.code, qn: pool.nextNumber, n: of.jobs.length };
  city.enter(of, pool, city.event(of, fields, ts));
  pool.nextNumber += 1;
}

function openPeoplesStep(city: City, of: Application, ts: number): void {
  of.step += 1;
  const { stage, count = 0 } = of.plan[of.step] ?? {};
  const pool = stage && (city.poolOf(stage) ?? city.poolOf(stage, { machines: true }));
  if (pool === undefined) return;
  for (let number = 0; number < count; number += 1) ready(city, of, { pool, ts });
}

/** A machine looks at a case: it accepts and decides what its table approves, and leaves everything else to people. */
export function machineLooks(city: City, job: Job): void {
  const { of, n, pool } = job;
  const ts = city.now;
  const isFiled = pool.stage === 'acceptance';
  if (city.random.happens(0.4)) {
    city.event(of, { k: 'transfer', n, ...outcome }, ts);
    close(job);
    const people = city.poolOf('acceptance');
    if (!isFiled) openPeoplesStep(city, of, ts);
    else if (people !== undefined) ready(city, of, { pool: people, ts });
    return;
  }
  const decisions = city.poolOf('decision', { machines: true });
  if (isFiled && decisions === undefined) return;
  if (isFiled) of.accepted = city.event(of, { k: 'accept', n, ...outcome }, ts);
  close(job);
  if (isFiled && decisions !== undefined) ready(city, of, { pool: decisions, ts });
  const deciding = isFiled ? of.jobs.at(-1) : job;
  if (deciding === undefined) return;
  city.event(of, { k: 'decide', n: deciding.n, ...outcome }, ts);
  close(deciding);
  of.step = of.plan.findIndex(({ stage }) => stage === 'decision');
  openPeoplesStep(city, of, ts);
}

function close(job: Job): void {
  job.state = 'ended';
  job.hand = undefined;
}

export function end(city: City, job: Job, k: 'refuse' | 'deliver' | 'withdraw' | 'close'): void {
  city.event(job.of, { k, n: job.n, ...outcome });
  for (const each of job.of.jobs) close(each);
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
