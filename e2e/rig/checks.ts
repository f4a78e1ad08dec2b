import assert from 'node:assert/strict';
import type { World } from '#kernel';
import { checkFairness } from '#audit';
import { readLeaves } from '#ledger';
import type { Filing } from './play.ts';

/** A leaf as anybody reads it. */
export interface PublicLeaf {
  readonly k: string;
  readonly ref?: number;
  readonly prev?: number;
  readonly q?: string;
  readonly qn?: number;
  readonly n?: number;
}

/** Every leaf from the first on, without gaps, and nothing in them against the rules of order. */
export async function lawfulLeaves({ db }: World): Promise<readonly PublicLeaf[]> {
  const leaves = await readLeaves(db, 0n, 1_000_000);
  assert.deepEqual(
    leaves.map(({ index }) => index),
    leaves.map((_, place) => BigInt(place)),
    'indices are dense',
  );
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
  return leaves.map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as PublicLeaf);
}

/** Whatever was confirmed is there, once, under the number that was told, and nothing else is. */
export async function assertOnce({ db }: World, filings: readonly Filing[]): Promise<void> {
  const cases = await db
    .selectFrom('cases.case as c')
    .leftJoin('cases.draft as d', 'd.submitted_case', 'c.id')
    .select(['c.short_no', 'd.id'])
    .execute();
  const told = filings.map(({ draft, no }) => `${draft} is ${no}`).toSorted();
  assert.deepEqual(cases.map(({ id, short_no }) => `${id ?? ''} is ${short_no}`).toSorted(), told);
  const events = await db.selectFrom('cases.event').select('id').where('kind', '=', 'submitted').execute();
  assert.equal(events.length, filings.length);
}

/** Whoever was answered before another one sent stands before them in the ledger. */
export async function assertInOrder({ db }: World, filings: readonly Filing[]): Promise<void> {
  const rows = await db.selectFrom('cases.case').select(['short_no', 'ref']).execute();
  const refs = new Map<string, bigint>(rows.map(({ short_no, ref }) => [short_no, ref]));
  const ref = ({ no }: Filing) => refs.get(no) ?? -1n;
  const jumped = filings.flatMap((one) =>
    filings.filter((other) => one.answeredAt < other.sentAt && ref(one) > ref(other)).map((other) => [one, other]),
  );
  assert.deepEqual(jumped, []);
}

/** The numbers that a queue has given, in the order of the ledger. */
export function numbersOf(leaves: readonly PublicLeaf[]): ReadonlyMap<string, readonly (number | undefined)[]> {
  const entries = leaves.filter(({ k }) => k === 'submit' || k === 'ready');
  const byQueue = Map.groupBy(entries, ({ q = '' }) => q);
  return new Map([...byQueue].map(([q, entered]) => [q, entered.map(({ qn }) => qn)]));
}

export function countOf(leaves: readonly PublicLeaf[], kind: string): number {
  return leaves.filter(({ k }) => k === kind).length;
}
