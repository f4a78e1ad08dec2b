import { z } from 'zod';
import type { World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { caseById, type CaseRecord } from './case-store.ts';
import { eventForMessage, type MessageFacts, type MessageKind } from './event-for-message.ts';
import { objectionForMessage } from './objections/message.ts';
import { extensionById } from './special/extension-store.ts';
import { latestVisit } from './visit/visit-store.ts';
import { visitState } from './visit/visit-view.ts';
import { visitsOfCase } from './visit/visits-of-case.ts';

/** What somebody is told about; a visit by the id of its message, for its own key is none. */
export const MessageAbout = z.union([
  z.object({ event: z.uuid() }),
  z.object({ objection: z.uuid() }),
  z.object({ extension: z.uuid() }),
  z.object({ reminder: z.uuid(), case: z.uuid(), dueOn: z.iso.date() }),
  z.object({ visit: z.uuid(), case: z.uuid(), n: z.int(), version: z.int() }),
]);
export type MessageAbout = z.output<typeof MessageAbout>;

/** What a message needs to say; undefined where there is nothing to tell any more. */
export async function messageFacts(world: World, about: MessageAbout): Promise<MessageFacts | undefined> {
  if ('event' in about) return eventForMessage(world, about.event);
  if ('objection' in about) return objectionForMessage(world, about.objection);
  if ('extension' in about) return extensionFacts(world, about.extension);
  return 'reminder' in about ? reminderFacts(world, about) : visitFacts(world, about);
}

type ReminderAbout = Extract<MessageAbout, { readonly reminder: string }>;

/** What was asked for is still missing. Whoever has handed it in meanwhile is not reminded. */
async function reminderFacts(world: World, about: ReminderAbout): Promise<MessageFacts | undefined> {
  const record = await caseById(world.db, about.case);
  if (record?.status !== 'supplementRequested') return undefined;
  const values = { dueOn: about.dueOn };
  return factsOf(world, record, { id: about.reminder, kind: 'supplementDue', at: world.clock.now(), values });
}

async function extensionFacts(world: World, id: string): Promise<MessageFacts | undefined> {
  const row = await extensionById(world.db, id);
  if (row?.decision?.granted !== true) return undefined;
  const record = await caseById(world.db, row.caseId);
  const told = { id, kind: 'extended', at: row.decision.at, values: { workdays: String(row.workdays) } } as const;
  return record && factsOf(world, record, told);
}

type VisitAbout = Extract<MessageAbout, { readonly visit: string }>;

/** The day of a visit; where another has been set since, that one is told. */
async function visitFacts(world: World, about: VisitAbout): Promise<MessageFacts | undefined> {
  const latest = await latestVisit(world.db, { caseId: about.case, n: about.n });
  if (latest?.kind !== 'plan' || latest.version !== about.version) return undefined;
  const record = await caseById(world.db, about.case);
  if (record === undefined) return undefined;
  const { plan } = await visitState(world, record, { n: about.n, latest });
  const visit = (await visitsOfCase(world, record)).find(({ n }) => n === about.n);
  if (plan === undefined || visit === undefined) return undefined;
  const values = { on: visit.on.toString(), time: plan.time, place: plan.place, who: visit.departments.join('、') };
  return factsOf(world, record, { id: about.visit, kind: 'visitSet', at: latest.at, values });
}

interface Told {
  readonly id: string;
  readonly kind: MessageKind;
  readonly at: Date;
  readonly values: Readonly<Record<string, string>>;
}

async function factsOf(world: World, record: CaseRecord, { id, kind, at, values }: Told): Promise<MessageFacts> {
  const { elements } = await itemByVersion(world.db, record.itemVersion);
  return {
    event: id,
    caseId: record.id,
    no: record.shortNo,
    person: record.person,
    kind,
    at,
    index: record.lastIndex,
    itemName: elements.name,
    isPart: record.bundleRef !== undefined,
    values,
    dataKey: record.dataKey,
  };
}
