import { inTransaction, type World } from '#kernel';
import { openTasks } from '#queue';
import { stateOf as markingState } from '#routing';
import { perform } from './act.ts';
import { lockCaseById, setGate, type CaseRecord } from './case-store.ts';

export interface GatedCase {
  readonly caseId: string;
  /** Its decision waits for a joint visit or another part of its bundle. */
  readonly gated: boolean;
}

/**
 * Says whether a part of a bundle may be decided. Opened, the decision opens at once where everybody has passed; closed
 * again it stays open, since work that somebody may have in hand is not taken away. Said again, nothing happens.
 */
export async function keepGate(world: World, { caseId, gated }: GatedCase): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const record = await lockCaseById(tx, caseId);
    const gate = gated ? 'closed' : 'open';
    if (record?.bundleRef === undefined || record.gate === gate || record.gate === 'open') return;
    await setGate(tx, caseId, gate);
    if (gate === 'closed' || !waits(record) || record.recordLostAt !== undefined) return;
    if ((await openTasks(tx, caseId)).length > 0) return;
    await perform(tx, world, {
      record: { ...record, gate },
      command: 'open-decision',
      details: {},
      remember: () => Promise.resolve(),
    });
  });
}

/** Everybody has passed, and the decision has not opened. */
function waits({ status, route }: CaseRecord): boolean {
  return (
    (status === 'accepted' || status === 'inReview') && route !== undefined && markingState(route.marking) === 'ended'
  );
}
