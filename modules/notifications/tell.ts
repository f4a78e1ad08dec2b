import { z } from 'zod';
import { sealJson, type World } from '#kernel';
import { eventForMessage, type EventKind } from '#cases';

export const TellInput = z.object({ event: z.uuid() });

/** Officers taking and releasing is on the timeline; nobody wants a message about it. */
const SILENT: ReadonlySet<EventKind> = new Set(['taken', 'released']);

/** Leaves a message for the applicant about one event. Run twice, it leaves one. */
export async function tell(world: World, raw: unknown): Promise<void> {
  const { event } = TellInput.parse(raw);
  const facts = await eventForMessage(world, event);
  if (facts === undefined || SILENT.has(facts.kind)) return;
  const { no, itemName } = facts;
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
