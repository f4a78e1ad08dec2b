import { openReceipt, receiptEvidence, type Trust } from '#audit';
import { inclusionPath, openPolicyCheckpoint, sameBytes } from '#tlog';
import { authenticTiles } from './authentic-tiles.ts';
import type { RemoteLog } from './remote-log.ts';
import { WatchError } from './watch-error.ts';

/** Whether the log has kept what a receipt promises. */
export type Keeping =
  | { readonly kept: true; readonly size: bigint }
  | { readonly kept: 'not-due'; readonly due: bigint }
  | { readonly kept: false; readonly detail: string; readonly evidence: string };

/**
 * Looks in the log whether the promised leaf stands at the promised place. Where it does not, and the time is over, the
 * receipt and the checkpoint together convict the operator.
 * @param now seconds since 1970
 */
export async function keptPromise(
  { remote, trust, now }: { readonly remote: RemoteLog; readonly trust: Trust; readonly now: bigint },
  receipt: Uint8Array,
): Promise<Keeping> {
  const promised = openReceipt(receipt, trust.receiptKeys);
  const bytes = await remote.read('checkpoint');
  if (bytes === undefined) throw new WatchError(`${remote.url} has no checkpoint.`);
  const note = new TextDecoder().decode(bytes);
  const checkpoint = openPolicyCheckpoint(bytes, trust.policy);
  const broken = { receipt: new TextDecoder().decode(receipt), checkpoint: note };
  if (checkpoint.size <= promised.index) {
    const due = promised.time + promised.mergeDelay;
    if (now <= due) return { kept: 'not-due', due };
    const detail = `the log has ${checkpoint.size} leaves, ${promised.index} was promised until ${due}`;
    return { kept: false, detail, evidence: receiptEvidence(broken) };
  }
  const tiles = await authenticTiles(remote, checkpoint);
  const leafHash = await tiles.hash(0, promised.index);
  if (sameBytes(leafHash, promised.leafHash)) return { kept: true, size: checkpoint.size };
  const path = await inclusionPath(tiles.hash, promised.index, checkpoint.size);
  const evidence = receiptEvidence({ ...broken, other: { leafHash, path } });
  return { kept: false, detail: `another leaf stands at ${promised.index}`, evidence };
}
