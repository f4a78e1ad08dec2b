import type { Discipline, OrderKey } from '../leaf-kinds.ts';
import { anyHash, leafBytes, type Fields } from './leaves.ts';
import { Random } from './random.ts';

export type Stage = 'acceptance' | 'examination' | 'decision' | 'delivery';

export interface Pool {
  readonly code: string;
  readonly stage: Stage;
  readonly discipline: Discipline;
  readonly order: OrderKey | undefined;
  /** From when each quota holds. */
  readonly quotas: { readonly from: number; readonly k: number | undefined }[];
  paused: boolean;
  nextNumber: number;
  /** Takes of lane 2 since the last priority take made while lane 2 waited. */
  since: number;
}

export interface Bar {
  readonly officer: number;
  readonly stage: Stage | undefined;
  readonly index: number;
}

/** What a case goes through: so many departments at the same time. */
export interface Step {
  readonly stage: Stage;
  readonly count: number;
}

export interface Application {
  readonly ref: number;
  readonly plan: readonly Step[];
  readonly bars: Bar[];
  /** One for each piece of work, in the order of their numbers. */
  readonly jobs: Job[];
  last: number;
  lane: 0 | 1 | 2;
  grant: number | undefined;
  accepted: number;
  /** Place in the plan. */
  step: number;
  asked: boolean;
}

export interface Job {
  readonly of: Application;
  readonly n: number;
  readonly pool: Pool;
  readonly entry: number;
  state: 'eligible' | 'taken' | 'held' | 'ended';
  /** Who has it in hand. */
  hand: number | undefined;
  takeIndex: number;
}

export interface Ground {
  readonly index: number;
  readonly lane: 0 | 1;
  readonly from: number;
  readonly fields: Fields;
  ended: boolean;
}

export const DAY = 86_400;
const START = 1_790_000_000;
const SKEW_S = 4;
const WITNESS_OFF_S = 20;
export const MERGE_DELAY = 60;
/** Nobody takes when the oldest unpublished leaf is nearly too old: another server's clock may be behind. */
export const CLOCKS_APART = 10;

/**
 * A city that keeps its ledger as the specification says, written with sorted lists and nothing clever, so that it
 * shares no idea with the rules that it is there to test.
 */
export class City {
  readonly random: Random;
  readonly leaves: Fields[] = [];
  readonly pools: Pool[] = [];
  readonly grounds: Ground[] = [];
  readonly cases: Application[] = [];
  readonly officers: readonly (readonly Stage[])[];
  now = START;
  /** What was published, and when a witness with a clock of its own saw it. */
  readonly checkpoints: { readonly size: number; readonly time: number }[] = [];
  orderOfMigrated = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
    const any: readonly (readonly Stage[])[] = [
      ['acceptance', 'decision'],
      ['acceptance', 'examination', 'decision'],
      ['examination', 'decision'],
      ['acceptance', 'delivery'],
      ['decision', 'delivery', 'examination'],
      ['acceptance'],
    ];
    this.officers = any.slice(0, 3 + this.random.below(any.length - 2));
  }

  /** Writes a leaf. Servers' clocks differ by a few seconds. */
  write(leaf: Fields, ts = this.now - this.random.below(SKEW_S)): number {
    this.leaves.push({ ts, ...leaf });
    return this.leaves.length - 1;
  }

  /** Writes an event of a case. */
  event(of: Application, leaf: Fields, ts?: number): number {
    of.last = this.write({ ref: of.ref, prev: of.last, ...leaf }, ts);
    return of.last;
  }

  /** Size of the last published checkpoint. */
  get published(): number {
    return this.checkpoints.at(-1)?.size ?? 0;
  }

  publish(): void {
    const time = this.now - WITNESS_OFF_S + this.random.below(2 * WITNESS_OFF_S);
    this.checkpoints.push({ size: this.leaves.length, time });
  }

  /** Time passes, after everything was published. */
  pass(seconds: number): void {
    this.publish();
    this.now += seconds;
  }

  enter(of: Application, pool: Pool, entry: number): void {
    of.jobs.push({ of, n: of.jobs.length, pool, entry, state: 'eligible', hand: undefined, takeIndex: -1 });
  }

  /** Everything that is not done. */
  open(): readonly Job[] {
    return this.cases.flatMap(({ jobs }) => jobs.filter(({ state }) => state !== 'ended'));
  }

  waiting(pool: Pool): readonly Job[] {
    return this.open()
      .filter((job) => job.state === 'eligible' && job.pool === pool)
      .toSorted((one, other) => one.of.lane - other.of.lane || keyOf(one) - keyOf(other) || one.n - other.n);
  }

  /** The first queue for such work, of people unless told otherwise. */
  poolOf(stage: Stage, { machines = false } = {}): Pool | undefined {
    return this.pools.find((pool) => pool.stage === stage && (pool.discipline === 'automatic') === machines);
  }

  officerName(officer: number, of: Application): string {
    return `officer-${officer}-of-${of.ref}`;
  }

  /** Forgets everything from a leaf on, as a restored backup does. */
  forget(kept: number, numbers: readonly number[]): void {
    this.leaves.length = kept;
    this.cases.splice(0, this.cases.length, ...this.cases.filter(({ ref }) => ref < kept));
    this.pools.forEach((pool, at) => (pool.nextNumber = numbers[at] ?? pool.nextNumber));
  }

  bytes(): readonly Uint8Array[] {
    return this.leaves.map(leafBytes);
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIFFERENT = 10;

/** The three commitments of a submission, different each time. */
export function commitments({ random }: City): Fields {
  const some = Array.from({ length: DIFFERENT }, () => ALPHABET[random.below(ALPHABET.length)]).join('');
  return { applicant: anyHash, content: `${some}${anyHash.slice(DIFFERENT)}`, attachments: anyHash };
}

export function keyOf({ of, pool: { order }, entry }: Job): number {
  if (order === 'ready') return entry;
  return order === 'accept' ? of.accepted : of.ref;
}

export function barOf({ of, pool: { stage } }: Job, officer: number): Bar | undefined {
  return of.bars.find((bar) => bar.officer === officer && (bar.stage ?? stage) === stage);
}
