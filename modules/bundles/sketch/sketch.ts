import { z } from 'zod';

const line = z.string().max(1000);
/** Several things, one a line. */
const lines = z.string().max(8000);

export const SketchQuestion = z.strictObject({
  name: line,
  kind: line,
  label: line,
  hint: lines,
  /** One a line; `value：label` where the value is to stay what it was. */
  options: lines,
});

export const SketchRow = z.strictObject({ question: line, is: line, value: line });

export const SketchNode = z.strictObject({
  key: line,
  kind: line,
  item: line,
  title: line,
  optional: z.boolean(),
  days: line,
  match: line,
  rows: z.array(SketchRow).max(20).readonly(),
  expression: line,
  when: line,
  yields: lines,
  proof: line,
  proofName: line,
  proofWhere: line,
});

export const SketchEdge = z.strictObject({ from: line, to: line, kind: line, passes: lines });

export const SketchMaterial = z.strictObject({
  name: line,
  source: line,
  asked: line,
  replacedBy: line,
  usedBy: z.array(line).max(60).readonly(),
  names: lines,
});

const About = z.strictObject({
  name: line,
  plainName: line,
  lead: line,
  departments: lines,
  capacities: z.array(line).max(10).readonly(),
  intro: lines,
  outputs: lines,
  notes: lines,
  reference: lines,
});

/**
 * A bundle while somebody is writing it: everything as it was typed, whatever still stands against it. What does is said
 * by `sketchProblems`, and only what has none becomes a definition.
 */
export const BundleSketch = z.strictObject({
  about: About,
  questions: z.array(SketchQuestion).max(60).readonly(),
  nodes: z.array(SketchNode).max(60).readonly(),
  edges: z.array(SketchEdge).max(300).readonly(),
  materials: z.array(SketchMaterial).max(150).readonly(),
});

export type BundleSketch = Readonly<z.output<typeof BundleSketch>>;
export type SketchQuestion = Readonly<z.output<typeof SketchQuestion>>;
export type SketchNode = Readonly<z.output<typeof SketchNode>>;
export type SketchRow = Readonly<z.output<typeof SketchRow>>;
export type SketchEdge = Readonly<z.output<typeof SketchEdge>>;
export type SketchMaterial = Readonly<z.output<typeof SketchMaterial>>;

/** What is written on one page. */
export const sketchParts = ['about', 'questions', 'nodes', 'edges', 'materials'] as const;
export type SketchPart = (typeof sketchParts)[number];

export const questionKinds = ['yes-no', 'choice', 'choices', 'number'] as const;

export const emptyQuestion: Omit<SketchQuestion, 'name'> = { kind: 'yes-no', label: '', hint: '', options: '' };
export const emptyNode: Omit<SketchNode, 'key'> = {
  kind: 'case',
  item: '',
  title: '',
  optional: false,
  days: '',
  match: 'always',
  rows: [],
  expression: '',
  when: '',
  yields: '',
  proof: '',
  proofName: '',
  proofWhere: '',
};
export const emptyEdge: SketchEdge = { from: '', to: '', kind: 'finish-start', passes: '' };
export const emptyMaterial: SketchMaterial = {
  name: '',
  source: '',
  asked: '',
  replacedBy: '',
  usedBy: [],
  names: '',
};

/** A bundle of which nothing is known but what people call it. */
export function emptySketch(plainName: string): BundleSketch {
  const about = { name: '', plainName, lead: '', departments: '', capacities: [], intro: '' };
  return {
    about: { ...about, outputs: '', notes: '', reference: '' },
    questions: [],
    nodes: [],
    edges: [],
    materials: [],
  };
}

export function linesIn(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** A name that nobody has yet: `n7`. */
export function freeName(stem: string, taken: readonly string[]): string {
  for (let no = taken.length + 1; ; no += 1) if (!taken.includes(`${stem}${no}`)) return `${stem}${no}`;
}
