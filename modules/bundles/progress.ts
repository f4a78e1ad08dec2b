import { z } from 'zod';
import { emit, inTransaction, translator, type Tx, type World } from '#kernel';
import {
  endBundleDraft,
  filedBundleDraft,
  keepGate,
  standingOf,
  startPart,
  submitParts,
  withdraw,
  type FilledBundle,
  type GatedCase,
} from '#cases';
import { pinnedForm, type Answers } from '#forms';
import {
  applicationById,
  closeApplication,
  lockApplication,
  openApplication,
  type Application,
  type ApplicationContent,
  type PartPlan,
} from './application-store.ts';
import type { BundleDefinition } from './definition.ts';
import { bundleVersion } from './definition-store.ts';
import { gatesOf } from './gates.ts';
import { next, type Part, type Parts } from './next.ts';
import { applicationOfCase, partsOf, setCases, setDraft, updateParts, type StoredPart } from './part-store.ts';
import { proofsOf, type OutsideProof } from './outside-proofs.ts';
import { giversOf } from './plan-bundle.ts';
import { heldSince } from './restore/lost-store.ts';
import { splitAnswers } from './split-answers.ts';

export const ProgressInput = z.union([z.object({ application: z.uuid() }), z.object({ case: z.uuid() })]);

/**
 * Lets begin what may begin now, in a bundle or in the one that a case is a part of. Looks at how everything stands and
 * not at what has happened: run twice, at the same time, late or after an outage, every service begins exactly once.
 */
export async function progress(world: World, raw: unknown): Promise<void> {
  const about = ProgressInput.parse(raw);
  const id = 'application' in about ? about.application : await applicationOfCase(world.db, about.case);
  if (id === undefined) return;
  for (;;) {
    const { begun, gates } = await inTransaction(world.db, async (tx) => settle(tx, world, id));
    // After the bundle's own commit: each gate is a transaction of its case.
    for (const gate of gates) await keepGate(world, gate);
    if (begun.length === 0) return;
    // Each draft becomes one case. Between this and the next line the process may end: asked again, it is the same case.
    const { cases, failure } = await submitParts(world, begun);
    // One that cannot be filed keeps no other from going on: what was filed is known before anybody is told.
    await setCases(world.db, cases);
    await takeBackLate(world, id, cases);
    if (failure !== undefined) throw failure;
  }
}

/** What became a case while the applicant was taking the bundle back is taken back with it. */
async function takeBackLate(world: World, id: string, cases: ReadonlyMap<string, string>): Promise<void> {
  const filed = new Set(cases.values());
  const late = (await partsOf(world.db, id)).filter(
    ({ state, caseId = '' }) => state === 'withdrawn' && filed.has(caseId),
  );
  if (late.length === 0) return;
  const application = await applicationById(world.db, id);
  for (const { caseId = '' } of late) {
    const standing = await standingOf(world.db, caseId);
    if (application === undefined || standing?.state !== 'open') continue;
    await withdraw(world, application, { key: `bundle-late-${caseId}`, case: standing.no });
  }
}

interface Begun {
  readonly applicant: Pick<Application, 'person' | 'organisation'>;
  readonly draft: string;
  readonly receivedAt: Date;
}

interface Settled {
  /** The services that have begun and are no cases yet. */
  readonly begun: readonly Begun[];
  readonly gates: readonly GatedCase[];
}

async function settle(tx: Tx, world: World, id: string): Promise<Settled> {
  const application = await lockApplication(tx, id);
  if (application?.filed === undefined || application.closed !== undefined) return { begun: [], gates: [] };
  // The ledger may tell of submissions that the database has lost: begun again now, a part would be submitted twice.
  if ((await heldSince(tx, id)) !== undefined) return { begun: [], gates: [] };
  const definition = await bundleVersion(tx, application.bundle, application.version);
  const stored = await partsOf(tx, id);
  const { parts, outcome } = next(definition, await asTheyStand(tx, stored));
  const at = world.clock.now();
  await updateParts(tx, id, { parts, at });
  await startParts(tx, world, { application, definition, stored, parts });
  if (outcome !== undefined) {
    await closeApplication(tx, id, { at, outcome });
    await emit(tx, 'notifications.tell', { application: id, moment: 'ended' });
    await endBundleDraft(tx, application.draft);
  }
  const after = await partsOf(tx, id);
  const begun = after.flatMap(({ draft, caseId, state, at: receivedAt }) =>
    draft === undefined || caseId !== undefined || state !== 'started'
      ? []
      : [{ applicant: application, draft, receivedAt }],
  );
  return { begun, gates: gatesOf(definition, { stored: after, parts }) };
}

