import { openReceipt, openTrusted, receiptEvidence, type Trust } from '#audit';
import { cosigners, inclusionPath, isQuorum, sameBytes, TlogProblem, type SignedCheckpoint } from '#tlog';
import { authenticTiles } from './authentic-tiles.ts';
import { holding } from './holding.ts';
import type { RemoteLog } from './remote-log.ts';
import { WatchError } from './watch-error.ts';

/** Whether the log has kept what a receipt promises. */
export type Keeping =
  | {
      readonly kept: true;
      readonly size: bigint;
      /** By the quorum of the policy, if it asks for one. */ readonly isWitnessed: boolean;
    }
  | { readonly kept: 'not-due'; readonly due: bigint }
  /** Evidence needs a witness's clock where the log is too small; without one there is none yet. */
  | { readonly kept: false; readonly detail: string; readonly evidence: string | undefined };

export interface Question {
  readonly remote: RemoteLog;
  readonly trust: Trust;
  /** Seconds since 1970. */
  readonly now: bigint;
}

/**
 * Looks in the log whether the promised leaf stands at the promised place. Where it does not, and the time is over, the
 * receipt and the checkpoint together convict the operator.
 * @throws WatchError when the log cannot be read or verified
 */
export async function keptPromise(question: Question, receipt: Uint8Array): Promise<Keeping> {
  const { remote, trust } = question;
  const bytes = await remote.read('checkpoint');
  if (bytes === undefined) throw new WatchError(`${remote.url} has no checkpoint.`);
  try {
    return await compare(question, receipt, { bytes, checkpoint: openTrusted(bytes, trust) });
  } catch (cause) {
    if (!(cause instanceof TlogProblem)) throw cause;
    throw new WatchError(`What ${remote.url} serves cannot be verified: ${cause.message}.`, { cause });
  }
}

interface Served {
  readonly bytes: Uint8Array;
  readonly checkpoint: SignedCheckpoint;
}

async function compare(
  { remote, trust, now }: Question,
  receipt: Uint8Array,
  { bytes, checkpoint }: Served,
): Promise<Keeping> {
  const promised = openReceipt(receipt, trust.receiptKeys);
  if (promised.origin !== checkpoint.origin)
    throw new WatchError(`The receipt is of ${promised.origin}, and this log is ${checkpoint.origin}.`);
  const broken = { receipt: new TextDecoder().decode(receipt), checkpoint: new TextDecoder().decode(bytes) };
  if (checkpoint.size <= promised.index) {
    const due = promised.time + promised.mergeDelay;
    if (now <= due) return { kept: 'not-due', due };
    const detail = `the log has ${checkpoint.size} leaves, ${promised.index} was promised until ${due}`;
    return { kept: false, detail, evidence: holding(receiptEvidence(broken), trust) };
  }
  const tiles = await authenticTiles(remote, checkpoint);
  const leafHash = await tiles.hash(0, promised.index);
  if (sameBytes(leafHash, promised.leafHash))
    return {
      kept: true,
      size: checkpoint.size,
      isWitnessed: isQuorum(trust.policy, cosigners(trust.policy, checkpoint)),
    };
  const path = await inclusionPath(tiles.hash, promised.index, checkpoint.size);
  const evidence = holding(receiptEvidence({ ...broken, other: { leafHash, path } }), trust);
  return { kept: false, detail: `another leaf stands at ${promised.index}`, evidence };
}
