import { z } from 'zod';
import { IdempotencyKey, notFound, once, parseInput, Refusal, type Tx, type World } from '#kernel';
import { itemById, type ItemId, type ServiceItem } from '#catalogue';
import { pinnedForm, sketchOf } from '#forms';
import { unitById, type Officer } from '#identity';
import { decisionVersion, routeVersion, straightRoute } from '#routing';
import type { ChangeId, Parts } from './change.ts';
import { insertChange, lockBeginnings, mayChange, openChangeOf } from './change-store.ts';
import { pinnedService } from './pinned-service.ts';

export const StartInput = z.strictObject({ key: IdempotencyKey, item: z.string().max(64) });

/**
 * Begins a change of a service with what is in force now. One at a time: whoever begins a second gets the open one.
 * @throws Refusal publishing.no-such-item, also for whoever has no say in it
 */
export async function startChange(
  world: World,
  officer: Officer,
  raw: z.input<typeof StartInput>,
): Promise<{ readonly change: ChangeId }> {
  const input = parseInput(StartInput, raw);
  const intent = { actor: officer.officer, useCase: 'publishing.start-change', key: input.key, body: raw };
  return once(world.db, intent, async (tx, remember) => {
    if (!(await mayChange(tx, officer, input.item))) throw new Refusal('publishing.no-such-item', { status: 422 });
    await lockBeginnings(tx, input.item);
    const change = (await openChangeOf(tx, input.item)) ?? (await begin(tx, world, { officer, item: input.item }));
    await remember({ change });
    return { change };
  });
}

async function begin(
  tx: Tx,
  world: World,
  { officer, item: id }: { officer: Officer; item: string },
): Promise<ChangeId> {
  const item = await itemById(tx, id as ItemId);
  if (item === undefined) throw notFound();
  const parts = await partsInForce(tx, world, item);
  const at = world.clock.now();
  return insertChange(tx, { item: item.id, base: item.version, parts, officer: officer.officer, at });
}

/** What a service goes by now; without a drawn route, an empty one to begin with. */
export async function partsInForce(tx: Tx, { db }: Pick<World, 'db'>, item: ServiceItem): Promise<Parts> {
  const pinned = await pinnedService(db, item.version, tx);
  const decisions: Record<string, string> = {};
  for (const [name, version] of Object.entries(pinned?.decisions ?? {}))
    decisions[name] = (await decisionVersion(tx, version)).xml;
  return {
    route: pinned?.route === undefined ? await firstDrawing(tx, item) : (await routeVersion(tx, pinned.route)).xml,
    decisions,
    examples: pinned?.examples ?? {},
    texts: pinned?.texts ?? [],
    ...(pinned?.form === undefined ? {} : { form: sketchOf(await pinnedForm(tx, pinned.form)) }),
  };
}

/** The item's own stages that count, one after the other: something to draw on. */
async function firstDrawing(tx: Tx, item: ServiceItem): Promise<string> {
  const agency = await unitById(tx, item.unit);
  const counted = item.elements.stages.filter(
    ({ countsTowardDecision, name }) => countsTowardDecision && !/决定|核准/.test(name),
  );
  return straightRoute(
    counted.map(({ name }) => ({
      name,
      department: agency?.uscc ?? '',
      budget: { value: 1, unit: 'workday' },
    })),
  );
}
