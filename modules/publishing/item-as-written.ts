import { elementsWith, itemProblems, type ItemProblem, type ServiceItem } from '#catalogue';
import type { Parts } from './change.ts';
import type { PartProblem } from './part-problem.ts';

/** The item as a change comes to make it; what cannot be read of it yet is as it was. */
export function itemAsWritten(item: ServiceItem, { item: sketch }: Pick<Parts, 'item'>): ServiceItem {
  return sketch === undefined ? item : { ...item, elements: elementsWith(item.elements, sketch) };
}

/** What stands against the elements that were written; what nobody touched is not judged again. */
export function writtenProblems(
  { elements }: ServiceItem,
  { item: sketch }: Pick<Parts, 'item'>,
): Readonly<Record<'problems' | 'warnings', readonly PartProblem[]>> {
  if (sketch === undefined) return { problems: [], warnings: [] };
  const { problems, warnings } = itemProblems(elements, sketch);
  return { problems: problems.map(inItem), warnings: warnings.map(inItem) };
}

function inItem({ place, ...problem }: ItemProblem): PartProblem {
  return { part: 'item', field: place, ...problem };
}
