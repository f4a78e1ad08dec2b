import { z } from 'zod';
import { openJson, type World } from '#kernel';
import { applicationsIn } from '#bundles';
import type { Resident } from '#identity';
import type { Message } from './message.ts';
import { bundleContext } from './tell-bundle.ts';

const Sealed = z.object({ no: z.string(), name: z.string() });
const SHOWN = 100;

/** What somebody was told about bundles as a whole, newest first. */
export async function bundleMessages(world: World, viewer: Resident): Promise<readonly Message[]> {
  const rows = await messagesOf(world, viewer).orderBy('m.at', 'desc').orderBy('m.moment').limit(SHOWN).execute();
  return rows.map((row) => {
    const context = bundleContext(row.application_id, row.moment);
    const { no, name } = Sealed.parse(openJson(world.crypto, row.data_key, context, row.sealed));
    return {
      id: `${row.application_id}:${row.moment}`,
      at: row.at,
      kind: `bundle.${row.kind}`,
      href: `/bundles/applications/${no}`,
      no,
      itemName: name,
      read: row.read_at !== null,
    };
  });
}

export async function unreadBundleMessages(world: World, viewer: Resident): Promise<number> {
  return (await messagesOf(world, viewer).where('m.read_at', 'is', null).limit(SHOWN).execute()).length;
}

export async function markBundleMessagesRead(world: World, viewer: Resident): Promise<void> {
  const rows = await messagesOf(world, viewer).where('m.read_at', 'is', null).execute();
  if (rows.length === 0) return;
  const applications = [...new Set(rows.map((row) => row.application_id))];
  await world.db
    .updateTable('notifications.bundle_message')
    .set({ read_at: world.clock.now() })
    .where('application_id', 'in', applications)
    .where('person_id', '=', viewer.person)
    .where('read_at', 'is', null)
    .execute();
}

function messagesOf({ db }: World, viewer: Resident) {
  return db
    .selectFrom('notifications.bundle_message as m')
    .innerJoin(applicationsIn(db, viewer).as('a'), 'a.id', 'm.application_id')
    .select(['m.application_id', 'm.moment', 'm.kind', 'm.at', 'm.sealed', 'm.read_at', 'a.data_key'])
    .where('m.person_id', '=', viewer.person);
}
