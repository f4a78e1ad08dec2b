import { z } from 'zod';
import { openJson, type World } from '#kernel';
import { casesIn, type MessageKind, type ShortNo } from '#cases';
import type { Resident } from '#identity';
import { messageContext } from './tell.ts';

export interface Message {
  readonly id: string;
  readonly at: Date;
  /** Translated as `messages.KIND`, with `no` and `itemName`. */
  readonly kind: MessageKind;
  readonly no: ShortNo;
  readonly itemName: string;
  readonly read: boolean;
}

const Sealed = z.object({ no: z.string(), itemName: z.string() });
const SHOWN = 100;

/** The messages of a person in the capacity they act in, newest first. */
export async function myMessages(world: World, viewer: Resident): Promise<readonly Message[]> {
  const rows = await messagesOf(world, viewer).orderBy('m.ledger_index', 'desc').limit(SHOWN).execute();
  return rows.flatMap((row) => {
    if (row.data_key === null) return [];
    const { no, itemName } = Sealed.parse(
      openJson(world.crypto, row.data_key, messageContext(row.event_id), row.sealed),
    );
    return [
      {
        id: row.event_id,
        at: row.at,
        kind: row.kind as MessageKind,
        no: no as ShortNo,
        itemName,
        read: row.read_at !== null,
      },
    ];
  });
}

/** How many messages have not been read. */
export async function unreadCount(world: World, viewer: Resident): Promise<number> {
  const rows = await messagesOf(world, viewer).where('m.read_at', 'is', null).limit(SHOWN).execute();
  return rows.length;
}

/** All messages of this capacity count as read from now on. */
export async function markRead(world: World, viewer: Resident): Promise<void> {
  const rows = await messagesOf(world, viewer).where('m.read_at', 'is', null).execute();
  if (rows.length === 0) return;
  await world.db
    .updateTable('notifications.message')
    .set({ read_at: world.clock.now() })
    .where(
      'event_id',
      'in',
      rows.map(({ event_id }) => event_id),
    )
    .execute();
}

function messagesOf({ db }: World, viewer: Resident) {
  return db
    .selectFrom('notifications.message as m')
    .innerJoin(casesIn(db, viewer).as('c'), 'c.id', 'm.case_id')
    .select(['m.event_id', 'm.kind', 'm.at', 'm.sealed', 'm.read_at', 'c.data_key'])
    .where('m.person_id', '=', viewer.person);
}
