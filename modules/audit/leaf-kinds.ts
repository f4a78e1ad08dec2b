/** 0 statutory priority, 1 urgent, 2 normal. */
export type Lane = 0 | 1 | 2;

/** What orders a queue: the index of the submission, of the case's acceptance, or of the entry into the queue. */
export type OrderKey = 'ref' | 'accept' | 'ready';

export type Discipline = 'fifo' | 'by-acceptance' | 'hall' | 'automatic' | 'waiting-list' | 'lottery' | 'batch';

/** Indices, queue numbers and times are JSON numbers and exact; version 1 ends at 2^53 leaves. */
interface Dated {
  /** Seconds since 1970. */
  readonly ts: number;
}

interface OfCase extends Dated {
  /** Index of the case's submission. */
  readonly ref: number;
  /** Index of the case's previous event. */
  readonly prev: number;
}

interface OfTask extends OfCase {
  /** Number of the task within its case, from 0. */
  readonly n: number;
}

/** Declares a queue, or changes what was declared. */
export interface QueueRuleLeaf extends Dated {
  readonly k: 'rule';
  readonly hash: string;
  readonly q: string;
  readonly unit: string;
  readonly stage: string;
  readonly discipline: Discipline;
  readonly from: number;
  readonly order?: OrderKey;
  /** At most one in so many takes comes from lanes 0 and 1 while lane 2 waits. */
  readonly quota?: number;
}

/** Declares a ground of priority; with `until` it ends one. */
export interface PriorityRuleLeaf extends Dated {
  readonly k: 'rule';
  readonly hash: string;
  readonly ground: string;
  readonly basis: string;
  readonly lane: 0 | 1;
  readonly from: number;
  readonly until?: number;
}

export interface SubmitLeaf extends Dated {
  readonly k: 'submit';
  readonly q: string;
  readonly qn: number;
  readonly applicant: string;
  readonly content: string;
  readonly attachments: string;
  readonly lane: Lane;
  readonly bundle?: number;
}

export interface MigratedLeaf extends Dated {
  readonly k: 'migrated';
  readonly q: string;
  readonly qn: number;
  readonly applicant: string;
  readonly content: string;
  readonly attachments: string;
  readonly order: number;
}

export interface ReadyLeaf extends OfTask {
  readonly k: 'ready';
  readonly q: string;
  readonly qn: number;
}

export interface HoldLeaf extends OfTask {
  readonly k: 'hold' | 'resume';
  readonly reason: 'supplement' | 'special' | 'record-lost';
}

export interface TakeLeaf extends OfTask {
  readonly k: 'take';
  readonly q: string;
  readonly officer: string;
  /** Size of a published checkpoint. */
  readonly cp: number;
  /** Events that bar this officer from tasks that stand before this one. */
  readonly sk: readonly number[];
  /** The grant that is in force for the case. */
  readonly ex?: number;
}

export interface ReleaseLeaf extends OfTask {
  readonly k: 'release';
  readonly reason: 'timeout' | 'absence' | 'recusal' | 'hand-over';
  /** Who has it in hand from now on: the task does not go back to its queue. */
  readonly to?: string;
}

export interface OutcomeLeaf extends OfTask {
  readonly k: 'accept' | 'refuse' | 'decide' | 'deliver' | 'withdraw' | 'close' | 'transfer';
  readonly outcome: string;
  readonly by?: 'law';
}

/** A task after acceptance is done and its case goes on: an examination, or one department's part of joint approval. */
export interface PassLeaf extends OfTask {
  readonly k: 'pass';
  readonly outcome: string;
  /** Nobody said anything and the law takes that for consent; or the route does not need the task any more. */
  readonly by?: 'law' | 'route';
}

export interface GrantLeaf extends OfCase {
  readonly k: 'grant';
  readonly lane: 0 | 1;
  /** Index of the priority rule. */
  readonly rule: number;
  readonly detail: string;
  readonly by?: readonly string[];
  readonly credential?: string;
}

export interface ServiceLeaf extends Dated {
  readonly k: 'open' | 'pause';
  readonly q: string;
  readonly reason: 'hours' | 'holiday' | 'fault' | 'emergency';
}

export interface KeysLeaf extends Dated {
  readonly k: 'keys';
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface ErratumLeaf extends Dated {
  readonly k: 'erratum';
  readonly of: number;
  readonly hash: string;
}

export interface BundleLeaf extends Dated {
  readonly k: 'bundle';
  readonly content: string;
}

export interface DrawLeaf extends Dated {
  readonly k: 'draw';
  readonly commitment: string;
  readonly result: string;
}

/** A leaf of a kind that this version does not know: an alarm (M12), whatever it says. */
export interface UnknownLeaf extends Dated {
  readonly k: 'unknown';
  readonly kind: string;
}

/** What opens a case: the index of such a leaf is the case's `ref`. */
export type OpeningLeaf = SubmitLeaf | MigratedLeaf;

/** An event that continues a case's chain. */
export type EventLeaf = ReadyLeaf | HoldLeaf | TakeLeaf | ReleaseLeaf | PassLeaf | OutcomeLeaf | GrantLeaf;

export type PublicLeaf =
  | QueueRuleLeaf
  | PriorityRuleLeaf
  | OpeningLeaf
  | EventLeaf
  | ServiceLeaf
  | KeysLeaf
  | ErratumLeaf
  | BundleLeaf
  | DrawLeaf
  | UnknownLeaf;
