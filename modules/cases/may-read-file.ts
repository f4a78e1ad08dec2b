import { inTransaction, Refusal, type World } from '#kernel';
import { logAccess, type Officer, type Resident, type Viewer } from '#identity';
import type { AssetId } from '#materials';
import { inHandOf, touch } from '#queue';
import { caseById, type CaseRecord } from './case-store.ts';
import { caseFiles } from './file-store.ts';
import { mayOpen } from './sight/may-open.ts';
import { sightOfTask } from './sight/sight-of-task.ts';
import { isMine } from './whose.ts';

/**
 * Whether somebody may download a file: the applicant their own, the officer in charge those that were handed in with
 * the case in hand that their task needs. An officer's read is written to the access log.
 * @throws Refusal cases.file-not-needed for a file of the case in hand that another department need not see
 */
export async function mayReadFile(world: World, viewer: Viewer, asset: AssetId): Promise<boolean> {
  if (viewer.kind === 'visitor') return false;
  if (viewer.kind === 'resident') return ownsFile(world, viewer, asset);
  return hasFileInHand(world, viewer, asset);
}

async function ownsFile(world: World, viewer: Resident, asset: AssetId): Promise<boolean> {
  const draft = await world.db
    .selectFrom('cases.draft_file as f')
    .innerJoin('cases.draft as d', 'd.id', 'f.draft_id')
    .select(['d.person_id', 'd.organisation_id'])
    .where('f.asset_id', '=', asset)
    .executeTakeFirst();
  if (draft !== undefined)
    return draft.person_id === viewer.person && draft.organisation_id === (viewer.organisation ?? null);
  const record = await caseOfFile(world, asset);
  return record !== undefined && isMine(record, viewer);
}

async function hasFileInHand(world: World, viewer: Officer, asset: AssetId): Promise<boolean> {
  const ticket = await inHandOf(world.db, viewer.officer);
  // One file may serve several cases of a bundle: what counts is the case in hand.
  const record = ticket && (await caseOfFile(world, asset, { handedInWith: ticket.caseId }));
  if (ticket === undefined || record === undefined) return false;
  const files = (await caseFiles(world.db, record.id)).filter((file) => file.asset === asset && file.handedIn);
  // Whoever has the case in hand knows that the file is there: saying why is more use than "there is no such page".
  if (!files.some(mayOpen(await sightOfTask(world.db, record, ticket))))
    throw new Refusal('cases.file-not-needed', { status: 403 });
  await inTransaction(world.db, async (tx) => {
    await logAccess(tx, {
      officer: viewer.officer,
      person: record.person,
      case: record.shortNo,
      purpose: `desk.purpose.${ticket.pool.stage}`,
      fields: ['file'],
    });
    await touch(tx, viewer.officer, world.clock.now());
  });
  return true;
}

interface Wanted {
  readonly handedInWith?: string;
}

async function caseOfFile(
  world: World,
  asset: AssetId,
  { handedInWith }: Wanted = {},
): Promise<CaseRecord | undefined> {
  const files = world.db.selectFrom('cases.file').select('case_id').where('asset_id', '=', asset);
  const wanted =
    handedInWith === undefined ? files : files.where('handed_in', '=', true).where('case_id', '=', handedInWith);
  const row = await wanted.executeTakeFirst();
  return row && caseById(world.db, row.case_id);
}
