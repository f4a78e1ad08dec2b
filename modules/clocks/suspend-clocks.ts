import { Refusal, type Tx } from '#kernel';
import { insertSuspension, lockClocks } from './clock-store.ts';
import { footingAt, reproject } from './footing.ts';
import { suspendable, type ClockKind, type SuspensionId } from './kinds.ts';
import type { ClockLedger, KeptSuspension } from './ledger.ts';
import { ledgersOf } from './ledger-store.ts';
import { isSuspendedBy } from './suspended-by.ts';
import { isSuspended, suspensionProblem } from './suspension.ts';

export interface NewSuspending {
  readonly subject: string;
  /** Of the module that suspends, where it has a name of its own for it. */
  readonly id?: string;
  /** The task that waits; the clocks of others run on. Without it those of every task stand still. */
  readonly n?: number;
  /** 听证, 检验, 鉴定 …: what the item lists. */
  readonly kind: string;
  /** The article: 行政许可法 45, or what the item cites. */
  readonly basis: string;
  /** Its last day; after it the clocks run again by themselves. */
  readonly plannedEnd: Temporal.PlainDate;
  /** Without it the clocks of the decision and of its tasks. */
  readonly kinds?: readonly ClockKind[];
}

/**
 * Suspends what runs of a subject from now on, also clocks that begin meanwhile. Nobody suspends into the past.
 * @throws Refusal clocks.nothing-to-suspend, clocks.suspension-twice, clocks.suspension-reversed, -absurd, -without-basis
 */
export async function suspendClocks(tx: Tx, suspending: NewSuspending, now: Date): Promise<SuspensionId> {
  const { subject, kinds = suspendable, id: given, ...told } = suspending;
  const suspension = { ...told, from: now };
  const problem = suspensionProblem(suspension);
  if (problem !== undefined) throw new Refusal(problem);
  if (told.kind === '' || told.basis === '') throw new Refusal('clocks.suspension-without-basis');
  await lockClocks(tx, [subject]);
  const clocks = await ledgersOf(tx, [subject]);
  const running = clocks.filter((clock) => isSuspendedBy(clock, { kinds, n: told.n }) && clock.stoppedAt === undefined);
  const carrier = carrierOf(running);
  const standing = running.flatMap(({ suspensions }) => suspensions.filter((each) => isSame(each, told)));
  if (isSuspended(standing, now)) throw new Refusal('clocks.suspension-twice');
  const row = { ...suspension, subject, kinds, carrier: carrier.id };
  const id = await insertSuspension(tx, given === undefined ? row : { ...row, id: given });
  const kept: KeptSuspension = { ...suspension, id, carrier: carrier.id };
  await reproject(
    tx,
    running.map((clock) => ({ ...clock, suspensions: [...clock.suspensions, kept] })),
    { footing: await footingAt(tx, now), why: { reason: 'suspended', at: now } },
  );
  return id;
}

/** Two of one kind at one task would be one that was written twice. */
function isSame(
  one: Pick<KeptSuspension, 'kind' | 'n'>,
  other: { readonly kind: string; readonly n?: number },
): boolean {
  return one.kind === other.kind && one.n === other.n;
}

/** The clock that is likely to run longest carries the planned end on its ladder. */
function carrierOf(running: readonly ClockLedger[]): ClockLedger {
  const place = ({ kind }: ClockLedger) =>
    suspendable.includes(kind) ? suspendable.indexOf(kind) : suspendable.length;
  const [first] = running.toSorted((one, other) => place(one) - place(other));
  if (first === undefined) throw new Refusal('clocks.nothing-to-suspend');
  return first;
}
