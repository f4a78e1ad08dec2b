import { createHash } from 'node:crypto';
import { leafBytes, type Leaf } from '../modules/ledger/leaf.ts';

/** A leaf as a row of the ledger. */
export interface Row {
  readonly index: bigint;
  readonly kind: string;
  readonly bytes: Uint8Array;
}

const UNITS = 4;
const STAGES = ['acceptance', 'examination', 'decision'] as const;
const OPEN_PER_UNIT = 5_000;
const OFFICERS = 20;
const LEAVES_PER_SECOND = 20;

interface Waiting {
  readonly ref: bigint;
  prev: bigint;
}

interface Pool {
  readonly q: string;
  readonly waiting: Waiting[];
  first: number;
  qn: bigint;
}

/**
 * The leaves of an honest town with 20,000 open cases, each handled in order and to its end: eight leaves a case. Plain
 * queues, because a log is read at the same speed whatever it tells.
 */
export class Town {
  readonly #begun: number;
  readonly #rows: Row[] = [];
  readonly #units: readonly (readonly Pool[])[];
  #size = 0n;

  /** @param begun time of the first leaf, in whole seconds since 1970 */
  constructor(begun: number) {
    this.#begun = begun;
    this.#units = Array.from({ length: UNITS }, (_, unit) => STAGES.map((stage) => this.#declare(unit, stage)));
    for (const [acceptance] of this.#units)
      for (let open = 0; acceptance !== undefined && open < OPEN_PER_UNIT; open += 1) this.#submit(acceptance);
  }

  /** The rows up to the next case that ends in every unit. */
  next(): readonly Row[] {
    for (const [acceptance, examination, decision] of this.#units) {
      if (acceptance === undefined || examination === undefined || decision === undefined) continue;
      this.#submit(acceptance);
      const of = this.#take(acceptance, 0);
      of.prev = this.#write({ k: 'accept', n: 0, outcome: anyHash(this.#size), ...of });
      this.#ready(examination, of, 1);
      this.#ready(decision, this.#take(examination, 1), 2);
      const last = this.#take(decision, 2);
      this.#write({ k: 'decide', n: 2, outcome: anyHash(this.#size), ...last });
    }
    return this.#rows.splice(0);
  }

  #declare(unit: number, stage: string): Pool {
    const q = `bench-${unit}-${stage}`;
    const from = this.#begun;
    this.#write({
      k: 'rule',
      hash: anyHash(this.#size),
      q,
      unit: `bench-${unit}`,
      stage,
      discipline: 'fifo',
      from,
    });
    return { q, waiting: [], first: 0, qn: 1n };
  }

  #submit(pool: Pool): void {
    const [applicant, content, attachments] = [1n, 2n, 3n].map((salt) => anyHash(this.#size * 4n + salt));
    if (applicant === undefined || content === undefined || attachments === undefined) return;
    const ref = this.#write({ k: 'submit', q: pool.q, qn: pool.qn++, applicant, content, attachments, lane: 2 });
    pool.waiting.push({ ref, prev: ref });
  }

  #ready(pool: Pool, of: Waiting, n: number): void {
    of.prev = this.#write({ k: 'ready', q: pool.q, qn: pool.qn++, n, ...of });
    pool.waiting.push(of);
  }

  #take(pool: Pool, n: number): Waiting {
    const of = pool.waiting[pool.first++];
    if (of === undefined) throw new Error('A queue of the town ran empty.');
    const officer = pseudonym(of.ref % BigInt(OFFICERS));
    of.prev = this.#write({ k: 'take', q: pool.q, n, officer, cp: this.#size, sk: [], ...of });
    return of;
  }

  #write(leaf: Leaf): bigint {
    const at = new Date((this.#begun + Math.floor(Number(this.#size) / LEAVES_PER_SECOND)) * 1000);
    this.#rows.push({ index: this.#size, kind: leaf.k, bytes: leafBytes(leaf, at, this.#size) });
    return this.#size++;
  }
}

function anyHash(of: bigint): string {
  return createHash('sha256').update(String(of)).digest('base64');
}

function pseudonym(officer: bigint): string {
  return createHash('sha256').update(String(officer)).digest('base64url').slice(0, 22);
}
