import { z } from 'zod';
import { sealJson, type World } from '#kernel';
import { eventForMessage, objectionForMessage, type MessageKind } from '#cases';

export const TellInput = z.union([z.object({ event: z.uuid() }), z.object({ objection: z.uuid() })]);

/** Officers taking and releasing, and what a route does by itself, is on the timeline; nobody wants a message about it. */
const SILENT: ReadonlySet<MessageKind> = new Set([
  'taken',
  'released',
  'dropped',
  'timerDue',
  'decisionOpened',
  'handedOver',
]);

/** Leaves a message for the applicant about one event or one answered objection. Run twice, it leaves one. */
export async function tell(world: World, raw: unknown): Promise<void> {
  const about = TellInput.parse(raw);
  const facts = await ('event' in about
    ? eventForMessage(world, about.event)
    : objectionForMessage(world, about.objection));
  if (facts === undefined || SILENT.has(facts.kind)) return;
  const { event, no, itemName } = facts;
  await world.db
    .insertInto('notifications.message')
    .values({
      event_id: event,
      person_id: facts.person,
      case_id: facts.caseId,
      kind: facts.kind,
      at: facts.at,
      ledger_index: facts.index,
      sealed: sealJson(world.crypto, facts.dataKey, messageContext(event), { no, itemName }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function messageContext(event: string): string {
  return `notifications.message:${event}`;
}
