import type { Board, Piece } from './board.ts';
import { effectsOf } from './effects.ts';
import type { GraphFlow, GraphNode } from './graph.ts';
import { openParts } from './joint.ts';
import type { Facts, StepRefusal } from './marking.ts';
import type { Upstream } from './upstream.ts';

/** A token on its way: the flow it is on, and the sub-process it is in. */
interface Token {
  readonly flow: GraphFlow;
  readonly within: Piece | undefined;
}

/** A loop without a task in it would go on for ever; no route that people drew comes near this many moves at once. */
const MOST_MOVES = 100_000;

/** Ends a step that cannot be taken. */
export class Refused extends Error {
  readonly refusal: StepRefusal;

  constructor(code: StepRefusal['code'], element: string) {
    super(code);
    this.refusal = { code, element };
  }
}

/** Moves tokens over a board until every one is at a task, waits at a join, or is gone (BPMN 2.0.2, chapter 13). */
export class Moves {
  readonly #board: Board;
  readonly #known: () => Facts;
  readonly #upstream: Upstream;
  /** What conditions see; put together when the first is asked. */
  #facts: Facts | undefined;
  #tokens: Token[] = [];
  /** The next of the tokens; those before it have moved. */
  #head = 0;
  #moves = 0;

  constructor(board: Board, { known, upstream }: { readonly known: () => Facts; readonly upstream: Upstream }) {
    this.#board = board;
    this.#known = known;
    this.#upstream = upstream;
  }

  /** Tokens onto every flow out of a node. */
  leave({ outgoing }: GraphNode, within: Piece | undefined): void {
    for (const flow of outgoing) this.#tokens.push({ flow, within });
  }

  /** Until nothing moves by itself. Inclusive joins come last: they wait for whatever can still come. */
  settle(): void {
    do {
      for (let token = this.#taken(); token !== undefined; token = this.#taken()) this.#arrive(token);
    } while (this.#endSubprocess() || this.#joinInclusive());
  }

  /** Takes a task or sub-process off the board, with everything in it and everything open outside. */
  close(piece: Piece): void {
    const { pieces, closed } = this.#board;
    if (!pieces.delete(piece.instance)) return;
    closed.push(...effectsOf(piece));
    if (piece.node.kind === 'subprocess') this.#clear(piece);
  }

  #taken(): Token | undefined {
    const token = this.#tokens[this.#head];
    this.#head += 1;
    if (token === undefined) this.#keep([]);
    return token;
  }

  #keep(tokens: Token[]): void {
    this.#tokens = tokens;
    this.#head = 0;
  }

  #arrive({ flow, within }: Token): void {
    this.#moves += 1;
    if (this.#moves > MOST_MOVES) throw new Refused('route.endless', flow.id);
    this.#board.taken.push(flow.id);
    const node = flow.target;
    const { kind } = node;
    if (kind === 'exclusive') this.#choose(node, within);
    else if (kind === 'parallel') this.#join(flow, within);
    else if (kind === 'inclusive') this.#meet(flow, within);
    else if (kind === 'terminate') this.#clear(within);
    else if (kind !== 'end') this.#open(node, within);
  }

