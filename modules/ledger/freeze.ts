import { evidenceOf, type OwnFinding } from '#audit';
import type { Db, Tx } from '#kernel';
import { remembering, type ProvingLedger } from './proof.ts';
import { cosignatures, lastCheckpoint } from './publication-store.ts';
import { readLeaves } from './read.ts';

/** A state of the log that cannot be taken back: whoever signed it has signed every leaf before `size`. */
export interface FrozenLog {
  readonly size: bigint;
  /** The signed note, with the cosignatures that had come. */
  readonly checkpoint: string;
}

/** The newest signed state; undefined before the first checkpoint. */
export async function freezeLog(db: Db | Tx): Promise<FrozenLog | undefined> {
  const last = await lastCheckpoint(db);
  if (last === undefined) return undefined;
  const { size, note } = last;
  return { size, checkpoint: note + (await cosignatures(db, size)).join('') };
}

/** Evidence of a finding under a frozen state. @throws AuditProblem evidence.not-covered */
export async function frozenEvidence(
  db: Db,
  ledger: ProvingLedger,
  { finding, closing, frozen }: OwnFinding & { readonly frozen: FrozenLog },
): Promise<string> {
  return evidenceOf(finding, {
    checkpoint: frozen.checkpoint,
    leaf: async (index) => {
      const [leaf] = await readLeaves(db, BigInt(index), 1);
      if (leaf?.index !== BigInt(index)) throw new Error(`Leaf ${index} of a signed log is not there.`);
      return leaf.bytes;
    },
    hash: remembering(ledger, frozen.size),
    ...(closing === undefined ? {} : { closing: [closing] }),
  });
}
