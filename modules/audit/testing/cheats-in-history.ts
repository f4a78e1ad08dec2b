import { inclusionPath, leafHash } from '#tlog';
import { forkEvidence, receiptEvidence } from '../evidence.ts';
import { file } from './acts.ts';
import type { Cheat } from './cheat.ts';
import { MERGE_DELAY, type City } from './city.ts';
import { anyHash, leafBytes } from './leaves.ts';
import { checkpointOf, readerOf, receiptFor } from './notary.ts';

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new RangeError('There is no such leaf.');
  return item;
};

const forkedChain: Cheat = {
  name: 'forked chain',
  rule: 'M3',
  codes: ['chain.forked'],
  finder: 'public',
  commit: (city) => {
    const job = city.open().find(({ state, of: { last, ref } }) => state === 'taken' && last !== ref);
    if (job === undefined) return false;
    const { of, n } = job;
    city.write({ k: 'withdraw', n, outcome: anyHash, ref: of.ref, prev: of.ref });
    for (const each of of.jobs) Object.assign(each, { state: 'ended', hand: undefined });
    return true;
  },
};

const unknownKind: Cheat = {
  name: 'unknown kind',
  rule: 'M12',
  codes: ['kind.unknown'],
  finder: 'public',
  commit: (city) => {
    city.write({ k: 'favour', ref: 0 });
    return true;
  },
};

/** The receipt is out, the leaf never comes: the log stays as it was until the delay has passed. */
const hiddenSubmission: Cheat = {
  name: 'hidden submission',
  rule: 'M1',
  codes: ['receipt.not-kept'],
  finder: 'receipt',
  commit: (city) => {
    const [kept, numbers] = [city.leaves.length, city.pools.map(({ nextNumber }) => nextNumber)];
    const { time, receipt } = promised(city);
    city.forget(kept, numbers);
    const read = readerOf(city.bytes());
    return async () => {
      const late = time + MERGE_DELAY + 1 + city.random.below(3600);
      return receiptEvidence({ receipt, checkpoint: await checkpointOf(read, kept, late) });
    };
  },
};

/** The index of a receipt is given to somebody else. */
const indexReuse: Cheat = {
  name: 'index reuse',
  rule: 'M1',
  codes: ['receipt.other-leaf'],
  finder: 'receipt',
  commit: (city) => {
    const { index, receipt } = promised(city);
    city.leaves[index] = {
      ...city.leaves[index],
      ts: city.now - 1 - city.random.below(3),
      content: `${'B'.repeat(42)}A=`,
    };
    return async (later) => {
      const bytes = later.bytes();
      const [read, size] = [readerOf(bytes), bytes.length];
      const path = await inclusionPath(read, BigInt(index), BigInt(size));
      const other = { leafHash: leafHash(at(bytes, index)), path };
      return receiptEvidence({ receipt, checkpoint: await checkpointOf(read, size, later.now), other });
    };
  },
};

function promised(city: City): { readonly index: number; readonly time: number; readonly receipt: string } {
  const { ref: index } = file(city);
  const leaf = at(city.leaves, index);
  const time = Number(leaf.ts);
  return { index, time, receipt: receiptFor(leafBytes(leaf), index, time) };
}

/** The database goes back to yesterday, and another today is written over it; somebody remembers the first one. */
const reinsertedBackup: Cheat = {
  name: 'reinserted backup',
  rule: 'M1',
  codes: ['log.forked'],
  finder: 'witness',
  commit: (city) => {
    const [kept, numbers] = [city.leaves.length, city.pools.map(({ nextNumber }) => nextNumber)];
    for (let filed = 0; filed <= city.random.below(4); filed += 1) file(city);
    const first = city.bytes();
    const seen = city.now;
    city.forget(kept, numbers);
    file(city);
    return async (later) => forkBetween({ first, second: later.bytes(), index: kept, times: [seen, later.now] });
  },
};

interface Fork {
  readonly first: readonly Uint8Array[];
  readonly second: readonly Uint8Array[];
  readonly index: number;
  readonly times: readonly [number, number];
}

async function forkBetween({ first, second, index, times }: Fork): Promise<string> {
  const sides = [first, second].map((leaves) => ({ leaves, read: readerOf(leaves) }));
  const [one, other] = [at(sides, 0), at(sides, 1)];
  if (second.length >= first.length && index % 2 === 0) {
    const size = first.length;
    return forkEvidence([await checkpointOf(one.read, size, times[0]), await checkpointOf(other.read, size, times[1])]);
  }
  const side = async ({ leaves, read }: typeof one) => ({
    leafHash: leafHash(at(leaves, index)),
    path: await inclusionPath(read, BigInt(index), BigInt(leaves.length)),
  });
  return forkEvidence(
    [await checkpointOf(one.read, first.length, times[0]), await checkpointOf(other.read, second.length, times[1])],
    { index, sides: [await side(one), await side(other)] },
  );
}

export const cheatsInHistory: readonly Cheat[] = [
  forkedChain,
  unknownKind,
  hiddenSubmission,
  indexReuse,
  reinsertedBackup,
];
