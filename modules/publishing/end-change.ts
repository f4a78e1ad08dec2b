import { z } from 'zod';
import { IdempotencyKey, notFound, once, parseInput, Refusal, type Tx, type World } from '#kernel';
import { itemById, itemByVersion, publishAgain, type ItemVersionId } from '#catalogue';
import { formOfSketch, pinForm } from '#forms';
import { officerById, type Officer, type OfficerId } from '#identity';
import { keepDecisions, keepRoute, type DecisionVersionId } from '#routing';
import type { Change } from './change.ts';
import { lockChange, setState } from './change-store.ts';
import { itemAsWritten } from './item-as-written.ts';
import { pinService } from './pin-service.ts';
import { poolsOfService } from './pools-of.ts';
import { checkParts } from './problems.ts';

export const EndInput = z.strictObject({
  key: IdempotencyKey,
  change: z.string(),
  /** The revision that was on the page: nobody proposes, publishes or throws away what they have not seen. */
  revision: z.coerce.number().int().min(1),
  act: z.enum(['propose', 'publish', 'send-back', 'discard']),
  /** Why it is sent back. */
  reason: z.string().trim().max(2000).default(''),
});

interface Acting {
  readonly world: World;
  readonly officer: Officer;
  readonly change: Change;
  readonly reason: string;
}

/**
 * Proposes a change, and publishes it or sends it back by somebody else than who proposed it; or gives it up. Published,
 * it is one new version of the item that pins all parts in one transaction; cases that were filed before keep theirs.
 * @throws Refusal publishing.has-problems, publishing.own-proposal, publishing.not-now, publishing.outdated,
 * publishing.reason-missing, publishing.saved-meanwhile, publishing.own-work
 */
export async function endChange(world: World, officer: Officer, raw: z.input<typeof EndInput>): Promise<void> {
  const input = parseInput(EndInput, raw);
  const intent = { actor: officer.officer, useCase: `publishing.${input.act}`, key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const change = await lockChange(tx, officer, input.change);
    if (change.revision !== input.revision) throw new Refusal('publishing.saved-meanwhile');
    await acts[input.act](tx, { world, officer, change, reason: input.reason });
    await remember(null);
    return null;
  });
}

const acts = { propose, publish, 'send-back': sendBack, discard } as const;

async function propose(tx: Tx, acting: Acting): Promise<void> {
  const { world, officer, change } = acting;
  if (change.state !== 'draft') throw new Refusal('publishing.not-now');
  await requireSound(tx, acting);
  const at = world.clock.now();
  await setState(tx, change, { state: 'proposed', proposed_by: officer.officer, proposed_at: at, refusal: null });
}

async function publish(tx: Tx, acting: Acting): Promise<void> {
  const { world, officer, change } = acting;
  await requireOther(tx, acting);
  if (change.savedBy !== undefined && (await isSamePerson(tx, officer.officer, change.savedBy)))
    throw new Refusal('publishing.own-work');
  await requireSound(tx, acting);
  const at = world.clock.now();
  const base = await itemByVersion(tx, change.base);
  const elements = change.parts.item === undefined ? {} : { elements: itemAsWritten(base, change.parts).elements };
  const version = await publishAgain(tx, { item: change.item, base: change.base, at, ...elements });
  if (version === undefined) throw new Refusal('publishing.outdated');
  await pin(tx, acting, version);
  await setState(tx, change, { state: 'published', ended_by: officer.officer, ended_at: at, version_id: version });
}

async function pin(tx: Tx, { world, officer, change }: Acting, version: ItemVersionId): Promise<void> {
  const { parts, note, proposedBy } = change;
  const decisions: Record<string, DecisionVersionId> = {};
  for (const [name, xml] of Object.entries(parts.decisions)) decisions[name] = await keepDecisions(tx, xml);
  const route = parts.route === undefined ? {} : { route: await keepRoute(tx, parts.route) };
  const form = parts.form && (await pinForm(tx, formOfSketch(change.item, parts.form)));
  const pools = await poolsOfService(tx, await itemByVersion(tx, version), parts.route);
  await pinService(tx, {
    version,
    service: {
      ...route,
      ...(form === undefined ? {} : { form }),
      decisions,
      examples: parts.examples,
      texts: parts.texts,
      pools,
    },
    at: world.clock.now(),
    note,
    ...(proposedBy === undefined ? {} : { by: { proposed: proposedBy, published: officer.officer } }),
  });
}

async function sendBack(tx: Tx, acting: Acting): Promise<void> {
  await requireOther(tx, acting);
  const { change, reason } = acting;
  if (reason === '') throw new Refusal('publishing.reason-missing', { status: 422 });
  await setState(tx, change, { state: 'draft', refusal: reason, proposed_by: null, proposed_at: null });
}

async function discard(tx: Tx, { world, officer, change }: Acting): Promise<void> {
  if (change.state !== 'draft') throw new Refusal('publishing.not-now');
  await setState(tx, change, { state: 'discarded', ended_by: officer.officer, ended_at: world.clock.now() });
}

/** Two people, whatever posts they hold. */
async function requireOther(tx: Tx, { officer, change }: Acting): Promise<void> {
  if (change.state !== 'proposed' || change.proposedBy === undefined) throw new Refusal('publishing.not-now');
  if (await isSamePerson(tx, officer.officer, change.proposedBy)) throw new Refusal('publishing.own-proposal');
}

async function isSamePerson(tx: Tx, one: OfficerId, other: OfficerId): Promise<boolean> {
  return (await officerById(tx, one)).person === (await officerById(tx, other)).person;
}

async function requireSound(tx: Tx, { world, change }: Acting): Promise<void> {
  const item = await itemById(tx, change.item);
  if (item === undefined) throw notFound();
  const { problems } = await checkParts({ db: tx, clock: world.clock, item }, change.parts);
  if (problems.length > 0) throw new Refusal('publishing.has-problems', { values: { count: problems.length } });
}
