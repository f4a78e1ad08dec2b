import { z } from 'zod';
import type { Officer } from '#identity';
import { IdempotencyKey, notFound, once, parseInput, Refusal, type World } from '#kernel';
import type { FigureRow } from './figure-rows.ts';
import { readMonth } from './month.ts';
import { namesOf } from './publish-releases.ts';
import { bytesOf, isSame } from './release-document.ts';
import { insertRelease, releaseChecks, releaseDocument, releaseNames, type ReleaseName } from './release-store.ts';

const LEAST_REASON = 10;

export const CorrectInput = z.strictObject({
  key: IdempotencyKey,
  month: z.string(),
  /** The release that is corrected: somebody else may have been faster. */
  number: z.coerce.number().int(),
  reason: z.string().trim().min(LEAST_REASON).max(1000),
});

/**
 * Publishes the figures that came out of the last recount as a new release, which names the one that it corrects and says
 * why. What was published before stays as it is.
 * @throws Refusal analytics.nothing-to-correct
 */
export async function correctRelease(world: World, officer: Officer, raw: z.input<typeof CorrectInput>): Promise<void> {
  const { key, reason, ...input } = parseInput(CorrectInput, raw);
  const month = readMonth(input.month);
  const [newest] = month === undefined ? [] : await releaseNames(world.db, month);
  if (newest === undefined) throw notFound();
  const rows = await recounted(world, newest, input.number);
  const before = await releaseDocument(world.db, newest);
  const at = world.clock.now();
  const document = {
    ...before,
    ...(await namesOf(world.db, rows)),
    number: newest.number + 1,
    publishedAt: at.toISOString(),
    corrects: { number: newest.number, sha256: newest.sha256, reason },
    rows,
  };
  const intent = { actor: officer.officer, useCase: 'analytics.correctRelease', key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const correction = { by: officer.officer, reason };
    const next = { month: newest.month, number: document.number, at, bytes: bytesOf(document), correction };
    if (!(await insertRelease(tx, next))) throw new Refusal('analytics.nothing-to-correct');
    await remember(null);
    return null;
  });
}

async function recounted({ db }: World, newest: ReleaseName, number: number): Promise<readonly FigureRow[]> {
  const check = (await releaseChecks(db, newest.month)).find((each) => each.number === newest.number);
  const { rows } = await releaseDocument(db, newest);
  if (number !== newest.number || check?.differing === undefined || isSame(rows, check.differing))
    throw new Refusal('analytics.nothing-to-correct');
  return check.differing;
}
