import { z } from 'zod';
import { sealJson, type World } from '#kernel';
import { bundleMoments, bundleOfCase } from '#bundles';
import { MessageAbout, messageFacts, type MessageKind } from '#cases';
import { tellBundle } from './tell-bundle.ts';

export const TellInput = z.union([MessageAbout, z.object({ application: z.uuid(), moment: z.enum(bundleMoments) })]);

/** Officers taking and releasing, and what a route does by itself, is on the timeline; nobody wants a message about it. */
export const SILENT: ReadonlySet<MessageKind> = new Set([
  'taken',
  'released',
  'handedOver',
  'dropped',
  'timerDue',
  'decisionOpened',
  'leftToPeople',
]);

/** Of a part of a bundle: what the applicant has to do, asked for, or may see in doubt. All else the whole tells. */
const TOLD_OF_PARTS: ReadonlySet<MessageKind> = new Set([
  'supplementRequested',
  'objectionAnswered',
  'specialBegun',
  'extended',
  'visitSet',
  'supplementDue',
  'recordLost',
  'recordSettled',
]);

/** Leaves a message for the applicant about something that happened to a case or a bundle. Run twice, it leaves one. */
export async function tell(world: World, raw: unknown): Promise<void> {
  const about = TellInput.parse(raw);
  if ('application' in about) return tellBundle(world, about.application, about.moment);
  const facts = await messageFacts(world, about);
  if (facts === undefined || SILENT.has(facts.kind)) return;
  const { event, no, itemName, values } = facts;
  const bundle = facts.isPart ? (await bundleOfCase(world, facts.caseId))?.name : undefined;
  if (facts.isPart && !TOLD_OF_PARTS.has(facts.kind)) return;
  await world.db
    .insertInto('notifications.message')
    .values({
      event_id: event,
      person_id: facts.person,
      case_id: facts.caseId,
      kind: facts.kind,
      at: facts.at,
      ledger_index: facts.index,
      sealed: sealJson(world.crypto, facts.dataKey, messageContext(event), { no, itemName, bundle, values }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function messageContext(event: string): string {
  return `notifications.message:${event}`;
}