async function asTheyStand(tx: Tx, stored: readonly StoredPart[]): Promise<Parts> {
  const parts = new Map<string, Part>();
  for (const { node, state, accepted, caseId } of stored) {
    const standing = caseId === undefined ? undefined : await standingOf(tx, caseId);
    const now = standing === undefined || standing.state === 'open' ? state : standing.state;
    parts.set(node, { state: now, accepted: accepted || standing?.accepted === true });
  }
  return parts;
}

interface Starting {
  readonly application: Application;
  readonly definition: BundleDefinition;
  readonly stored: readonly StoredPart[];
  readonly parts: Parts;
}

/** Writes the drafts of the services that have begun. */
async function startParts(tx: Tx, world: World, { application, definition, stored, parts }: Starting): Promise<void> {
  const fresh = stored.filter(({ node, draft }) => draft === undefined && parts.get(node)?.state === 'started');
  const content = openApplication(world.crypto, application);
  const plans = fresh.flatMap(({ node }) => content.parts.find((plan) => plan.node === node) ?? []);
  if (plans.length === 0 || application.filed === undefined) return;
  const filled = await filedBundleDraft(tx, world, application.draft);
  for (const plan of plans) {
    const told = await earlierResults(tx, { definition, content, stored, node: plan.node, filled: filled.answers });
    const draft = await startPart(tx, world, {
      applicant: application,
      bundle: application.filed.ref,
      itemVersion: plan.itemVersion,
      form: await pinnedForm(tx, plan.formVersion),
      ...filledFor(plan, filled, told),
    });
    await setDraft(tx, application.id, { node: plan.node, draft });
  }
}

function filledFor({ node, fields, files }: PartPlan, filled: FilledBundle, told: Answers) {
  const answers = splitAnswers({ form: filled.form, fields: { [node]: fields } }, node, filled.answers);
  const provenance = Object.fromEntries(
    Object.entries(fields).flatMap(([own, merged]) => {
      const from = filled.provenance[merged];
      return from === undefined || answers[own] === undefined ? [] : [[own, from]];
    }),
  );
  return {
    answers: { ...answers, ...told },
    provenance,
    files: Object.entries(files).flatMap(([own, merged]) =>
      filled.files.filter(({ material }) => material === merged).map(({ asset }) => ({ asset, material: Number(own) })),
    ),
  };
}

function proofSentence({ proof: { name }, field }: OutsideProof, filled: Answers): string {
  const number = filled[field];
  const t = translator();
  return typeof number === 'string'
    ? t('bundles.earlier.outside', { name, number })
    : t('bundles.earlier.outsideFile', { name });
}

interface Telling {
  readonly definition: BundleDefinition;
  readonly content: ApplicationContent;
  readonly stored: readonly StoredPart[];
  readonly node: string;
  /** The answers of the one form. */
  readonly filled: Answers;
}

/** What a service is told of those before it: the case that made what it needs (716号令 7: nobody carries it there). */
async function earlierResults(tx: Tx, { definition, content, stored, node, filled }: Telling): Promise<Answers> {
  const t = translator();
  const told: Record<string, string> = {};
  const services = new Set(content.parts.map((part) => part.node));
  const applying = new Set(stored.flatMap(({ node: key, state }) => (state === 'skipped' ? [] : [key])));
  const proofs = proofsOf(definition, applying);
  for (const { node: giver, passes, field } of giversOf(definition, node, services.union(applying))) {
    const shown = proofs.find((proof) => proof.node.key === giver.key);
    if (shown !== undefined) told[field] = proofSentence(shown, filled);
    const caseId = stored.find((part) => part.node === giver.key)?.caseId;
    const standing = caseId === undefined ? undefined : await standingOf(tx, caseId);
    if (standing === undefined) continue;
    const values = { no: standing.no, passes: passes.join('、') || giver.title };
    told[field] =
      standing.state === 'granted' ? t('bundles.earlier.granted', values) : t('bundles.earlier.open', values);
  }
  return told;
}
