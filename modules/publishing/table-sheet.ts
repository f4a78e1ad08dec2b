import { notFound, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import type { Officer } from '#identity';
import { openModel, readModel } from '#routing';
import type { Change } from './change.ts';
import { changeFor } from './change-store.ts';
import type { ExampleResult } from './examples.ts';
import { factsIn, type Fact } from './form-facts.ts';
import { formAsWritten } from './form-of.ts';
import { itemAsWritten } from './item-as-written.ts';
import type { PartProblem } from './part-problem.ts';
import { checkParts } from './problems.ts';

/** What somebody needs to work on a decision model. */
export interface TableSheet {
  readonly change: Change;
  readonly itemName: string;
  readonly name: string;
  readonly xml: string;
  readonly facts: readonly Fact[];
  /**
   * Names of its input data, for the columns of the examples, and those that examples have cells for though the model has
   * them no more; empty while it cannot be read.
   */
  readonly inputs: readonly string[];
  readonly examples: readonly ExampleResult[];
  readonly problems: readonly PartProblem[];
  readonly warnings: readonly PartProblem[];
}

/** @throws Refusal kernel.not-found, also where the change has no model of that name */
export async function tableSheet(
  world: World,
  officer: Officer,
  { change: id, name }: { readonly change: string; readonly name: string },
): Promise<TableSheet> {
  const change = await changeFor(world.db, officer, id);
  const xml = Object.hasOwn(change.parts.decisions, name) ? change.parts.decisions[name] : undefined;
  if (xml === undefined) throw notFound();
  const item = await itemByVersion(world.db, change.base);
  const read = readModel(xml);
  const model = 'model' in read ? openModel(read.model) : undefined;
  const rows = change.parts.examples[name] ?? [];
  const { problems, warnings, examples } = await checkParts({ ...world, item }, change.parts);
  const own = (found: readonly PartProblem[]) => found.filter(({ part }) => part === `decision.${name}`);
  return {
    change,
    itemName: item.elements.name,
    name,
    xml,
    facts: factsIn(formAsWritten(itemAsWritten(item, change.parts), change.parts)),
    inputs:
      model === undefined ? [] : [...new Set([...model.inputs, ...rows.flatMap(({ given }) => Object.keys(given))])],
    examples:
      model === undefined
        ? rows.map((example) => ({ example, result: '', right: false, fired: [] }))
        : (examples[name] ?? []),
    problems: own(problems),
    warnings: own(warnings),
  };
}
