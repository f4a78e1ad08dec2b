import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { IdempotencyKey, InvalidInput, notFound, once, parseInput, Refusal, type Tx, type World } from '#kernel';
import { startBundleDraft } from '#cases';
import { pinForm, readPage, schemaFor, type Answers, type Capacity, type FormDefinition } from '#forms';
import type { Resident } from '#identity';
import { insertApplication, sealApplication, type Application, type PartPlan } from './application-store.ts';
import type { BundleDefinition } from './definition.ts';
import { bundleInForce } from './definition-store.ts';
import { giversOf, planBundle, withEarlier, type BundlePlan } from './plan-bundle.ts';

export const StartInput = z.strictObject({
  key: IdempotencyKey,
  bundle: z.string().min(1).max(64),
  /** What was answered to the questions, as it was posted. */
  typed: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
});

/** The questions of a bundle as a form of one page. */
export function questionForm({ id, name, questions }: BundleDefinition): FormDefinition {
  const layout = { pages: [questions] };
  return { id, title: name, schema: schemaFor(layout), layout };
}

/** What somebody answered to the questions. @throws InvalidInput */
export function readChoices(definition: BundleDefinition, typed: z.output<typeof StartInput>['typed']): Answers {
  const { answers, problems } = readPage(questionForm(definition), definition.questions.id, typed);
  if (problems.length > 0) throw new InvalidInput(problems);
  return answers;
}

/**
 * Begins a bundle: the one form of the services that apply, filled in with what is known. The definition and the forms
 * of today are pinned. Pressed twice, it is one draft.
 * @throws InvalidInput; Refusal bundles.for-organisations, bundles.for-persons, bundles.nothing-applies, kernel.not-found
 */
export async function startApplication(
  world: World,
  viewer: Resident,
  raw: z.input<typeof StartInput>,
): Promise<{ readonly draft: string }> {
  const { key, bundle, typed } = parseInput(StartInput, raw);
  const found = await bundleInForce(world.db, bundle);
  if (found === undefined) throw notFound();
  const { version, definition } = found;
  requireCapacity(definition, viewer);
  const choices = readChoices(definition, typed);
  const plan = await planBundle(world.db, definition, { choices, capacity: capacityOf(viewer) });
  const body = { bundle, version, choices, organisation: viewer.organisation ?? null };
  return once<{ draft: string }>(
    world.db,
    { actor: viewer.person, useCase: 'bundles.start', key, body },
    async (tx, remember) => {
      const draft = await begin(tx, world, { viewer, definition, version, choices, plan });
      await remember({ draft });
      return { draft };
    },
  );
}

export function capacityOf(viewer: Pick<Resident, 'organisation'>): Capacity {
  return viewer.organisation === undefined ? 'person' : 'organisation';
}

function requireCapacity({ capacities }: BundleDefinition, viewer: Resident): void {
  if (capacities.includes(capacityOf(viewer))) return;
  throw new Refusal(viewer.organisation === undefined ? 'bundles.for-organisations' : 'bundles.for-persons');
}

interface Beginning {
  readonly viewer: Resident;
  readonly definition: BundleDefinition;
  readonly version: number;
  readonly choices: Answers;
  readonly plan: BundlePlan;
}

async function begin(tx: Tx, world: World, { viewer, definition, version, choices, plan }: Beginning): Promise<string> {
  const [first] = plan.services;
  if (first === undefined) throw new Refusal('bundles.nothing-applies');
  const { form } = plan.merged;
  const known = knownFrom(choices, definition, form);
  const draft = await startBundleDraft(tx, world, {
    viewer,
    bundle: definition.id,
    form,
    itemVersion: first.item.version,
    known,
  });
  const head = { id: randomUUID(), dataKey: Buffer.from(world.crypto.newDataKey()) };
  const parts = await partPlans(tx, definition, plan);
  const application: Application = {
    ...head,
    draft,
    person: viewer.person,
    ...(viewer.organisation === undefined ? {} : { organisation: viewer.organisation }),
    bundle: definition.id,
    version,
    sealed: sealApplication(world.crypto, head, { choices, parts }),
    startedAt: world.clock.now(),
  };
  await insertApplication(tx, application);
  return draft;
}

/** The form of every service is pinned now: a later version must not ask what nobody was asked. */
async function partPlans(tx: Tx, definition: BundleDefinition, plan: BundlePlan): Promise<readonly PartPlan[]> {
  const parts: PartPlan[] = [];
  for (const { node, item, form } of plan.services) {
    const whole = withEarlier(form, giversOf(definition, node, plan.applying));
    parts.push({
      node,
      itemVersion: item.version,
      formVersion: await pinForm(tx, whole),
      fields: plan.merged.fields[node] ?? {},
      files: plan.merged.files[node] ?? {},
    });
  }
  return parts;
}

/** What the questions answered already: questions of the same name and kind are not asked from the beginning. */
function knownFrom(choices: Answers, { questions }: BundleDefinition, form: FormDefinition): Answers {
  const asked = form.layout.pages.flatMap(({ fields }) => fields);
  return Object.fromEntries(
    questions.fields.flatMap(({ name, kind }) => {
      const answer = choices[name];
      const same = asked.some((field) => field.name === name && field.kind === kind && kind === 'yes-no');
      return same && answer !== undefined ? [[name, answer]] : [];
    }),
  );
}
