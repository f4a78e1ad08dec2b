import { sealJson, type World } from '#kernel';
import { bundleForMessage, type BundleMoment } from '#bundles';

/** Leaves a message for the applicant about a bundle as a whole. Run twice, it leaves one. */
export async function tellBundle(world: World, application: string, moment: BundleMoment): Promise<void> {
  const facts = await bundleForMessage(world, application, moment);
  if (facts === undefined) return;
  const { no, name, person, kind, at, dataKey } = facts;
  await world.db
    .insertInto('notifications.bundle_message')
    .values({
      ...{ application_id: application, moment, kind, at, person_id: person },
      sealed: sealJson(world.crypto, dataKey, bundleContext(application, moment), { no, name }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function bundleContext(application: string, moment: string): string {
  return `notifications.bundle_message:${application}:${moment}`;
}
