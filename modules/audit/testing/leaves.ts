import canonicalize from 'canonicalize';

export type Fields = Readonly<Record<string, unknown>>;

/** Any 32 bytes: what a commitment hides is no business of the rules. */
export const anyHash = `${'A'.repeat(43)}=`;

/** The bytes of a leaf as the ledger writes them; `true` stands for any hash, undefined for a field that is absent. */
export function leafBytes(leaf: Fields): Uint8Array {
  const fields = Object.entries<unknown>({ v: 1, ts: 0, ...leaf }).filter(([, value]) => value !== undefined);
  const filled = Object.fromEntries(fields.map(([name, value]) => [name, value === true ? anyHash : value]));
  return new TextEncoder().encode(canonicalize(filled));
}

/** A log of public leaves as a monitor would read it. A take that does not say otherwise cites the newest checkpoint. */
export function log(...leaves: readonly Fields[]): readonly Uint8Array[] {
  return leaves.map((leaf, index) => leafBytes(leaf.k === 'take' ? { cp: index, ...leaf } : leaf));
}

export const declare = (q: string, more: Fields = {}): Fields => ({
  k: 'rule',
  hash: true,
  q,
  unit: 'u1',
  stage: 'acceptance',
  discipline: 'fifo',
  from: 0,
  ...more,
});

export const ground = (lane: 0 | 1, more: Fields = {}): Fields => ({
  k: 'rule',
  hash: true,
  ground: 'veterans',
  basis: 'a law',
  lane,
  from: 86_400,
  ...more,
});

export const submit = (q: string, qn: number, more: Fields = {}): Fields => ({
  k: 'submit',
  q,
  qn,
  applicant: true,
  content: true,
  attachments: true,
  lane: 2,
  ...more,
});

export const take = (q: string, [ref, prev]: readonly [number, number], more: Fields = {}): Fields => ({
  k: 'take',
  q,
  n: 0,
  officer: 'officer-one',
  ref,
  prev,
  sk: [],
  ...more,
});

export const accept = (ref: number, prev: number, more: Fields = {}): Fields => ({
  k: 'accept',
  n: 0,
  outcome: true,
  ref,
  prev,
  ...more,
});

export const decide = (ref: number, prev: number, more: Fields = {}): Fields => ({
  ...accept(ref, prev),
  k: 'decide',
  ...more,
});

export const ready = (q: string, qn: number, more: Fields): Fields => ({ k: 'ready', q, qn, ...more });

export const grant = (ref: number, prev: number, more: Fields): Fields => ({
  k: 'grant',
  ref,
  prev,
  lane: 1,
  detail: true,
  by: ['officer-one', 'officer-two'],
  ...more,
});

export const pause = (q: string): Fields => ({ k: 'pause', q, reason: 'fault' });
