import type { FormField } from '#forms';
import { checkBundle, circleProblems } from '../check.ts';
import { comparisonsOf } from '../condition-rows.ts';
import { edgeKinds, nodeKinds, proofKinds, type BundleDefinition } from '../definition.ts';
import { isNumberQuestion, NUMBER } from '../condition.ts';
import { definitionOf, fieldOf, type Named } from './definition-of.ts';
import { optionsIn } from './options.ts';
import { linesIn, questionKinds, type BundleSketch, type SketchNode } from './sketch.ts';

/** What stands against a sketch: a sentence, and the field it is about, as its page names it. */
export interface SketchProblem {
  readonly code: string;
  /** `nodes.2.days`; the name of a part where it is about all of it. */
  readonly place: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface CheckedSketch {
  readonly problems: readonly SketchProblem[];
  /** What it comes to; absent while something keeps it from being a bundle at all. */
  readonly definition?: BundleDefinition;
}

const problem = (place: string, code: string, values: SketchProblem['values'] = {}): SketchProblem => ({
  place,
  code: code.startsWith('bundles.') ? code : `bundles.sketch.${code}`,
  values,
});

/** Everything that keeps a sketch from being published, at its fields. @param items ids that the catalogue has. */
export function checkSketch(sketch: BundleSketch, named: Named, items: ReadonlySet<string>): CheckedSketch {
  const fields = sketch.questions.map(fieldOf);
  const problems = [
    ...aboutProblems(sketch),
    ...questionProblems(sketch),
    ...sketch.nodes.flatMap((node, at) => nodeProblems(node, { place: `nodes.${at}`, fields })),
    ...edgeProblems(sketch),
    ...materialProblems(sketch),
  ];
  const read = definitionOf(sketch, named);
  if (!read.success) {
    const odd = read.error.issues.map(({ path }) => problem(path.map(String).join('.'), 'invalid'));
    return { problems: [...(problems.length > 0 ? problems : odd), ...sketchCircles(sketch)] };
  }
  const known = new Set(problems.map(({ place }) => place));
  const found = checkBundle(read.data, items).map(({ code, place, values = {} }) =>
    problem(placeIn(sketch, place, code), code, values),
  );
  // A condition that is not written to its end need not be told twice.
  const isTold = ({ place }: SketchProblem) =>
    known.has(place) ||
    (place.endsWith('.match') && [...known].some((told) => told.startsWith(place.replace(/match$/, 'rows'))));
  return { problems: [...problems, ...found.filter((each) => !isTold(each))], definition: read.data };
}

/** Circles in what is not yet a bundle otherwise. */
function sketchCircles({ nodes, edges }: BundleSketch): readonly SketchProblem[] {
  const known = new Set(nodes.map(({ key }) => key));
  const drawn = edges.flatMap(({ from, to, kind }) => {
    const wait = edgeKinds.find((each) => each === kind);
    return wait !== undefined && known.has(from) && known.has(to) && from !== to ? [{ from, to, kind: wait }] : [];
  });
  return circleProblems({ nodes, edges: drawn }).map(({ code, place, values = {} }) =>
    problem(`nodes.${nodes.findIndex(({ key }) => `nodes.${key}` === place)}`, code, values),
  );
}

const FIELD_OF: Readonly<Record<string, string>> = {
  'bundles.check.no-item': 'item',
  'bundles.check.unknown-item': 'item',
  'bundles.check.condition': 'match',
  'bundles.check.when': 'when',
  'bundles.check.question-kind': 'kind',
  'bundles.check.itself': 'to',
  'bundles.check.unknown-node': 'from',
};

/** Where the page has what the definition calls `nodes.sp`. */
function placeIn({ nodes, questions }: BundleSketch, place: string, code: string): string {
  const [part = '', key = ''] = place.split('.');
  const at =
    part === 'nodes'
      ? nodes.findIndex((node) => node.key === key)
      : part === 'questions'
        ? questions.findIndex((question) => question.name === key)
        : Number(key);
  const field = FIELD_OF[code];
  return key === '' || at < 0 ? part : `${part}.${at}${field === undefined ? '' : `.${field}`}`;
}

const LONGEST = 1000;

function said(place: string, typed: string, most = LONGEST): readonly SketchProblem[] {
  if (typed.trim() === '') return [problem(place, 'empty')];
  return typed.trim().length > most ? [problem(place, 'too-long', { most })] : [];
}

function aboutProblems({ about, questions, nodes }: BundleSketch): readonly SketchProblem[] {
  return [
    ...said('about.name', about.name, 200),
    ...said('about.plainName', about.plainName, 200),
    ...said('about.lead', about.lead, 200),
    ...(linesIn(about.departments).length === 0 ? [problem('about.departments', 'empty')] : []),
    ...(about.capacities.length === 0 ? [problem('about.capacities', 'capacities')] : []),
    ...(questions.length === 0 ? [problem('questions', 'no-questions')] : []),
    ...(nodes.length === 0 ? [problem('nodes', 'bundles.check.no-case')] : []),
    ...(about.intro.trim().length > 2000 ? [problem('about.intro', 'too-long', { most: 2000 })] : []),
    ...(['notes', 'reference'] as const).flatMap((name) =>
      about[name].trim().length > LONGEST ? [problem(`about.${name}`, 'too-long', { most: LONGEST })] : [],
    ),
  ];
}

const MOST_OPTIONS = 60;

function questionProblems({ questions }: BundleSketch): readonly SketchProblem[] {
  return questions.flatMap(({ label, kind, options }, at) => {
    const place = `questions.${at}`;
    const chooses = kind === 'choice' || kind === 'choices';
    const typed = chooses ? optionsIn(options) : [];
    const values = typed.map(({ value }) => value);
    return [
      ...said(`${place}.label`, label),
      ...(questionKinds.some((known) => known === kind) ? [] : [problem(`${place}.kind`, 'choose')]),
      ...(chooses && typed.length < 2 ? [problem(`${place}.options`, 'options')] : []),
      ...(typed.length > MOST_OPTIONS ? [problem(`${place}.options`, 'options-many', { most: MOST_OPTIONS })] : []),
      ...(new Set(values).size < values.length ? [problem(`${place}.options`, 'options-twice')] : []),
    ];
  });
}

interface Within {
  readonly place: string;
  readonly fields: readonly FormField[];
}

const DAYS = /^\d{1,3}(?:\.\d)?$/;

function nodeProblems(node: SketchNode, { place, fields }: Within): readonly SketchProblem[] {
  const { kind, title, days, match, rows, expression, proof, proofName } = node;
  return [
    ...(nodeKinds.some((known) => known === kind) ? [] : [problem(`${place}.kind`, 'choose')]),
    ...said(`${place}.title`, title, 200),
    ...(days.trim() === '' || DAYS.test(days.trim()) ? [] : [problem(`${place}.days`, 'days')]),
    ...(match === 'expression' ? said(`${place}.expression`, expression) : []),
    ...((match === 'all' || match === 'any') && rows.length === 0 ? [problem(`${place}.match`, 'no-rows')] : []),
    ...(match === 'all' || match === 'any'
      ? rows.flatMap((row, at) => rowProblems(row, { place: `${place}.rows.${at}`, fields }))
      : []),
    ...(kind === 'outside' && proof !== '' ? said(`${place}.proofName`, proofName, 200) : []),
    ...(kind === 'outside' && proof !== '' && !proofKinds.some((known) => known === proof)
      ? [problem(`${place}.proof`, 'choose')]
      : []),
  ];
}

function rowProblems(
  { question, is, value }: SketchNode['rows'][number],
  { place, fields }: Within,
): readonly SketchProblem[] {
  const asked = fields.find(({ name }) => name === question);
  if (asked === undefined) return [problem(`${place}.question`, 'choose')];
  if (!comparisonsOf.some((known) => known === is)) return [problem(`${place}.is`, 'choose')];
  const isNumber = isNumberQuestion(asked);
  if (isNumber) return new RegExp(NUMBER).test(value.trim()) ? [] : [problem(`${place}.value`, 'number')];
  if (is !== 'is' && is !== 'is-not') return [problem(`${place}.is`, 'not-a-number', { question: asked.label })];
  const possible = asked.kind === 'yes-no' ? ['yes', 'no'] : (asked.options ?? []).map((option) => option.value);
  return possible.includes(value) ? [] : [problem(`${place}.value`, 'value', { question: asked.label })];
}

function edgeProblems({ edges, nodes }: BundleSketch): readonly SketchProblem[] {
  const known = new Set(nodes.map(({ key }) => key));
  const pairs = edges.map(({ from, to, kind }) => `${from} ${to} ${kind}`);
  return edges.flatMap(({ from, to, kind }, at) => [
    ...(known.has(from) ? [] : [problem(`edges.${at}.from`, 'choose')]),
    ...(known.has(to) ? [] : [problem(`edges.${at}.to`, 'choose')]),
    ...(edgeKinds.some((each) => each === kind) ? [] : [problem(`edges.${at}.kind`, 'choose')]),
    ...(pairs.indexOf(pairs[at] ?? '') < at && known.has(from) ? [problem(`edges.${at}.to`, 'edge-twice')] : []),
  ]);
}

function materialProblems({ materials }: BundleSketch): readonly SketchProblem[] {
  return materials.flatMap(({ name, source, asked }, at) => [
    ...said(`materials.${at}.name`, name),
    ...said(`materials.${at}.source`, source),
    ...said(`materials.${at}.asked`, asked),
  ]);
}
