import { inTransaction, type Tx, type World } from '#kernel';
import { automaticHeads, openTasks, type AutomaticTask } from '#queue';
import { decisionVersion } from '#routing';
import { perform } from '../act.ts';
import { lockCaseById, type CaseRecord } from '../case-store.ts';
import type { Reports } from '../release-vanished.ts';
import { factsOf } from '../route/facts.ts';
import { approve } from './approve.ts';
import { automaticOf, type PinnedAutomatic } from './automatic-of.ts';
import { recordingCheck } from './check-store.ts';
import { judge, undecidable, type Verdict } from './judge.ts';
import { saidOf } from './said.ts';

/**
 * Looks at every case that waits for the platform, each queue in the order of its places: grants what its table approves,
 * and leaves everything else to people. Several workers may run it at once, and again after a crash: each case is looked
 * at under the lock of its row, and what is done is done.
 * @returns how many cases were looked at.
 */
export async function decideAutomatically(world: World & Reports): Promise<number> {
  const tried: string[] = [];
  let looked = 0;
  for (;;) {
    const heads = await automaticHeads(world.db, tried);
    if (heads.length === 0) return looked;
    for (const task of heads) {
      const done = await attempt(world, task);
      if (done) looked += 1;
      else tried.push(task.caseId);
    }
  }
}

/** One that cannot be done stops no other: it is tried again with the next run. */
async function attempt(world: World & Reports, task: AutomaticTask): Promise<boolean> {
  try {
    return await inTransaction(world.db, async (tx) => look(tx, world, task));
  } catch (error) {
    world.log.error({ err: error, caseId: task.caseId }, 'A case that waits for the platform could not be looked at');
    return false;
  }
}

/** @returns false where another worker was faster, or the case waits for something else. */
async function look(tx: Tx, world: World, { caseId, n, stage }: AutomaticTask): Promise<boolean> {
  const record = await lockCaseById(tx, caseId);
  if (record?.automatic !== 'pending' || record.recordLostAt !== undefined) return false;
  const isOpen = (await openTasks(tx, caseId)).some((task) => task.n === n && task.state === 'waiting');
  if (!isOpen) return false;
  const { asked, verdict } = await lookAt(tx, world, record);
  if (verdict.outcome === 'approve' && asked !== undefined)
    await approve(tx, world, { record, task: { n, stage }, verdict, asked });
  else await handOver(tx, world, { record, task: { n, stage }, verdict, asked });
  return true;
}

interface Asking {
  readonly record: CaseRecord;
  readonly asked: PinnedAutomatic | undefined;
}

interface Looked {
  readonly asked: PinnedAutomatic | undefined;
  readonly verdict: Verdict;
}

/** What cannot even be opened any more is a person's, as a table that breaks is. */
async function lookAt(tx: Tx, world: World, record: CaseRecord): Promise<Looked> {
  const asked = await automaticOf(tx, world.db, record.itemVersion);
  return { asked, verdict: await verdictOn(tx, world, { record, asked }) };
}

/** The facts are those of the moment of filing, or of acceptance: looked at later they say the same. */
async function verdictOn(tx: Tx, world: World, { record, asked }: Asking): Promise<Verdict> {
  const { status, receivedAt, statusAt } = record;
  try {
    const kept = asked?.version && (await decisionVersion(tx, asked.version));
    const facts = await factsOf(tx, world, { record, at: status === 'submitted' ? receivedAt : statusAt });
    return judge(kept?.decisions, asked?.decision ?? '', facts);
  } catch (error) {
    return undecidable(error);
  }
}

interface HandingOver extends Asking {
  readonly task: { readonly n: number; readonly stage: AutomaticTask['stage'] };
  readonly verdict: Verdict;
}

async function handOver(tx: Tx, world: World, { record, task, verdict, asked }: HandingOver): Promise<void> {
  await perform(tx, world, {
    record,
    command: 'to-people',
    task,
    officer: { unit: record.unit },
    details: { automatic: saidOf(verdict, asked) },
    followers: [
      recordingCheck({ caseId: record.id, unit: record.unit, verdict, asked, at: world.clock.now(), place: 0 }),
    ],
    remember: () => Promise.resolve(),
  });
}
