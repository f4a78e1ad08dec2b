import { decodeBase64, encodeBase64, parseHash, type Hash } from '#tlog';
import { findingRules, type FindingCode } from './finding.ts';
import { JsonReader } from './json.ts';

export const EVIDENCE_FORMAT = 'tongban/evidence/v1';
const MOST_BYTES = 1_000_000;

/** A leaf, and the path from it to the root of the checkpoint. */
export interface ProvedLeaf {
  readonly index: number;
  readonly leaf: Uint8Array;
  readonly path: readonly Hash[];
}

/** What a checkpoint says stands at an index. */
export interface ProvedHash {
  readonly leafHash: Hash;
  readonly path: readonly Hash[];
}

/** A finding with the leaves that prove it. Checkpoints and receipts are signed notes as they were published. */
export interface LeafEvidence {
  readonly kind: 'leaves';
  readonly code: FindingCode;
  readonly index: number;
  readonly checkpoint: string;
  /** A smaller checkpoint, where the finding rests on when it was cosigned. */
  readonly earlier?: string;
  readonly leaves: readonly ProvedLeaf[];
}

/** Two checkpoints of one log that cannot both be true: of one size, or with different leaves at one index. */
export interface ForkEvidence {
  readonly kind: 'fork';
  readonly checkpoints: readonly [string, string];
  readonly leaf?: { readonly index: number; readonly sides: readonly [ProvedHash, ProvedHash] };
}

/** A receipt that was not kept: the checkpoint is too small too late, or has something else at the index. */
export interface ReceiptEvidence {
  readonly kind: 'receipt';
  readonly receipt: string;
  readonly checkpoint: string;
  readonly other?: ProvedHash;
}

export type Evidence = LeafEvidence | ForkEvidence | ReceiptEvidence;

/** The hashes of all paths, each once: neighbours share most of theirs. */
class HashTable {
  readonly hashes: string[] = [];
  readonly #places = new Map<string, number>();

  placesOf(path: readonly Hash[]): readonly number[] {
    return path.map((hash) => {
      const text = encodeBase64(hash);
      const known = this.#places.get(text);
      if (known !== undefined) return known;
      this.#places.set(text, this.hashes.length);
      return this.hashes.push(text) - 1;
    });
  }
}

/** Evidence as a file: JSON. */
export function formatEvidence(evidence: Evidence): string {
  const table = new HashTable();
  const side = ({ leafHash, path }: ProvedHash) => ({ hash: encodeBase64(leafHash), path: table.placesOf(path) });
  const body = bodyOf(evidence, table, side);
  return JSON.stringify({ format: EVIDENCE_FORMAT, ...body, hashes: table.hashes });
}

function bodyOf(evidence: Evidence, table: HashTable, side: (proved: ProvedHash) => unknown): object {
  if (evidence.kind === 'fork') {
    const { kind, checkpoints, leaf } = evidence;
    return { kind, checkpoints, ...(leaf && { index: leaf.index, sides: leaf.sides.map(side) }) };
  }
  if (evidence.kind === 'receipt') {
    const { kind, receipt, checkpoint, other } = evidence;
    return { kind, receipt, checkpoint, ...(other && { other: side(other) }) };
  }
  const leaves = evidence.leaves.map(({ index, leaf, path }) => ({
    index,
    leaf: encodeBase64(leaf),
    path: table.placesOf(path),
  }));
  return { ...evidence, leaves };
}

const json = new JsonReader('evidence.malformed');
const COMMON = ['format', 'kind', 'hashes'];

/** @throws AuditProblem evidence.malformed and at which field; TlogProblem base64.…, hash.… */
export function parseEvidence(bytes: Uint8Array): Evidence {
  if (bytes.length > MOST_BYTES) throw json.problem('too-long');
  const value = json.parse(bytes);
  const { format, kind, hashes } = json.record(value, 'json');
  if (format !== EVIDENCE_FORMAT) throw json.problem('format');
  const table = json.list(hashes, 'hashes', (hash) => parseHash(json.text(hash, 'hashes')));
  if (kind === 'leaves') return leafEvidence(value, table);
  if (kind === 'fork') return forkEvidence(value, table);
  if (kind === 'receipt') return receiptEvidence(value, table);
  throw json.problem('kind');
}

function leafEvidence(value: unknown, table: readonly Hash[]): LeafEvidence {
  const fields = json.object(value, [...COMMON, 'code', 'index', 'checkpoint', 'leaves'], ['earlier']);
  const { earlier } = fields;
  return {
    kind: 'leaves',
    code: findingCode(fields.code),
    index: json.whole(fields.index, 'index'),
    checkpoint: json.text(fields.checkpoint, 'checkpoint'),
    ...(earlier === undefined ? {} : { earlier: json.text(earlier, 'earlier') }),
    leaves: json.list(fields.leaves, 'leaves', (item) => {
      const { index, leaf, path } = json.object(item, ['index', 'leaf', 'path']);
      const bytes = decodeBase64(json.text(leaf, 'leaf'));
      return { index: json.whole(index, 'index'), leaf: bytes, path: readPath(path, table) };
    }),
  };
}

function findingCode(value: unknown): FindingCode {
  const code = Object.keys(findingRules).find((known): known is FindingCode => known === value);
  if (code === undefined) throw json.problem('code');
  return code;
}

function forkEvidence(value: unknown, table: readonly Hash[]): ForkEvidence {
  const fields = json.object(value, [...COMMON, 'checkpoints'], ['index', 'sides']);
  const checkpoints = pair(json.list(fields.checkpoints, 'checkpoints', (note) => json.text(note, 'checkpoints')));
  if (fields.sides === undefined) return { kind: 'fork', checkpoints };
  const sides = pair(json.list(fields.sides, 'sides', (side) => readSide(side, table)));
  return { kind: 'fork', checkpoints, leaf: { index: json.whole(fields.index, 'index'), sides } };
}

function receiptEvidence(value: unknown, table: readonly Hash[]): ReceiptEvidence {
  const { receipt, checkpoint, other } = json.object(value, [...COMMON, 'receipt', 'checkpoint'], ['other']);
  return {
    kind: 'receipt',
    receipt: json.text(receipt, 'receipt'),
    checkpoint: json.text(checkpoint, 'checkpoint'),
    ...(other === undefined ? {} : { other: readSide(other, table) }),
  };
}

function readSide(value: unknown, table: readonly Hash[]): ProvedHash {
  const { hash, path } = json.object(value, ['hash', 'path']);
  return { leafHash: parseHash(json.text(hash, 'hash')), path: readPath(path, table) };
}

function readPath(value: unknown, table: readonly Hash[]): readonly Hash[] {
  return json.list(value, 'path', (place) => {
    const hash = table[json.whole(place, 'path')];
    if (hash === undefined) throw json.problem('path');
    return hash;
  });
}

function pair<Item>(items: readonly Item[]): readonly [Item, Item] {
  const [first, second, ...more] = items;
  if (first === undefined || second === undefined || more.length > 0) throw json.problem('two');
  return [first, second];
}
