import {
  emptyEdge,
  emptyMaterial,
  emptyNode,
  emptyQuestion,
  freeName,
  type BundleSketch,
  type SketchNode,
} from './sketch.ts';

/** A service of the catalogue that was found and is to be a node. */
export interface FoundService {
  readonly item: string;
  readonly title: string;
  readonly days: string;
}

/**
 * What pressing a button does to the rows of a sketch: `add.edges`, `add.nodes.visit`, `remove.nodes.3`, `up.nodes.3`,
 * `add-row.2`, `remove-row.2.1`, `use` with what was found. A button that is not there changes nothing.
 */
export function press(sketch: BundleSketch, button: string, found?: FoundService): BundleSketch {
  const [act = '', ...rest] = button.split('.');
  if (act === 'use' && found !== undefined)
    return { ...sketch, nodes: [...sketch.nodes, { ...newNode(sketch, 'case'), ...found }] };
  if (act === 'add') return added(sketch, rest);
  if (act === 'remove') return without(sketch, rest);
  if (act === 'up') return moved(sketch, rest);
  if (act === 'add-row') return onRows(sketch, rest, (rows) => [...rows, { question: '', is: 'is', value: '' }]);
  if (act === 'remove-row') return onRows(sketch, rest, (rows, row) => rows.filter((_, at) => at !== row));
  return sketch;
}

function newNode({ nodes }: BundleSketch, kind: string): SketchNode {
  const key = freeName(
    'n',
    nodes.map((node) => node.key),
  );
  return { key, ...emptyNode, kind };
}

function added(sketch: BundleSketch, [part, kind = 'case']: readonly string[]): BundleSketch {
  const { questions, nodes, edges, materials } = sketch;
  const names = questions.map(({ name }) => name);
  if (part === 'questions')
    return { ...sketch, questions: [...questions, { name: freeName('q', names), ...emptyQuestion }] };
  if (part === 'nodes') return { ...sketch, nodes: [...nodes, newNode(sketch, kind)] };
  if (part === 'edges') return { ...sketch, edges: [...edges, emptyEdge] };
  if (part === 'materials') return { ...sketch, materials: [...materials, emptyMaterial] };
  return sketch;
}

const drop = <Row>(rows: readonly Row[], place: number): readonly Row[] => rows.filter((_, at) => at !== place);

/** A node goes with the edges that hang on it: they would refer to nothing. */
function without(sketch: BundleSketch, [part, where]: readonly string[]): BundleSketch {
  const at = Number(where);
  if (part === 'questions') return { ...sketch, questions: drop(sketch.questions, at) };
  if (part === 'edges') return { ...sketch, edges: drop(sketch.edges, at) };
  if (part === 'materials') return { ...sketch, materials: drop(sketch.materials, at) };
  const gone = part === 'nodes' ? sketch.nodes[at]?.key : undefined;
  if (gone === undefined) return sketch;
  return {
    ...sketch,
    nodes: drop(sketch.nodes, at),
    edges: sketch.edges.filter(({ from, to }) => from !== gone && to !== gone),
    materials: sketch.materials.map((each) => ({ ...each, usedBy: each.usedBy.filter((key) => key !== gone) })),
  };
}

function swapped<Row>(rows: readonly Row[], at: number): readonly Row[] {
  const [before, row] = [rows[at - 1], rows[at]];
  if (before === undefined || row === undefined) return rows;
  return rows.map((each, place) => (place === at ? before : place === at - 1 ? row : each));
}

function moved(sketch: BundleSketch, [part, where]: readonly string[]): BundleSketch {
  const at = Number(where);
  if (part === 'questions') return { ...sketch, questions: swapped(sketch.questions, at) };
  if (part === 'nodes') return { ...sketch, nodes: swapped(sketch.nodes, at) };
  return sketch;
}

function onRows(
  sketch: BundleSketch,
  [where, which]: readonly string[],
  edit: (rows: SketchNode['rows'], row: number) => SketchNode['rows'],
): BundleSketch {
  const nodes = sketch.nodes.map((node, at) =>
    at === Number(where) ? { ...node, rows: edit(node.rows, Number(which)) } : node,
  );
  return { ...sketch, nodes };
}
