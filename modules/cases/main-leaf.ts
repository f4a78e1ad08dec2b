import type { World } from '#kernel';
import type { OfficerId } from '#identity';
import type { Unchained } from './act-leaves.ts';
import type { CaseRecord } from './case-store.ts';
import type { Command, Transition } from './lifecycle.ts';
import { pseudonym } from './pseudonym.ts';

/** An act, as far as the public log has to do with it. */
interface Told {
  readonly record: CaseRecord;
  readonly command: Command;
  readonly task?: { readonly n: number };
  readonly to?: OfficerId;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Telling {
  readonly act: Told;
  /** What becomes of the task. */
  readonly task: Transition['task'];
  /** The commitment to what was said. */
  readonly outcome: string;
}

/** What the public log tells of an act itself, beside the tasks that it opens and closes. */
export function mainLeaves(world: World, telling: Telling): readonly Unchained[] {
  const { act } = telling;
  return act.to === undefined ? mainLeaf(telling) : [handOverLeaf(world, act, act.to)];
}

const outcomeKind = {
  accept: 'accept',
  refuse: 'refuse',
  pass: 'pass',
  grant: 'decide',
  deny: 'decide',
  deliver: 'deliver',
  withdraw: 'withdraw',
  'to-people': 'transfer',
} as const;

/** The leaf of the act itself; what time brings about is told by the tasks that open and close alone. */
function mainLeaf({ act: { record, task, command, details }, task: fate, outcome }: Telling): readonly Unchained[] {
  const n = task?.n ?? record.n;
  if (fate === 'hold') return [{ k: 'hold', reason: command === 'begin-special' ? 'special' : 'supplement', n }];
  if (command === 'answer-supplement') return [{ k: 'resume', reason: 'supplement', n }];
  if (command === 'end-special' || command === 'resume-special') return [{ k: 'resume', reason: 'special', n }];
  if (command === 'release') return [{ k: 'release', reason: releaseReason(details.reason), n }];
  if (command === 'consent') return [{ k: 'pass', outcome, n, by: 'law' }];
  if (command === 'deem-accept') return [{ k: 'accept', outcome, n, by: 'law' }];
  if (command === 'lapse') return [{ k: 'close', outcome, n, by: 'law' }];
  if (command in outcomeKind) return [{ k: outcomeKind[command as keyof typeof outcomeKind], outcome, n }];
  return [];
}

/** From hand to hand, in public: whoever chooses a colleague for a case is seen to have done so. */
function handOverLeaf(world: World, { record, task, details }: Told, to: OfficerId): Unchained {
  const reason = details.by === 'head' ? 'absence' : 'hand-over';
  return { k: 'release', reason, n: task?.n ?? record.n, to: pseudonym(world, record, to) };
}

const releaseReasons = ['timeout', 'absence', 'recusal', 'hand-over'] as const;

function releaseReason(reason: unknown): (typeof releaseReasons)[number] {
  return releaseReasons.find((known) => known === reason) ?? 'timeout';
}