  #open(node: GraphNode, within: Piece | undefined): void {
    const board = this.#board;
    const instance = `${node.id}#${board.next}`;
    const parts = 'work' in node.node ? openParts(node.node.work) : undefined;
    const piece: Piece = { instance, node, within, parts, fired: [], waiting: new Map() };
    board.next += 1;
    board.pieces.set(instance, piece);
    board.opened.push(...effectsOf(piece));
    for (const start of node.starts) this.leave(start, piece);
  }

  #choose(node: GraphNode, within: Piece | undefined): void {
    const taken = node.outgoing.find((flow) => flow !== node.otherwise && this.#holds(flow)) ?? node.otherwise;
    if (taken === undefined) throw new Refused('route.no-way-on', node.id);
    this.#tokens.push({ flow: taken, within });
  }

  #split(node: GraphNode, within: Piece | undefined): void {
    const holding = node.outgoing.filter((flow) => flow !== node.otherwise && this.#holds(flow));
    const taken = holding.length > 0 || node.otherwise === undefined ? holding : [node.otherwise];
    if (taken.length === 0) throw new Refused('route.no-way-on', node.id);
    for (const flow of taken) this.#tokens.push({ flow, within });
  }

  /** A flow without a condition is open; a condition that the facts do not decide is nobody's guess. */
  #holds({ id, ask }: GraphFlow): boolean {
    if (ask === undefined) return true;
    this.#facts ??= this.#known();
    const answer = ask(this.#facts);
    if (answer === undefined) throw new Refused('route.condition-undecided', id);
    return answer;
  }

  #join(flow: GraphFlow, within: Piece | undefined): void {
    const node = flow.target;
    const waiting = this.#waiting(within);
    add(waiting, flow);
    if (!node.incoming.every((incoming) => waiting.has(incoming))) return;
    for (const incoming of node.incoming) takeOne(waiting, incoming);
    this.leave(node, within);
  }

  #meet(flow: GraphFlow, within: Piece | undefined): void {
    if (flow.target.incoming.length > 1) add(this.#waiting(within), flow);
    else this.#split(flow.target, within);
  }

  #waiting(within: Piece | undefined): Map<GraphFlow, number> {
    return within === undefined ? this.#board.waiting : within.waiting;
  }

  /** Ends everything within a sub-process, or within the process. */
  #clear(within: Piece | undefined): void {
    this.#waiting(within).clear();
    const isInside = (piece: Piece | undefined): boolean =>
      within === undefined || piece === within || (piece !== undefined && isInside(piece.within));
    this.#keep(this.#tokens.slice(this.#head).filter((token) => !isInside(token.within)));
    for (const piece of this.#board.pieces.values()) if (piece.within === within) this.close(piece);
  }

  #endSubprocess(): boolean {
    const { pieces } = this.#board;
    for (const piece of pieces.values()) {
      if (piece.node.kind !== 'subprocess' || piece.waiting.size > 0) continue;
      if (pieces.values().some(({ within }) => within === piece)) continue;
      this.close(piece);
      this.leave(piece.node, piece.within);
      return true;
    }
    return false;
  }

  /** One join at a time, the first that the file names: what it lets go may come to the next. */
  #joinInclusive(): boolean {
    const subprocesses = this.#board.pieces.values().filter(({ node }) => node.kind === 'subprocess');
    for (const within of [undefined, ...subprocesses]) {
      const waiting = this.#waiting(within);
      const join = inclusiveJoins(waiting).find((each) => this.#isComplete(each, within));
      if (join === undefined) continue;
      for (const incoming of join.incoming) if (waiting.has(incoming)) takeOne(waiting, incoming);
      this.#split(join, within);
      return true;
    }
    return false;
  }

  /**
   * BPMN 2.0.2, table 13.4: no token elsewhere can come to an incoming flow that has none, unless it could as well come
   * to one that has.
   */
  #isComplete(join: GraphNode, within: Piece | undefined): boolean {
    const waiting = this.#waiting(within);
    const marked = join.incoming.filter((incoming) => waiting.has(incoming));
    const unmarked = join.incoming.filter((incoming) => !waiting.has(incoming));
    if (unmarked.length === 0) return true;
    return this.#nextFlows(join, within).every((flows) => {
      const canReach = (some: readonly GraphFlow[]) =>
        flows.some((flow) => some.some((incoming) => this.#upstream(incoming, flow)));
      return !canReach(unmarked) || canReach(marked);
    });
  }

  /** For each token of a scope that does not wait at the join: the flows on which it can go on. */
  #nextFlows(join: GraphNode, within: Piece | undefined): readonly (readonly GraphFlow[])[] {
    const here = this.#board.pieces.values().filter((piece) => piece.within === within);
    const elsewhere = [...this.#waiting(within).keys()].filter(({ target }) => target !== join);
    return [
      ...here.map(({ node, fired }) => [
        ...node.outgoing,
        ...node.timers.filter((timer) => !fired.includes(timer)).flatMap(({ outgoing }) => outgoing),
      ]),
      ...elsewhere.map(({ target }) => target.outgoing),
    ];
  }
}

function inclusiveJoins(waiting: ReadonlyMap<GraphFlow, number>): readonly GraphNode[] {
  if (waiting.size === 0) return [];
  const joins = new Set([...waiting.keys()].map(({ target }) => target).filter(({ kind }) => kind === 'inclusive'));
  return [...joins].toSorted((one, other) => one.index - other.index);
}

function add(waiting: Map<GraphFlow, number>, flow: GraphFlow): void {
  waiting.set(flow, (waiting.get(flow) ?? 0) + 1);
}

function takeOne(waiting: Map<GraphFlow, number>, flow: GraphFlow): void {
  const left = (waiting.get(flow) ?? 0) - 1;
  if (left > 0) waiting.set(flow, left);
  else waiting.delete(flow);
}
