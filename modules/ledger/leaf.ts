import canonicalize from 'canonicalize';

/** Position of a leaf in the log, from 0, dense. */
export type LeafIndex = bigint;

/** The index of a leaf of the same append: 0 is its first. Known only once the head row is locked. */
export interface SameAppend {
  readonly plus: number;
}

/** A salted commitment: base64 of SHA-256, see `commit`. */
export type Commitment = string;

/** `record-lost`: the ledger tells more of the case than the database that was restored from a backup. */
export type HoldReason = 'supplement' | 'special' | 'record-lost';
export type ReleaseReason = 'timeout' | 'absence' | 'recusal' | 'hand-over';
export type ServiceReason = 'hours' | 'holiday' | 'fault' | 'emergency';

interface OfCase {
  /** Index of the case's submission. */
  readonly ref: LeafIndex;
  /** Index of the case's previous event: with it a case is a hash-committed chain. */
  readonly prev: LeafIndex | SameAppend;
}

/** The kinds that are written today, with the fields of the ledger's specification; an unknown kind is an alarm (M12). */
export type Leaf =
  | {
      readonly k: 'rule';
      readonly hash: string;
      readonly q: string;
      readonly unit: string;
      readonly stage: string;
      readonly discipline: string;
      readonly from: number;
      /** At most one in so many takes comes from lanes 0 and 1 while lane 2 waits; absent: no limit. */
      readonly quota?: number;
    }
  | {
      readonly k: 'rule';
      readonly hash: string;
      readonly ground: string;
      readonly basis: string;
      readonly lane: 0 | 1;
      readonly from: number;
      /** Ends the rule that says the same without it. */
      readonly until?: number;
    }
  | { readonly k: 'open' | 'pause'; readonly q: string; readonly reason: ServiceReason }
  | { readonly k: 'erratum'; readonly of: LeafIndex; readonly hash: string }
  | { readonly k: 'keys'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | {
      readonly k: 'submit';
      readonly q: string;
      readonly qn: bigint;
      readonly applicant: Commitment;
      readonly content: Commitment;
      readonly attachments: Commitment;
      readonly lane: 2;
      /** Index of the bundle that the case is a part of. */
      readonly bundle?: LeafIndex;
    }
  | { readonly k: 'bundle'; readonly content: Commitment }
  | ({ readonly k: 'ready'; readonly q: string; readonly qn: bigint; readonly n: number } & OfCase)
  | ({ readonly k: 'hold' | 'resume'; readonly n: number; readonly reason: HoldReason } & OfCase)
  | ({
      readonly k: 'take';
      readonly q: string;
      readonly n: number;
      readonly officer: string;
      /** Size of a published checkpoint. */
      readonly cp: bigint;
      readonly sk: readonly LeafIndex[];
      /** The grant in force. */
      readonly ex?: LeafIndex;
    } & OfCase)
  | ({
      readonly k: 'grant';
      readonly lane: 0 | 1;
      /** Index of the priority rule. */
      readonly rule: LeafIndex;
      readonly detail: Commitment;
      /** Pseudonyms of two different approvers. */
      readonly by: readonly [string, string];
    } & OfCase)
  | ({
      readonly k: 'release';
      readonly n: number;
      readonly reason: ReleaseReason;
      /** Pseudonym of whoever has it in hand from now on, where it does not go back to its place. */
      readonly to?: string;
    } & OfCase)
  | ({
      /** A task after acceptance is done; `route`: it is not needed any more, `law`: silence was consent. */
      readonly k: 'pass';
      readonly n: number;
      readonly outcome: Commitment;
      readonly by?: 'law' | 'route';
    } & OfCase)
  | ({
      readonly k: 'accept' | 'refuse' | 'decide' | 'deliver' | 'withdraw' | 'close' | 'transfer';
      readonly n: number;
      readonly outcome: Commitment;
      readonly by?: 'law';
    } & OfCase);

export type LeafKind = Leaf['k'];

/** Canonical JSON in pieces: strings as they are, numbers are places of the same append to be added to the first index. */
export type LeafTemplate = readonly (string | number)[];

const VERSION = 1;
const PLACE = /"\{\+(\d+)\}"/;

/**
 * The final bytes of a leaf (RFC 8785 canonical JSON, UTF-8), with gaps where an index is not known yet.
 * @param at time of the append; written in whole seconds since 1970.
 */
export function leafTemplate(leaf: Leaf, at: Date): LeafTemplate {
  const text = canonicalize(jsonValue({ ...leaf, v: VERSION, ts: Math.floor(at.getTime() / 1000) }));
  if (text === undefined) throw new TypeError('A leaf is always an object.');
  return text.split(PLACE).map((piece, at) => (at % 2 === 0 ? piece : Number(piece)));
}

/** The bytes of a leaf of an append whose first leaf got the index `base`, as they are in the log. */
export function leafBytes(leaf: Leaf, at: Date, base: LeafIndex): Uint8Array {
  const pieces = leafTemplate(leaf, at).map((piece) => (typeof piece === 'number' ? base + BigInt(piece) : piece));
  return Buffer.from(pieces.join(''), 'utf8');
}

function jsonValue(value: unknown): unknown {
  if (typeof value === 'bigint') return exact(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value !== 'object' || value === null) return value;
  if ('plus' in value) return `{+${String(value.plus)}}`;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonValue(inner)]));
}

/** RFC 8785 numbers are doubles; a log beyond 2^53 leaves needs another version of the format. */
function exact(index: bigint): number {
  const number = Number(index);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${index} does not fit a JSON number.`);
  return number;
}
