import { z } from 'zod';
import { openJson, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import type { PersonId } from '#identity';
import { eventContext } from './event-context.ts';
import { caseById } from './case-store.ts';
import type { EventKind } from './lifecycle.ts';
import type { ShortNo } from './numbers.ts';

/** What people are told about: an event of the lifecycle, the answer to an objection, a longer time, the day of a visit. */
export type MessageKind = EventKind | 'objectionAnswered' | 'extended' | 'visitSet' | 'supplementDue';

/** What a message about an event needs; the reason itself stays on the page of the case. */
export interface MessageFacts {
  readonly event: string;
  readonly caseId: string;
  readonly no: ShortNo;
  readonly person: PersonId;
  readonly kind: MessageKind;
  readonly at: Date;
  /** The event's place in the ledger: the order of messages. */
  readonly index: bigint;
  readonly itemName: string;
  /** It is a part of a bundle, which tells about the whole. */
  readonly isPart: boolean;
  readonly reason?: string;
  /** What else its sentence names. Civil dates as ISO 8601. */
  readonly values?: Readonly<Record<string, string>>;
  /** Encrypts texts that belong to the case. */
  readonly dataKey: Uint8Array;
}

const Sealed = z.looseObject({ details: z.looseObject({ reason: z.string().optional() }) });

/** The facts of an event by its id; undefined if it was rolled back or the case is erased. */
export async function eventForMessage(world: World, event: string): Promise<MessageFacts | undefined> {
  const row = await world.db
    .selectFrom('cases.event')
    .select(['case_id', 'kind', 'at', 'sealed', 'ledger_index'])
    .where('id', '=', event)
    .executeTakeFirst();
  const record = row && (await caseById(world.db, row.case_id));
  if (row === undefined || record === undefined) return undefined;
  const { elements } = await itemByVersion(world.db, record.itemVersion);
  const { details } = Sealed.parse(openJson(world.crypto, record.dataKey, eventContext(record.id), row.sealed));
  return {
    event,
    caseId: record.id,
    no: record.shortNo,
    person: record.person,
    kind: row.kind as EventKind,
    at: row.at,
    index: row.ledger_index,
    itemName: elements.name,
    isPart: record.bundleRef !== undefined,
    ...(details.reason === undefined ? {} : { reason: details.reason }),
    dataKey: record.dataKey,
  };
}
