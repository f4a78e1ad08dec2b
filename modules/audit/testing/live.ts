import {
  announceQuota,
  end,
  file,
  finish,
  grant,
  handOn,
  hold,
  machineLooks,
  nextOf,
  release,
  resume,
  serve,
  take,
} from './acts.ts';
import { City, DAY, type Job } from './city.ts';
import { declareGround, foundCity } from './found-city.ts';
import { anyHash } from './leaves.ts';

/** One thing that happens on an ordinary day; returns without a trace where it cannot happen now. */
type Happening = (city: City) => void;

const anyJob = (city: City, ...states: readonly Job['state'][]): Job | undefined =>
  city.random.pick(city.open().filter(({ state }) => states.includes(state)));

/** An officer with free hands gets whoever is next in a queue of theirs. */
export const someoneTakes: Happening = (city) => {
  const officer = city.random.below(city.officers.length);
  if (city.open().some(({ hand }) => hand === officer)) return;
  const stages = city.officers[officer] ?? [];
  const pools = city.pools.filter(
    ({ stage, paused, discipline }) => stages.includes(stage) && !paused && discipline !== 'automatic',
  );
  const pool = city.random.pick(pools);
  const next = pool && nextOf(city, pool, officer);
  if (next !== undefined) take(city, next, { officer });
};

const someoneActs: Happening = (city) => {
  const job = anyJob(city, 'taken');
  if (job === undefined) return;
  const chance = city.random.next();
  if (chance < 0.15) release(city, job);
  else if (chance > 0.92 && handOn(city, job)) return;
  else if (chance < 0.3 && job.pool.stage === 'acceptance' && !job.of.asked) hold(city, job);
  else if (chance < 0.35 && job.pool.stage === 'acceptance') end(city, job, 'refuse');
  else finish(city, job);
};

const someoneAnswers: Happening = (city) => {
  const job = anyJob(city, 'held');
  if (job === undefined) return;
  if (city.random.happens(0.9)) resume(city, job);
  else end(city, job, 'close');
};

const someoneWithdraws: Happening = (city) => {
  const job = anyJob(city, 'eligible', 'taken', 'held');
  if (job !== undefined && job.pool.stage !== 'delivery') end(city, job, 'withdraw');
};

/** 行政许可法 32: an acceptance that nobody decided in time is deemed to be given; so may be a department's consent. */
const lawActs: Happening = (city) => {
  const job = anyJob(city, 'eligible', 'taken', 'held');
  if (job?.pool.stage !== 'acceptance' && job?.pool.stage !== 'examination') return;
  job.hand = undefined;
  finish(city, job, { by: 'law' });
};

const machineWorks: Happening = (city) => {
  const job = anyJob(city, 'eligible');
  if (job?.pool.discipline !== 'automatic') return;
  if (job.pool.stage === 'delivery') end(city, job, 'deliver');
  else machineLooks(city, job);
};

const someoneGrants: Happening = (city) => {
  const job = anyJob(city, 'eligible', 'taken', 'held');
  if (job !== undefined) grant(city, job.of);
};

const rulesChange: Happening = (city) => {
  const pool = city.random.pick(city.pools);
  const ground = city.random.pick(city.grounds);
  const chance = city.random.next();
  if (chance < 0.4 && pool !== undefined) announceQuota(city, pool);
  else if (chance < 0.6) declareGround(city, city.random.happens(0.5) ? 0 : 1);
  else if (ground !== undefined && !ground.ended) {
    ground.ended = true;
    city.write({ ...ground.fields, until: city.now }, city.now);
  }
};

const somethingElse: Happening = (city) => {
  const leaves = [
    { k: 'bundle', content: anyHash },
    { k: 'draw', commitment: anyHash, result: anyHash },
    { k: 'erratum', of: city.random.below(city.leaves.length), hash: anyHash },
    { k: 'keys', add: ['another.example/key+00000000+AA=='], remove: [] },
  ];
  city.write(leaves[city.random.below(leaves.length)] ?? {});
};

const timePasses: Happening = (city) => {
  const { random } = city;
  if (random.happens(0.02)) city.pass(DAY);
  else if (random.happens(0.7)) city.pass(random.below(30));
  else city.now += random.below(20);
};

const day: readonly (readonly [number, Happening])[] = [
  [30, file],
  [35, someoneTakes],
  [25, someoneActs],
  [6, someoneAnswers],
  [3, someoneWithdraws],
  [2, lawActs],
  [8, machineWorks],
  [5, someoneGrants],
  [2, (city) => serveSomewhere(city)],
  [1, rulesChange],
  [1, somethingElse],
  [15, timePasses],
];
const total = day.reduce((sum, [weight]) => sum + weight, 0);

function serveSomewhere(city: City): void {
  const pool = city.random.pick(city.pools.filter(({ paused }) => paused || city.random.happens(0.5)));
  if (pool !== undefined) serve(city, pool);
}

/** Lets so many things happen. */
export function live(city: City, happenings: number): void {
  for (let count = 0; count < happenings; count += 1) {
    let chance = city.random.next() * total;
    const happening = day.find(([weight]) => (chance -= weight) < 0)?.[1];
    happening?.(city);
  }
}

/** A founded city in which so many things have happened, all of them lawful. */
export function honestCity(seed: number, happenings: number): City {
  const city = new City(seed);
  foundCity(city);
  live(city, happenings);
  return city;
}
