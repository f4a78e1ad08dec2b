import { Refusal, type RefusalCode, type Tx } from '#kernel';
import { hasPassed, type ClockKind } from '#clocks';
import type { Command } from '../lifecycle.ts';

interface Late {
  readonly kind: ClockKind;
  readonly code: RefusalCode;
}

const DEEMED: Late = { kind: 'acceptance', code: 'cases.deemed-by-now' };

/** What would overtake something that time has brought about, whether or not the platform has come to it yet. */
const late: Readonly<Partial<Record<Command, Late>>> = {
  accept: DEEMED,
  refuse: DEEMED,
  'request-supplement': DEEMED,
  'answer-supplement': { kind: 'supplement', code: 'cases.lapsed-by-now' },
};

/**
 * After the time for acceptance a case is accepted by law (行政许可法 32(4)), and after that for a supplement it has ended:
 * nobody answers it any more, also in the minute before the platform writes that down.
 * @throws Refusal cases.deemed-by-now, cases.lapsed-by-now
 */
export async function requireInTime(
  tx: Tx,
  caseId: string,
  { command, now }: { readonly command: Command; readonly now: Date },
): Promise<void> {
  const passed = late[command];
  if (passed === undefined) return;
  if (await hasPassed(tx, { subject: caseId, kind: passed.kind, now })) throw new Refusal(passed.code);
}
