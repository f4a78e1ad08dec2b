import type { ElementId } from '../route.ts';
import type { Graph, GraphFlow, GraphNode } from './graph.ts';
import type { Active, Effect, Marking, Outcome, Part } from './marking.ts';

/** A task or sub-process while a step is taken. */
export interface Piece {
  readonly instance: string;
  readonly node: GraphNode;
  readonly within: Piece | undefined;
  parts: readonly Part[] | undefined;
  fired: readonly GraphNode[];
  /** Tokens that wait at joins inside, for a sub-process. */
  readonly waiting: Map<GraphFlow, number>;
}

/** The marking while a step is taken: the same, but easy to change. */
export interface Board {
  next: number;
  readonly pieces: Map<string, Piece>;
  /** Tokens that wait at joins directly in the process. */
  readonly waiting: Map<GraphFlow, number>;
  readonly outcomes: Map<ElementId, Outcome>;
  readonly opened: Effect[];
  readonly closed: Effect[];
  /** Flows that tokens went along, in that order. */
  readonly taken: ElementId[];
}

/** Lays out a marking; the id of what the route does not have if it is a marking of another route. */
export function layOut(graph: Graph, marking: Marking): Board | ElementId {
  const pieces = new Map<string, Piece>();
  const board: Board = {
    next: marking.next,
    pieces,
    waiting: new Map(),
    outcomes: new Map(Object.entries(marking.outcomes)),
    opened: [],
    closed: [],
    taken: [],
  };
  for (const active of marking.active) {
    const piece = pieceOf(graph, active, pieces);
    if (piece === undefined || !addAll(graph, active.waiting ?? [], piece.waiting)) return active.element;
    pieces.set(piece.instance, piece);
  }
  return addAll(graph, marking.waiting, board.waiting) ? board : (marking.waiting[0] ?? '');
}

function pieceOf(
  graph: Graph,
  { instance, element, within, parts, fired = [] }: Active,
  pieces: ReadonlyMap<string, Piece>,
): Piece | undefined {
  const node = graph.node(element);
  const around = within === undefined ? undefined : pieces.get(within);
  if (node === undefined || (within !== undefined && around === undefined)) return undefined;
  const timers = node.timers.filter(({ id }) => fired.includes(id));
  return { instance, node, within: around, parts, fired: timers, waiting: new Map() };
}

function addAll(graph: Graph, ids: readonly ElementId[], waiting: Map<GraphFlow, number>): boolean {
  for (const id of ids) {
    const flow = graph.flow(id);
    if (flow === undefined) return false;
    waiting.set(flow, (waiting.get(flow) ?? 0) + 1);
  }
  return true;
}

/** The marking that a board has come to. */
export function pickUp({ next, pieces, waiting, outcomes }: Board): Marking {
  return {
    next,
    active: [...pieces.values()].map(activeOf),
    waiting: idsOf(waiting),
    outcomes: Object.fromEntries(outcomes),
  };
}

function activeOf({ instance, node, within, parts, fired, waiting }: Piece): Active {
  return {
    instance,
    element: node.id,
    ...(within === undefined ? {} : { within: within.instance }),
    ...(parts === undefined ? {} : { parts }),
    ...(fired.length === 0 ? {} : { fired: fired.map(({ id }) => id) }),
    ...(node.kind === 'subprocess' ? { waiting: idsOf(waiting) } : {}),
  };
}

function idsOf(waiting: ReadonlyMap<GraphFlow, number>): readonly ElementId[] {
  if (waiting.size === 0) return [];
  return [...waiting].flatMap(([{ id }, count]) => Array<ElementId>(count).fill(id)).toSorted();
}
