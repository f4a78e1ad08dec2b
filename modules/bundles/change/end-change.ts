import { z } from 'zod';
import { IdempotencyKey, once, parseInput, Refusal, type Tx, type World } from '#kernel';
import { officerById, type Officer } from '#identity';
import { addVersion, bundleInForce, publishVersion } from '../definition-store.ts';
import type { BundleDefinition } from '../definition.ts';
import type { BundleChange } from './change.ts';
import { lockOpenChange, requireBureau, setState } from './change-store.ts';
import { checkChange } from './check-change.ts';

export const bundleChangeActs = ['propose', 'publish', 'send-back', 'discard'] as const;

export const EndChangeInput = z.strictObject({
  key: IdempotencyKey,
  bundle: z.string().max(64),
  act: z.enum(bundleChangeActs),
  /** The revision that was on the page: what is proposed or published is what somebody has looked at. */
  revision: z.coerce.number().int().min(1),
  /** Why it is sent back. */
  reason: z.string().trim().max(2000).default(''),
});

interface Acting {
  readonly world: World;
  readonly officer: Officer;
  readonly change: BundleChange;
  readonly reason: string;
}

/**
 * Proposes a change, and publishes it or sends it back by somebody else than who proposed it; or gives it up. Published,
 * it is the next version of the bundle; what was filed or begun before keeps its own.
 * @throws Refusal bundles.has-problems, bundles.own-proposal, bundles.not-now, bundles.outdated, bundles.reason-missing,
 * bundles.saved-meanwhile, kernel.not-found
 */
export async function endBundleChange(
  world: World,
  officer: Officer,
  raw: z.input<typeof EndChangeInput>,
): Promise<void> {
  const input = parseInput(EndChangeInput, raw);
  const intent = { actor: officer.officer, useCase: `bundles.change.${input.act}`, key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    await requireBureau(tx, officer);
    const change = await lockOpenChange(tx, input.bundle);
    if (change.revision !== input.revision) throw new Refusal('bundles.saved-meanwhile');
    await acts[input.act](tx, { world, officer, change, reason: input.reason });
    await remember(null);
    return null;
  });
}

const acts = { propose, publish, 'send-back': sendBack, discard } as const;

async function propose(tx: Tx, { world, officer, change }: Acting): Promise<void> {
  if (change.state !== 'draft') throw new Refusal('bundles.not-now');
  await sound(tx, change);
  const at = world.clock.now();
  await setState(tx, change, { state: 'proposed', proposed_by: officer.officer, proposed_at: at, refusal: null });
}

async function publish(tx: Tx, acting: Acting): Promise<void> {
  const { world, officer, change } = acting;
  const proposed = await requireOther(tx, acting);
  const definition = await sound(tx, change);
  const current = await bundleInForce(tx, change.bundle);
  if (current?.version !== change.base) throw new Refusal('bundles.outdated');
  const at = world.clock.now();
  const version = await addVersion(tx, definition, proposed);
  const publication = { bundle: change.bundle, version, proposedBy: proposed.by };
  await publishVersion(tx, publication, { at, by: officer.officer });
  await setState(tx, change, { state: 'published', ended_by: officer.officer, ended_at: at, version });
}

async function sendBack(tx: Tx, acting: Acting): Promise<void> {
  await requireOther(tx, acting);
  const { change, reason } = acting;
  if (reason === '') throw new Refusal('bundles.reason-missing', { status: 422 });
  await setState(tx, change, { state: 'draft', refusal: reason, proposed_by: null, proposed_at: null });
}

async function discard(tx: Tx, { world, officer, change }: Acting): Promise<void> {
  if (change.state !== 'draft') throw new Refusal('bundles.not-now');
  await setState(tx, change, { state: 'discarded', ended_by: officer.officer, ended_at: world.clock.now() });
}

/** Two people, whatever posts they hold. */
async function requireOther(tx: Tx, { officer, change }: Acting): Promise<NonNullable<BundleChange['proposed']>> {
  if (change.state !== 'proposed' || change.proposed === undefined) throw new Refusal('bundles.not-now');
  const [one, other] = [await officerById(tx, officer.officer), await officerById(tx, change.proposed.by)];
  if (one.person === other.person) throw new Refusal('bundles.own-proposal');
  return change.proposed;
}

async function sound(tx: Tx, change: BundleChange): Promise<BundleDefinition> {
  const { problems, definition } = await checkChange(tx, change);
  if (problems.length > 0 || definition === undefined)
    throw new Refusal('bundles.has-problems', { values: { count: problems.length } });
  return definition;
}
