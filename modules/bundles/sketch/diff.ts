import { translator } from '#kernel';
import { conditionSentence } from './sentence.ts';
import type { BundleSketch, SketchEdge, SketchMaterial, SketchNode, SketchPart } from './sketch.ts';

/** One thing that is other than before; of a thing that stays, the fields that are. */
export interface SketchChange {
  readonly part: SketchPart;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly title: string;
  readonly fields: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

type Row = Readonly<Record<string, unknown>>;

interface Thing {
  readonly key: string;
  readonly title: string;
  readonly row: Row;
}

/** What makes the later another bundle than the earlier. */
export function sketchDiff(earlier: BundleSketch | undefined, later: BundleSketch): readonly SketchChange[] {
  const parts = ['about', 'questions', 'nodes', 'edges', 'materials'] as const;
  return parts.flatMap((part) => {
    const before = earlier === undefined ? [] : thingsOf(earlier, part);
    const after = thingsOf(later, part);
    return [
      ...after.flatMap((thing) =>
        changesOf(
          part,
          before.find(({ key }) => key === thing.key),
          thing,
        ),
      ),
      ...before
        .filter(({ key }) => !after.some((thing) => thing.key === key))
        .map(({ title }) => ({ part, kind: 'removed' as const, title, fields: [] })),
      ...orderOf(part, before, after),
    ];
  });
}

function changesOf(part: SketchPart, before: Thing | undefined, after: Thing): readonly SketchChange[] {
  if (before === undefined) return [{ part, kind: 'added', title: after.title, fields: [] }];
  const names = Object.keys(after.row);
  const fields = names.flatMap((name) => {
    const [old, now] = [worded(part, name, before.row[name]), worded(part, name, after.row[name])];
    return old === now ? [] : [{ name, before: old, after: now }];
  });
  return fields.length === 0 ? [] : [{ part, kind: 'changed', title: after.title, fields }];
}

/** Questions are asked, and forms filled in, in the order in which they stand. */
function orderOf(part: SketchPart, before: readonly Thing[], after: readonly Thing[]): readonly SketchChange[] {
  if (part !== 'questions' && part !== 'nodes') return [];
  const stayed = before.filter(({ key }) => after.some((thing) => thing.key === key));
  const now = after.filter(({ key }) => before.some((thing) => thing.key === key));
  if (stayed.every(({ key }, at) => now[at]?.key === key)) return [];
  const titles = (things: readonly Thing[]) => things.map(({ title }) => title).join('、');
  return [
    { part, kind: 'changed', title: '', fields: [{ name: 'order', before: titles(stayed), after: titles(now) }] },
  ];
}

/** Choices are stored as their codes; people read their words. */
const CHOICES: Readonly<Record<string, string>> = {
  'questions kind': 'bundleEditor.kind',
  'nodes kind': 'bundleEditor.node.kind',
  'edges kind': 'bundleEditor.edge.kind',
  'nodes proof': 'bundleEditor.proof',
  'about capacities': 'bundleEditor.capacity',
};

function worded(part: SketchPart, name: string, value: unknown): string {
  const t = translator();
  const stem = CHOICES[`${part} ${name}`];
  const said = (code: string) => (stem === undefined || code === '' ? code.trim() : t(`${stem}.${code}`));
  if (typeof value === 'string') return said(value);
  if (typeof value === 'boolean') return t(`bundleEditor.value.${value ? 'yes' : 'no'}`);
  return Array.isArray(value) ? value.map((each) => said(String(each))).join('、') : '';
}

function thingsOf(sketch: BundleSketch, part: SketchPart): readonly Thing[] {
  const titleOf = (key: string) => sketch.nodes.find((node) => node.key === key)?.title ?? key;
  if (part === 'about') return [{ key: 'about', title: sketch.about.plainName, row: sketch.about }];
  if (part === 'questions') return sketch.questions.map(({ name, ...row }) => ({ key: name, title: row.label, row }));
  if (part === 'nodes')
    return sketch.nodes.map((node) => ({ key: node.key, title: node.title, row: nodeRow(sketch, node) }));
  if (part === 'edges') return numbered(sketch.edges.map((edge) => edgeThing(edge, titleOf)));
  return numbered(sketch.materials.map((material) => materialThing(material, titleOf)));
}

/** How a condition is put together is no matter: what it says is. */
function nodeRow({ questions }: BundleSketch, node: SketchNode): Row {
  const { key: _, match: __, rows: ___, expression: ____, ...row } = node;
  return { ...row, match: conditionSentence(node, questions) };
}

function edgeThing({ from, to, kind, passes }: SketchEdge, titleOf: (key: string) => string): Thing {
  return { key: `${from} ${to}`, title: `${titleOf(from)} → ${titleOf(to)}`, row: { kind, passes } };
}

function materialThing({ usedBy, ...row }: SketchMaterial, titleOf: (key: string) => string): Thing {
  return { key: row.name, title: row.name, row: { ...row, usedBy: usedBy.map(titleOf) } };
}

/** Two of the same name are two. */
function numbered(things: readonly Thing[]): readonly Thing[] {
  return things.map((thing, at) => {
    const before = things.slice(0, at).filter(({ key }) => key === thing.key).length;
    return before === 0 ? thing : { ...thing, key: `${thing.key} ${before}` };
  });
}
