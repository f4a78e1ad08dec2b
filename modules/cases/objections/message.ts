import type { World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { caseById } from '../case-store.ts';
import type { MessageFacts } from '../event-for-message.ts';
import { objectionById } from './store.ts';

/** What a message about the answer to an objection needs; undefined if there is none or the case is erased. */
export async function objectionForMessage(world: World, id: string): Promise<MessageFacts | undefined> {
  const objection = await objectionById(world.db, id);
  const record = objection && (await caseById(world.db, objection.caseId));
  if (objection?.answer === undefined || record === undefined) return undefined;
  const { elements } = await itemByVersion(world.db, record.itemVersion);
  return {
    event: id,
    caseId: record.id,
    no: record.shortNo,
    person: objection.person,
    kind: 'objectionAnswered',
    at: objection.answer.at,
    index: objection.answer.ledgerSize,
    itemName: elements.name,
    isPart: record.bundleRef !== undefined,
    dataKey: record.dataKey,
  };
}
