import { z } from 'zod';
import { civilDate, emit, IdempotencyKey, notFound, once, parseInput, sealJson, type Tx, type World } from '#kernel';
import { examineBundleDraft, filingBundleDraft } from '#cases';
import type { Resident } from '#identity';
import { append, commit } from '#ledger';
import {
  applicationPlace,
  filingApplication,
  lockByDraft,
  nextSerial,
  openApplication,
  type Application,
} from './application-store.ts';
import { bundleVersion } from './definition-store.ts';
import { applies } from './applies.ts';
import { firstParts } from './next.ts';
import { insertParts } from './part-store.ts';
import { progress } from './progress.ts';

export const FileInput = z.strictObject({
  key: IdempotencyKey,
  draft: z.string(),
  /** The declaration that everything is true (电子签名法 applies to what follows). */
  declared: z.boolean(),
});

/**
 * Files a bundle, however often and under whatever keys it is pressed once. Its leaf comes first; each service gets a
 * leaf and a place in its own queue when those before it let it begin, never earlier: those that may begin do so at once.
 * @throws InvalidInput with every problem of the form. Refusal kernel.not-found
 */
export async function fileApplication(
  world: World,
  viewer: Resident,
  raw: z.input<typeof FileInput>,
): Promise<{ readonly no: string }> {
  const input = parseInput(FileInput, raw);
  const intent = { actor: viewer.person, useCase: 'bundles.file', key: input.key, body: { draft: input.draft } };
  const filed = await once<{ no: string; application: string }>(world.db, intent, async (tx, remember) => {
    const application = await lockByDraft(tx, viewer, input.draft);
    if (application === undefined) throw notFound();
    const no = application.filed?.no ?? (await newNo(tx, world));
    const answer = { no, application: application.id };
    if (application.filed !== undefined) await remember(answer);
    else await file(tx, world, { application, viewer, no, declared: input.declared, remember: () => remember(answer) });
    return answer;
  });
  // What does not begin now begins with the job that was added: it is filed in either case.
  await progress(world, { application: filed.application }).catch(() => undefined);
  return { no: filed.no };
}

const SERIAL_DIGITS = 4;

async function newNo(tx: Tx, world: World): Promise<string> {
  const day = civilDate(world.clock.now()).toString().replaceAll('-', '');
  return `YJS${day}${String(await nextSerial(tx)).padStart(SERIAL_DIGITS, '0')}`;
}

interface Filing {
  readonly application: Application;
  readonly viewer: Resident;
  readonly no: string;
  readonly declared: boolean;
  readonly remember: () => Promise<void>;
}

async function file(tx: Tx, world: World, { application, viewer, no, declared, remember }: Filing): Promise<void> {
  const { id, draft, dataKey, bundle, version } = application;
  await examineBundleDraft(tx, world, { viewer, draft, declared });
  const definition = await bundleVersion(tx, bundle, version);
  const { choices, parts } = openApplication(world.crypto, application);
  const services = new Set(parts.map(({ node }) => node));
  const applying = [...applies(definition, choices)].filter(
    (key) => services.has(key) || definition.nodes.some((node) => node.key === key && node.kind !== 'case'),
  );
  const at = world.clock.now();
  await insertParts(tx, id, { parts: firstParts(definition, new Set(applying)), at });
  await emit(tx, 'bundles.progress', { application: id });
  await emit(tx, 'notifications.tell', { application: id, moment: 'filed' });
  await remember();
  const applicant = { person: application.person, organisation: application.organisation ?? null };
  const { commitment, opening } = commit({ no, bundle, version, ...applicant, services: [...services] });
  const sealed = sealJson(world.crypto, dataKey, `${applicationPlace(id)}:opening`, opening);
  await append(tx, at, {
    leaves: [{ k: 'bundle', content: commitment }],
    followers: [filingBundleDraft(draft, at), filingApplication({ id, no, at, opening: sealed })],
  });
}
