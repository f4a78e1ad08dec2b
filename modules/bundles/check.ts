import { isAnswerable } from './answerable.ts';
import type { BundleDefinition } from './definition.ts';
import { isNumberQuestion } from './condition.ts';
import { circles } from './phases.ts';

export type BundleProblemCode =
  | 'bundles.check.twice'
  | 'bundles.check.unknown-node'
  | 'bundles.check.itself'
  | 'bundles.check.circle'
  | 'bundles.check.no-item'
  | 'bundles.check.item-of-no-case'
  | 'bundles.check.unknown-item'
  | 'bundles.check.condition'
  | 'bundles.check.when'
  | 'bundles.check.no-case'
  | 'bundles.check.question-kind'
  | 'bundles.check.proof-of-what-is-inside';

export interface BundleProblem {
  readonly code: BundleProblemCode;
  /** Where: `nodes.sp`, `edges.3`, `materials.2`, `questions.area`. */
  readonly place: string;
  readonly values?: Readonly<Record<string, string>>;
}

const QUESTIONS = new Set(['choice', 'choices', 'yes-no']);

/** Everything that keeps a definition from being published. @param items ids that the catalogue has. */
export function checkBundle(definition: BundleDefinition, items: ReadonlySet<string>): readonly BundleProblem[] {
  const referring = references(definition);
  return [
    ...repeated(definition.nodes.map(({ key }) => `nodes.${key}`)),
    ...nodeProblems(definition, items),
    ...questionProblems(definition),
    ...referring,
    ...(definition.nodes.some(({ kind }) => kind === 'case') ? [] : [problem('bundles.check.no-case', 'nodes')]),
    // What refers to nothing would look like a way out of a circle.
    ...(referring.length > 0 ? [] : circleProblems(definition)),
  ];
}

function problem(code: BundleProblemCode, place: string): BundleProblem {
  return { code, place };
}

function repeated(places: readonly string[]): readonly BundleProblem[] {
  const twice = new Set(places.filter((place, at) => places.indexOf(place) !== at));
  return [...twice].map((place) => problem('bundles.check.twice', place));
}

function nodeProblems({ nodes, questions }: BundleDefinition, items: ReadonlySet<string>): readonly BundleProblem[] {
  return nodes.flatMap(({ key, kind, item, condition, when, proof }) => {
    const place = `nodes.${key}`;
    return [
      ...(kind === 'case' && item === undefined ? [problem('bundles.check.no-item', place)] : []),
      ...(kind !== 'case' && item !== undefined ? [problem('bundles.check.item-of-no-case', place)] : []),
      ...(item !== undefined && !items.has(item) ? [problem('bundles.check.unknown-item', place)] : []),
      ...(condition !== undefined && !isAnswerable(condition, questions.fields)
        ? [problem('bundles.check.condition', place)]
        : []),
      ...(kind !== 'outside' && proof !== undefined ? [problem('bundles.check.proof-of-what-is-inside', place)] : []),
      ...((condition === undefined) === (when === undefined) ? [] : [problem('bundles.check.when', place)]),
    ];
  });
}

/** A condition compares choices and numbers; a question that is answered freely would settle nothing. */
function questionProblems({ questions }: BundleDefinition): readonly BundleProblem[] {
  const names = questions.fields.map(({ name }) => `questions.${name}`);
  return [
    ...repeated(names),
    ...questions.fields
      .filter((field) => !QUESTIONS.has(field.kind) && !isNumberQuestion(field))
      .map(({ name }) => problem('bundles.check.question-kind', `questions.${name}`)),
  ];
}

function references({ nodes, edges, materials }: BundleDefinition): readonly BundleProblem[] {
  const known = new Set(nodes.map(({ key }) => key));
  return [
    ...edges.flatMap(({ from, to }, at) => [
      ...(known.has(from) && known.has(to) ? [] : [problem('bundles.check.unknown-node', `edges.${at}`)]),
      ...(from === to ? [problem('bundles.check.itself', `edges.${at}`)] : []),
    ]),
    ...materials.flatMap(({ usedBy }, at) =>
      usedBy.every((key) => known.has(key)) ? [] : [problem('bundles.check.unknown-node', `materials.${at}`)],
    ),
  ];
}

interface Titled extends Pick<BundleDefinition['nodes'][number], 'key' | 'title'> {
  readonly promised?: BundleDefinition['nodes'][number]['promised'];
}

interface Waiting {
  readonly nodes: readonly Titled[];
  readonly edges: readonly Pick<BundleDefinition['edges'][number], 'from' | 'to' | 'kind'>[];
}

/** What waits for itself, each circle once and from node to node. */
export function circleProblems(graph: Waiting): readonly BundleProblem[] {
  const title = (key: string) => graph.nodes.find((node) => node.key === key)?.title ?? key;
  return circles(graph).map((keys) => ({
    code: 'bundles.check.circle' as const,
    place: `nodes.${keys[0] ?? ''}`,
    values: { way: [...keys, ...keys.slice(0, 1)].map(title).join(' → ') },
  }));
}
