import type { ElementId } from '../route.ts';
import type { Net, Point, Way } from './net.ts';

/** The ways that have a token, by number, in order; a way with two stands twice. */
export type State = readonly number[];

/** Choices among more ways than this are looked at as far as the bound of the exploration goes. */
const MOST_BITS = 20;

/** Where tokens can go in a net, one move after another; choices go every way. */
export class TokenMoves {
  readonly first: State;
  readonly #ways: readonly Way[];
  readonly #numbers: ReadonlyMap<Way, number>;
  readonly #reaching = new Map<Way, Uint8Array>();

  constructor({ points, source }: Net) {
    this.#ways = [...points].flatMap(({ outgoing }) => [...outgoing]);
    this.#numbers = new Map(this.#ways.map((way, number) => [way, number]));
    this.first = this.#numbered(source.outgoing);
  }

  /** The element at the end of a way. */
  waitsAt(way: number): ElementId {
    return this.#ways[way]?.to.origin ?? '';
  }

  comesFrom(way: number): ElementId {
    return this.#ways[way]?.from.origin ?? '';
  }

  *from(state: State): Iterable<State> {
    const marked = new Set(state.flatMap((number) => this.#ways[number] ?? []));
    const joined = new Set<Point>();
    for (const way of marked) {
      const { to } = way;
      if (to.kind === 'stop') yield [];
      else if (to.kind === 'and-join' || to.kind === 'or-join') joined.add(to);
      else yield* this.#pass(state, [way], to);
    }
    for (const join of joined) {
      const taken = [...join.incoming].filter((way) => marked.has(way));
      if (this.#isComplete(join, { marked, taken })) yield* this.#pass(state, taken, join);
    }
  }

  *#pass(state: State, taken: readonly Way[], { kind, outgoing }: Point): Iterable<State> {
    const gone = this.#numbered(taken);
    const left = state.filter((number) => !gone.includes(number));
    const onto = this.#numbered(outgoing);
    for (const ways of kind === 'xor' ? onto.map((way) => [way]) : kind === 'or' ? subsets(onto) : [onto])
      yield [...left, ...ways].sort((one, other) => one - other);
  }

  #numbered(ways: Iterable<Way>): readonly number[] {
    return [...ways].flatMap((way) => this.#numbers.get(way) ?? []);
  }

  /** As in the engine: an inclusive join waits while a token may still come to a way in that has none. */
  #isComplete(
    { kind, incoming }: Point,
    { marked, taken }: { readonly marked: ReadonlySet<Way>; readonly taken: readonly Way[] },
  ): boolean {
    if (taken.length === incoming.size) return true;
    if (kind === 'and-join') return false;
    const missing = [...incoming].filter((way) => !marked.has(way));
    const others = [...marked].filter((way) => !incoming.has(way));
    return others.every(
      (way) => !missing.some((into) => this.#reaches(way, into)) || taken.some((into) => this.#reaches(way, into)),
    );
  }

  #reaches(way: Way, into: Way): boolean {
    let reach = this.#reaching.get(into);
    if (reach === undefined) {
      reach = this.#reachTo(into);
      this.#reaching.set(into, reach);
    }
    return reach[this.#numbers.get(way) ?? -1] === 1;
  }

  #reachTo(into: Way): Uint8Array {
    const reach = new Uint8Array(this.#ways.length);
    const before = new Set([into]);
    for (const way of before) {
      reach[this.#numbers.get(way) ?? -1] = 1;
      if (way.from !== into.to) for (const each of way.from.incoming) before.add(each);
    }
    return reach;
  }
}

/** Every choice of at least one. */
function* subsets(ways: readonly number[]): Iterable<readonly number[]> {
  const count = 2 ** Math.min(ways.length, MOST_BITS);
  for (let bits = 1; bits < count; bits += 1) yield ways.filter((_, at) => (bits >> at) % 2 === 1);
}
