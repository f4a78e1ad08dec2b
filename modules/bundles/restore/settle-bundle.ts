import { emit, inTransaction, Refusal, sealJson, type Db, type Tx, type World } from '#kernel';
import { lostRecords } from '#cases';
import { append, commit } from '#ledger';
import { lockByNo } from '../application-store.ts';
import { progress } from '../progress.ts';
import { lostBundles, setSettled, type LostBundle } from './lost-store.ts';

/** The lost bundle of a number, or of an index. */
export async function findLostBundle({ db }: { readonly db: Db | Tx }, what: string): Promise<LostBundle | undefined> {
  return (await lostBundles(db)).find(({ ref, no }) => no === what || String(ref) === what);
}

/**
 * An operator has looked at a bundle whose records were lost. One that the database has goes on: parts whose submissions
 * were lost, and have been closed in public, begin again at the end of their queues. Of one that it does not have it is
 * told in the log that it will not go on: its applicant files again.
 * @throws Refusal cases.record-not-lost; bundles.submissions-lost while submissions of its parts wait to be closed
 */
export async function settleBundle(world: World, what: string, reason: string): Promise<void> {
  const application = await inTransaction(world.db, async (tx) => {
    const locked = await lockByNo(tx, what);
    const lost = await findLostBundle({ db: tx }, what);
    if (lost === undefined) throw new Refusal('cases.record-not-lost');
    const open = (await lostRecords(world.db)).submissions.map(({ ref }) => ref);
    const waiting = lost.submissions.filter((ref) => open.includes(ref));
    if (waiting.length > 0) throw new Refusal('bundles.submissions-lost', { values: { refs: waiting.join(', ') } });
    const at = world.clock.now();
    const dataKey = Buffer.from(world.crypto.newDataKey());
    const { commitment, opening } = commit({ event: 'recordSettled', reason });
    const sealed = sealJson(world.crypto, dataKey, `bundles.lost_record:${lost.ref}`, { reason, opening });
    // Two operators at once: the second finds it settled.
    if (!(await setSettled(tx, { ref: lost.ref, at, dataKey, sealed }))) throw new Refusal('cases.record-not-lost');
    if (locked !== undefined) await emit(tx, 'bundles.progress', { application: locked.id });
    await append(tx, at, { leaves: [{ k: 'erratum', of: lost.ref, hash: commitment }], followers: [] });
    return locked?.id;
  });
  if (application !== undefined) await progress(world, { application }).catch(() => undefined);
}
