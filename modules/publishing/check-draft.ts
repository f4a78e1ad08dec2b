import { z } from 'zod';
import { notFound, parseInput, type World } from '#kernel';
import { itemById } from '#catalogue';
import type { Officer } from '#identity';
import { MOST_CHARACTERS, type Parts } from './change.ts';
import { changeFor } from './change-store.ts';
import type { PartProblem } from './part-problem.ts';
import { checkParts } from './problems.ts';

export const CheckInput = z.strictObject({
  change: z.string(),
  route: z.string().max(MOST_CHARACTERS).optional(),
  decision: z.strictObject({ name: z.string().min(1).max(100), xml: z.string().max(MOST_CHARACTERS) }).optional(),
});

/**
 * What would stand against publishing a change if a part of it were as somebody is just drawing it: nothing is saved.
 * Problems of the other parts are left out.
 * @throws Refusal kernel.not-found
 */
export async function checkDraft(
  world: World,
  officer: Officer,
  raw: z.input<typeof CheckInput>,
): Promise<{ readonly problems: readonly PartProblem[]; readonly warnings: readonly PartProblem[] }> {
  const { route, decision, change: id } = parseInput(CheckInput, raw);
  const { parts, item: itemId } = await changeFor(world.db, officer, id);
  const item = await itemById(world.db, itemId);
  if (item === undefined) throw notFound();
  const drawn: Parts = {
    ...parts,
    ...(route === undefined ? {} : { route }),
    ...(decision === undefined ? {} : { decisions: { ...parts.decisions, [decision.name]: decision.xml } }),
  };
  const part = decision === undefined ? 'route' : `decision.${decision.name}`;
  const { problems, warnings } = await checkParts({ ...world, item }, drawn);
  const own = (found: readonly PartProblem[]) => found.filter((problem) => problem.part === part);
  return { problems: own(problems), warnings: own(warnings) };
}
