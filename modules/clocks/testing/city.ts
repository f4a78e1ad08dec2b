import { inTransaction, stoppedClock, type Db, type Tx } from '#kernel';
import {
  clocksOf,
  extendClock,
  footingAt,
  raiseNext,
  resumeClocks,
  startClocks,
  stopClocks,
  suspendClocks,
  sweepClocks,
  type ClockKind,
  type ClockStart,
  type RungHandlers,
} from '../index.ts';
import { civilDate, Refusal } from '#kernel';
import { storyOf, type Act, type Dice } from './story.ts';

const HALF_DAY_MS = 43_200_000;
const FIRST = Date.parse('2026-09-21T09:30:00+08:00');
export const TICKS = 130;

export interface City {
  readonly db: Db;
  readonly cases: number;
  /** Which workers are up at a tick; none is an outage. */
  readonly workers: (tick: number) => number;
  /** Whether a handler breaks when it has done half of its work. */
  readonly crashes: () => boolean;
}

/** Lives through two months of a city: people act, workers sweep. @returns how often something broke */
export async function live(city: City): Promise<number> {
  const calendar = Map.groupBy(
    Array.from({ length: city.cases }, (_, at) =>
      storyOf(at).map((act) => ({ subject: subjectOf(at), ...act })),
    ).flat(),
    ({ tick }) => tick,
  );
  let broken = 0;
  const log = { error: () => void (broken += 1) };
  for (let tick = 0; tick <= TICKS; tick += 1) {
    const now = new Date(FIRST + tick * HALF_DAY_MS);
    const acts = calendar.get(tick) ?? [];
    const desks = Array.from({ length: 10 }, async (_, desk) => {
      for (const act of acts.filter((_act, at) => at % 10 === desk)) await perform(city, act, now);
    });
    await Promise.all(desks);
    const workers = Array.from({ length: tick === TICKS ? 10 : city.workers(tick) }, async () =>
      sweepClocks({ db: city.db, clock: stoppedClock(now), log }, { handlers: handlers(city.crashes), most: 100 }),
    );
    await Promise.all(workers);
  }
  // The last morning everybody is well.
  const now = stoppedClock(new Date(FIRST + TICKS * HALF_DAY_MS));
  await sweepClocks({ db: city.db, clock: now, log }, { handlers: handlers(() => false), most: 100 });
  return broken;
}

export const lastMoment = new Date(FIRST + TICKS * HALF_DAY_MS);

/** Subjects are numbered, so that two cities can be compared. */
export function subjectOf(at: number): string {
  return `00000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`;
}

/** What the law makes of silence; each effect is written down, so that none can happen twice unseen. */
function handlers(crashes: () => boolean): RungHandlers {
  const kinds: readonly ClockKind[] = ['acceptance', 'supplement', 'promised', 'statutory', 'delivery'];
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      async (tx: Tx, { clock, rung, legalAt, raisedAt }) => {
        const moment = { at: legalAt, now: raisedAt };
        await note(tx, clock.id, rung);
        if (crashes()) throw new Error('The worker crashed.');
        if (rung === 'lapse') await stopClocks(tx, { subject: clock.subject }, moment);
        if (rung !== 'deemed') return;
        await stopClocks(tx, { subject: clock.subject, kinds: ['acceptance'] }, moment);
        await startClocks(tx, decision(clock.subject, { startedAt: clock.startedAt, openedAt: legalAt }), raisedAt);
      },
    ]),
  );
}

async function note(tx: Tx, clock: string, rung: string): Promise<void> {
  const name = `${clock} ${rung} ${Math.random()}`;
  await tx.insertInto('kernel.setting').values({ name, value: 1 }).execute();
}

/** Every effect that was written down, as clock and rung. */
export async function effects(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('kernel.setting').select('name').execute();
  return rows.map(({ name }) => name.split(' ').slice(0, 2).join(' '));
}

function decision(subject: string, when: { startedAt: Date; openedAt?: Date }): readonly ClockStart[] {
  const start = { subject, region: '530721', ...when };
  return [
    { ...start, kind: 'promised', limit: { value: 10, unit: 'workday' }, legal: false },
    { ...start, kind: 'statutory', limit: { value: 30, unit: 'naturalDay' }, legal: true },
  ];
}

/** An officer's or applicant's act. What time has brought about comes first; what makes no sense any more is refused. */
async function perform({ db }: City, act: Act & { readonly subject: string }, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const raising = { footing: await footingAt(tx, now), handlers: handlers(() => false), now };
    while (await raiseNext(tx, act.subject, raising));
    const clocks = await clocksOf(tx, act.subject, now);
    const running = clocks.find(({ state, kind }) => state !== 'stopped' && kind !== 'promised')?.kind;
    await acts[act.does](tx, { ...act, now, running, round: clocks.length + 1 });
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

interface Doing extends Act {
  readonly subject: string;
  readonly now: Date;
  /** What is waited for. */
  readonly running: ClockKind | undefined;
  readonly round: number;
}

type Doer = (tx: Tx, doing: Doing) => Promise<unknown>;

const instead = (kinds: readonly ClockKind[], next: (doing: Doing) => readonly ClockStart[]): Doer => {
  return async (tx, doing) => {
    const { subject, now, running } = doing;
    if (running !== undefined && !kinds.includes(running)) return;
    if (running === undefined && kinds.length > 0) return;
    await stopClocks(tx, { subject }, { at: now, now });
    await startClocks(tx, next(doing), now);
  };
};

const one =
  (kind: ClockKind, value: number) =>
  ({ subject, now, round }: Doing): readonly ClockStart[] => [
    { subject, kind, round, region: '530700', limit: { value, unit: 'workday' }, startedAt: now, legal: true },
  ];

const acts: Readonly<Record<Act['does'], Doer>> = {
  file: instead([], one('acceptance', 5)),
  ask: instead(['acceptance'], one('supplement', 15)),
  answer: instead(['supplement'], one('acceptance', 5)),
  accept: instead(['acceptance'], ({ subject, now }) => decision(subject, { startedAt: now })),
  decide: instead(['statutory'], one('delivery', 10)),
  deliver: instead(['delivery'], () => []),
  resume: async (tx, { subject, now }) => resumeClocks(tx, { subject }, now),
  suspend: async (tx, { subject, days, now }) => {
    const plannedEnd = civilDate(now).add({ days });
    await suspendClocks(tx, { subject, kind: '鉴定', basis: '行政许可法 45', plannedEnd }, now);
  },
  extend: async (tx, { subject, now }) =>
    extendClock(tx, { subject, kind: 'promised', value: 10, unit: 'workday', basis: '行政许可法 42' }, now),
};

/** Workers come and go: on every fourth tick some of them sweep, and for days none does. */
export function unreliable(roll: Dice): City['workers'] {
  let down = 0;
  return () => {
    if (down > 0) {
      down -= 1;
      return 0;
    }
    if (roll(6) === 0) down = 2 + roll(14);
    return 1 + roll(10);
  };
}
