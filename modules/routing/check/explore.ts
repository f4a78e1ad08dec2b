import type { ElementId } from '../route.ts';
import type { Net } from './net.ts';
import type { CheckProblem } from './problem.ts';
import { TokenMoves, type State } from './token-moves.ts';

/** People draw routes with a handful of states beyond their blocks; what has more is not understood by people either. */
const MOST_STATES = 20_000;
/** Tokens moved in all: under a second. */
const MOST_WORK = 2_000_000;

/**
 * Goes through every state that tokens can come to in a net: none may be left in which a join waits and nothing moves, and
 * no way may have two tokens. A net with more states than the bound is refused as such: nobody has shown it to be sound.
 */
export function explore(net: Net): readonly CheckProblem[] {
  return new Exploration(net).walk();
}

class Exploration {
  readonly #moves: TokenMoves;
  readonly #origin: ElementId;
  readonly #seen = new Set<string>();
  readonly #open: State[] = [];
  readonly #problems = new Map<string, CheckProblem>();
  #work = 0;

  constructor(net: Net) {
    this.#moves = new TokenMoves(net);
    this.#origin = net.source.origin;
  }

  walk(): readonly CheckProblem[] {
    this.#reach(this.#moves.first);
    for (let state = this.#open.pop(); state !== undefined; state = this.#open.pop()) {
      this.#leave(state);
      if (this.#seen.size > MOST_STATES || this.#work > MOST_WORK) {
        this.#found('route.unchecked', this.#origin);
        break;
      }
    }
    return [...this.#problems.values()];
  }

  #leave(state: State): void {
    let isStuck = true;
    for (const next of this.#moves.from(state)) {
      isStuck = false;
      this.#reach(next);
      if (this.#work > MOST_WORK) return;
    }
    if (isStuck) for (const way of state) this.#found('route.deadlock', this.#moves.waitsAt(way));
  }

  /** States are lists of ways with a token, in order. */
  #reach(state: State): void {
    this.#work += state.length + 1;
    const twice = state.find((way, at) => state[at - 1] === way);
    if (twice !== undefined) {
      this.#found('route.unsynchronised', this.#moves.comesFrom(twice));
      return;
    }
    const key = state.join();
    if (state.length === 0 || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#open.push(state);
  }

  #found(code: CheckProblem['code'], element: ElementId): void {
    this.#problems.set(`${code} ${element}`, { code, element });
  }
}
