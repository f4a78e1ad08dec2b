import { inTransaction, notFound, type World } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import { logAccess, type Officer } from '#identity';
import { findCase } from '../case-store.ts';
import { readShortNo } from '../numbers.ts';
import { reaches } from '../reach.ts';
import { historyOf } from './closed-histories.ts';
import type { CaseHistory } from './history.ts';

/**
 * How one case went, for those who watch over its unit: steps and times, nothing that is sealed. A case is somebody's
 * nevertheless, so whoever looks is written to the access log.
 * @throws Refusal kernel.not-found for everybody else, and while it is not closed
 */
export async function watchedHistory(
  world: World,
  officer: Officer,
  no: string,
): Promise<{ readonly history: CaseHistory; readonly version: ItemVersionId }> {
  const short = readShortNo(no);
  const record = short && (await findCase(world.db, short));
  if (record === undefined) throw notFound();
  const mayWatch = await reaches(world.db, officer, { roles: ['bureau', 'supervisor'], unit: record.unit });
  const history = mayWatch ? await historyOf(world.db, record) : undefined;
  if (history === undefined) throw notFound();
  const { person, shortNo } = record;
  const purpose = 'desk.purpose.process';
  await inTransaction(world.db, async (tx) =>
    logAccess(tx, { officer: officer.officer, person, case: shortNo, purpose, fields: ['case'] }),
  );
  return { history, version: record.itemVersion };
}
