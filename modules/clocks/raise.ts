import { inTransaction, type Tx, type World } from '#kernel';
import { insertSuspensionEnd, tryLockClocks, updateProjections } from './clock-store.ts';
import { isSame, projected, type Footing } from './footing.ts';
import { clockKinds, type SuspensionId } from './kinds.ts';
import { ahead, resumeRung, type Level, type Step } from './ladder.ts';
import type { ClockLedger } from './ledger.ts';
import { ledgersOf } from './ledger-store.ts';
import { claimRung, isAnythingDue } from './rung-store.ts';

/** What came of the passing of time, as its handler is told. */
export interface RaisedRung {
  /** The clock as it was before. */
  readonly clock: Omit<ClockLedger, 'raised' | 'projected'>;
  /** 'warn', 'deemed', 'due' …; 'resume' where a suspension ended by itself. */
  readonly rung: string;
  /** The suspension that ended. */
  readonly suspension?: SuspensionId;
  readonly level?: Level;
  /** The moment that its effect carries, however late a worker came to it. */
  readonly legalAt: Date;
  readonly raisedAt: Date;
}

/**
 * Does what has to be done about a rung, in the transaction that claims it: both happen, or neither and it is tried
 * again. It may start, stop, suspend and extend clocks of the same subject.
 */
export type RungHandler = (tx: Tx, rung: RaisedRung) => Promise<void>;

/** By kind of clock. Rungs of kinds without a handler come to pass all the same and are on record. */
export type RungHandlers = Readonly<Partial<Record<ClockLedger['kind'], RungHandler>>>;

/** Locks the subject as its own module does. @returns false: somebody is at it, the next sweep will find it */
export type LockSubject = (tx: Tx, subject: string) => Promise<boolean>;

export interface Raising {
  readonly footing: Footing;
  readonly handlers: RungHandlers;
  readonly now: Date;
  readonly lockSubject?: LockSubject;
}

/** Whatever is due of a subject, in legal order, each in a transaction of its own. @returns how many came to pass */
export async function raiseSubject({ db }: Pick<World, 'db'>, subject: string, raising: Raising): Promise<number> {
  for (let raised = 0; ; raised += 1) {
    const isRaised = await inTransaction(db, async (tx) => {
      const mine = (await raising.lockSubject?.(tx, subject)) ?? true;
      if (!mine || !(await tryLockClocks(tx, subject))) return false;
      return raiseNext(tx, subject, raising);
    });
    if (!isRaised) return raised;
  }
}

/**
 * The earliest rung of a subject that is due comes to pass, within a transaction that holds its locks. An act that must
 * not overtake what time has brought about calls it until it returns false.
 */
export async function raiseNext(tx: Tx, subject: string, raising: Raising): Promise<boolean> {
  if (!(await isAnythingDue(tx, subject, raising.now))) return false;
  const clocks = await ledgersOf(tx, [subject]);
  const due = earliest(clocks, raising);
  if (due === undefined) return settle(tx, clocks, raising.footing);
  const { clock, step } = due;
  if (!(await claimRung(tx, clock, { rung: step.rung, legalAt: step.at, raisedAt: raising.now }))) return true;
  const rung = await told(tx, due, raising.now);
  await raising.handlers[clock.kind]?.(tx, rung);
  return true;
}

interface Due {
  readonly clock: ClockLedger;
  readonly step: Step;
}

function earliest(clocks: readonly ClockLedger[], { footing, now }: Raising): Due | undefined {
  const due = clocks.flatMap((clock) =>
    ahead(clock, footing.calendars(clock.region), footing.rules)
      .filter(({ at }) => at <= now)
      .map((step) => ({ clock, step })),
  );
  return due.toSorted(
    (one, other) =>
      one.step.at.getTime() - other.step.at.getTime() ||
      clockKinds.indexOf(one.clock.kind) - clockKinds.indexOf(other.clock.kind),
  )[0];
}

async function told(tx: Tx, { clock, step }: Due, raisedAt: Date): Promise<RaisedRung> {
  const { raised: _raised, projected: _projected, ...facts } = clock;
  const level = step.level === undefined ? {} : { level: step.level };
  const rung = { clock: facts, legalAt: step.at, raisedAt, ...level };
  const over = clock.suspensions.find(({ id }) => resumeRung(id) === step.rung);
  if (over === undefined) return { ...rung, rung: step.rung };
  await insertSuspensionEnd(tx, { id: over.id, at: step.at, planned: true });
  return { ...rung, rung: 'resume', suspension: over.id };
}

/** Nothing is due any more: writes what the sweep has to look for next. */
async function settle(tx: Tx, clocks: readonly ClockLedger[], footing: Footing): Promise<false> {
  const anew = clocks.map((clock) => ({ id: clock.id, before: clock.projected, projected: projected(clock, footing) }));
  await updateProjections(
    tx,
    anew.filter(({ before, projected: after }) => !isSame(before, after)),
  );
  return false;
}
