import type { Answers } from '#forms';
import { isMet } from './condition.ts';
import type { BundleDefinition } from './definition.ts';

/** The nodes that apply after these answers; the others count as done, and what follows them begins as usual. */
export function applies({ nodes, questions }: BundleDefinition, answers: Answers): ReadonlySet<string> {
  return new Set(
    nodes
      .filter(({ condition }) => condition === undefined || isMet(condition, questions.fields, answers))
      .map(({ key }) => key),
  );
}

/** Every node that must be done before this one begins, however far back, of those that apply. */
export function earlierThan(
  { edges }: Pick<BundleDefinition, 'edges'>,
  node: string,
  applying: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { from, to, kind } of edges) {
      if (to !== next || kind !== 'finish-start' || found.has(from)) continue;
      found.add(from);
      open.push(from);
    }
  }
  return new Set([...found].filter((key) => applying.has(key)));
}
