import { z } from 'zod';
import { openJson, type World } from '#kernel';
import { casesIn, type MessageKind } from '#cases';
import type { Resident } from '#identity';
import type { Message } from './message.ts';
import { bundleMessages, markBundleMessagesRead, unreadBundleMessages } from './bundle-messages.ts';
import { messageContext } from './tell.ts';

const Sealed = z.object({
  no: z.string(),
  itemName: z.string(),
  bundle: z.string().exactOptional(),
  values: z.record(z.string(), z.string()).exactOptional(),
});
const SHOWN = 100;

/** The messages of a person in the capacity they act in, about cases and about bundles as a whole, newest first. */
export async function myMessages(world: World, viewer: Resident): Promise<readonly Message[]> {
  const [cases, bundles] = [await caseMessages(world, viewer), await bundleMessages(world, viewer)];
  if (bundles.length === 0) return cases;
  return [...cases, ...bundles].toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, SHOWN);
}

async function caseMessages(world: World, viewer: Resident): Promise<readonly Message[]> {
  const rows = await messagesOf(world, viewer).orderBy('m.ledger_index', 'desc').limit(SHOWN).execute();
  return rows.flatMap((row) => {
    if (row.data_key === null) return [];
    const { no, itemName, bundle, values } = Sealed.parse(
      openJson(world.crypto, row.data_key, messageContext(row.event_id), row.sealed),
    );
    return [
      {
        id: row.event_id,
        at: row.at,
        kind: row.kind as MessageKind,
        href: `/cases/${no}`,
        no,
        itemName,
        ...(bundle === undefined ? {} : { bundle }),
        ...(values === undefined ? {} : { values }),
        read: row.read_at !== null,
      },
    ];
  });
}

/** How many messages have not been read. */
export async function unreadCount(world: World, viewer: Resident): Promise<number> {
  const rows = await messagesOf(world, viewer).where('m.read_at', 'is', null).limit(SHOWN).execute();
  return rows.length + (await unreadBundleMessages(world, viewer));
}

/** All messages of this capacity count as read from now on. */
export async function markRead(world: World, viewer: Resident): Promise<void> {
  await markBundleMessagesRead(world, viewer);
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
