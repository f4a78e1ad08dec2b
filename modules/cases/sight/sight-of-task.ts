import type { Db, Tx } from '#kernel';
import { itemByVersion } from '#catalogue';
import { personalFields, pinnedForm } from '#forms';
import type { TicketInHand } from '#queue';
import { routeVersion } from '#routing';
import type { CaseRecord } from '../case-store.ts';
import { routeTasks } from '../route/task-store.ts';
import { sightOf, WHOLE, type Sight } from './sight.ts';

/** What the officer with this task of a case in hand may see of what was filed. */
export async function sightOfTask(
  db: Db | Tx,
  record: CaseRecord,
  { n, pool }: Pick<TicketInHand, 'n' | 'pool'>,
): Promise<Sight> {
  if (pool.stage !== 'examination' || record.routeVersion === undefined) return WHOLE;
  const task = (await routeTasks(db, record.id)).find((each) => each.n === n);
  // The department, not whoever's queue it stands in: others may work for a department that has no staff.
  if (task === undefined || task.unit === record.unit) return WHOLE;
  const { route } = await routeVersion(db, record.routeVersion);
  const node = route.nodes.find(({ id }) => id === task.element);
  const { elements } = await itemByVersion(db, record.itemVersion);
  const lookedUp = elements.materials.flatMap(({ no, replacedBy }) => (replacedBy === undefined ? [] : [no]));
  return sightOf(node?.kind === 'user' ? node.work.needs : undefined, {
    personal: personalFields(await pinnedForm(db, record.formVersion)),
    lookedUp: new Set(lookedUp),
  });
}
