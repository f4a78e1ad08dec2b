import type { Route } from '../route.ts';
import { layOut, pickUp, type Board, type Piece } from './board.ts';
import { partEffects, timerOf } from './effects.ts';
import { graphOf, type ReadCondition } from './graph.ts';
import { resultOf } from './joint.ts';
import type { Facts, Happening, Marking, Outcome, Part, Step, StepRefusal } from './marking.ts';
import { Moves, Refused } from './moves.ts';
import { upstreamOf } from './upstream.ts';

/** One thing that happened to a case, with what was known of the case then. */
export interface Recorded {
  readonly happened: Happening;
  readonly facts: Facts;
}

/** The history of a case in its route. */
export interface History {
  readonly start: Facts;
  readonly steps: readonly Recorded[];
}

/**
 * The token game of one route. Pure: the same marking, happening and facts give the same step, on every machine and on
 * every day. Conditions see the facts and, as `outcome`, what was said last at each task (by its element id).
 */
export interface RouteEngine {
  /** The first marking of a case. */
  readonly start: (facts: Facts) => Step | StepRefusal;
  /** The marking after something happened; what is not open cannot happen. */
  readonly advance: (marking: Marking, happened: Happening, facts: Facts) => Step | StepRefusal;
  /** The marking after a whole history: a change of this engine must not change it. */
  readonly replay: (history: History) => Marking | StepRefusal;
}

const NOTHING: Marking = { next: 1, active: [], waiting: [], outcomes: {} };

/** @param readCondition reads FEEL; a condition that it cannot read is never decided */
export function routeEngine(route: Route, readCondition: ReadCondition): RouteEngine {
  const graph = graphOf(route, readCondition);
  const upstream = upstreamOf(graph);

  const step = (marking: Marking, facts: Facts, begin: (board: Board) => Begun): Step | StepRefusal => {
    const board = layOut(graph, marking);
    if (typeof board === 'string') return { code: 'route.other-marking', element: board };
    try {
      const moved = begin(board);
      const known = () => ({ ...facts, outcome: Object.fromEntries(board.outcomes) });
      const moves = new Moves(board, { known, upstream });
      moved(moves);
      moves.settle();
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
    const { opened, closed, taken } = board;
    return { marking: pickUp(board), opened, closed, taken };
  };

  const engine: RouteEngine = {
    start: (facts) =>
      step(NOTHING, facts, () => (moves) => graph.starts.forEach((start) => moves.leave(start, undefined))),
    advance: (marking, happened, facts) => step(marking, facts, (board) => apply(board, happened)),
    replay: ({ start, steps }) => {
      let last = engine.start(start);
      for (const { happened, facts } of steps) {
        if ('code' in last) return last;
        last = engine.advance(last.marking, happened, facts);
      }
      return 'code' in last ? last : last.marking;
    },
  };
  return engine;
}

/** What moves once the outcome of a happening is known. */
type Begun = (moves: Moves) => void;

function apply(board: Board, happened: Happening): Begun {
  if ('due' in happened) return applyTimer(board, happened);
  const instance = 'done' in happened ? happened.done : happened.consent;
  const piece = board.pieces.get(instance);
  if (piece === undefined || piece.node.kind === 'subprocess') throw new Refused('route.not-open', instance);
  if (piece.parts !== undefined) return applyPart(board, piece, happened);
  if (happened.department !== undefined) throw new Refused('route.not-open', instance);
  if ('consent' in happened && !mayBeSilent(piece)) throw new Refused('route.not-open', instance);
  say(board, piece, 'consent' in happened ? 'agree' : happened.outcome);
  return finish(piece);
}

function applyTimer(board: Board, { due, instance }: Extract<Happening, { readonly due: string }>): Begun {
  const piece = board.pieces.get(instance);
  const timer = piece?.node.timers.find(({ id }) => id === due);
  if (piece === undefined || timer?.node.kind !== 'timer' || piece.fired.includes(timer))
    throw new Refused('route.not-open', due);
  const isOver = timer.node.interrupting;
  if (!isOver) {
    board.closed.push(...timerOf(piece, timer.node));
    piece.fired = [...piece.fired, timer];
  }
  return (moves) => {
    if (isOver) moves.close(piece);
    moves.leave(timer, piece.within);
  };
}

function applyPart(board: Board, piece: Piece, happened: Exclude<Happening, { readonly due: string }>): Begun {
  const { parts = [], node } = piece;
  const open = parts.find(({ department, outcome }) => department === happened.department && outcome === undefined);
  const isSilent = 'consent' in happened;
  if (open === undefined || (isSilent && !mayBeSilent(piece))) throw new Refused('route.not-open', piece.instance);
  const outcome = isSilent ? 'agree' : happened.outcome;
  if (outcome === undefined) throw new Refused('route.outcome-missing', node.id);
  const said: Part = { department: open.department, outcome, ...(isSilent ? { deemed: true } : {}) };
  board.closed.push(...partEffects(piece, open));
  piece.parts = parts.map((part) => (part === open ? said : part));
  const joint = 'work' in node.node ? node.node.work.joint : undefined;
  const result = joint === undefined ? undefined : resultOf(piece.parts, joint.completion);
  if (result === undefined) return () => undefined;
  say(board, piece, result);
  return finish(piece);
}

function finish(piece: Piece): Begun {
  return (moves) => {
    moves.close(piece);
    moves.leave(piece.node, piece.within);
  };
}

function mayBeSilent({ node: { node } }: Piece): boolean {
  return 'work' in node && node.work.deemed !== undefined;
}

/** A task that is done again without an outcome takes back what was said before. */
function say({ outcomes }: Board, { node }: Piece, outcome: Outcome | undefined): void {
  if (outcome === undefined) outcomes.delete(node.id);
  else outcomes.set(node.id, outcome);
}
