import type { Flow, Route, RouteNode } from '../route.ts';

type Facts = Readonly<Record<string, boolean>>;

/**
 * The token game as slowly and as plainly as it can be written: tokens are ids of flows in a list, and whether one can
 * still come somewhere is found by walking there. For routes of tasks and gateways, drawn in any way.
 */
export class Naive {
  tokens: string[] = [];
  tasks: string[] = [];
  readonly #route: Route;
  #facts: Facts;
  #moves = 0;

  constructor(route: Route, facts: Facts) {
    this.#route = route;
    this.#facts = facts;
    for (const { id, kind } of route.nodes) if (kind === 'start') this.#leave(id);
    this.#settle();
  }

  done(task: string, facts: Facts): void {
    this.#facts = facts;
    this.tasks.splice(this.tasks.indexOf(task), 1);
    this.#leave(task);
    this.#settle();
  }

  #flows(end: 'source' | 'target', node: string): readonly Flow[] {
    return this.#route.flows.filter((flow) => flow[end] === node);
  }

  #target(token: string): RouteNode | undefined {
    const flow = this.#route.flows.find(({ id }) => id === token);
    return this.#route.nodes.find(({ id }) => id === flow?.target);
  }

  #leave(node: string): void {
    this.tokens.push(...this.#flows('source', node).map(({ id }) => id));
  }

  #take(token: string): void {
    this.tokens.splice(this.tokens.indexOf(token), 1);
  }

  #settle(): void {
    while (this.tokens.some((token) => this.#move(token)) || this.#meet()) {
      this.#moves += 1;
      if (this.#moves > 2_000) throw new Error('endless');
    }
  }

  #move(token: string): boolean {
    const node = this.#target(token);
    if (node === undefined || node.kind === 'inclusive') return false;
    if (node.kind === 'parallel') {
      const into = this.#flows('target', node.id).map(({ id }) => id);
      if (!into.every((id) => this.tokens.includes(id))) return false;
      for (const id of into) this.#take(id);
      this.#leave(node.id);
      return true;
    }
    this.#take(token);
    if (node.kind === 'user') this.tasks.push(node.id);
    if (node.kind === 'exclusive') this.tokens.push(...this.#chosen(node).slice(0, 1));
    return true;
  }

  #chosen({ id, ...node }: RouteNode): readonly string[] {
    const otherwise = 'otherwise' in node ? node.otherwise : undefined;
    const holding = this.#flows('source', id).filter(
      (flow) => flow.id !== otherwise && (flow.condition === undefined || this.#facts[flow.condition] === true),
    );
    return holding.length > 0 ? holding.map((flow) => flow.id) : [otherwise ?? ''];
  }

  #meet(): boolean {
    const join = this.#route.nodes.find(({ id, kind }) => kind === 'inclusive' && this.#isReady(id));
    if (join === undefined) return false;
    for (const { id } of this.#flows('target', join.id)) if (this.tokens.includes(id)) this.#take(id);
    this.tokens.push(...this.#chosen(join));
    return true;
  }

  #isReady(join: string): boolean {
    const into = this.#flows('target', join).map(({ id }) => id);
    const marked = into.filter((id) => this.tokens.includes(id));
    const missing = into.filter((id) => !marked.includes(id));
    if (marked.length === 0) return false;
    const places = [...this.tokens.filter((id) => !into.includes(id)).map((id) => this.#target(id)?.id), ...this.tasks];
    return places.every((place = '') => {
      const ahead = this.#ahead(place, join);
      return !missing.some((id) => ahead.has(id)) || marked.some((id) => ahead.has(id));
    });
  }

  /** Every flow that a token at a node can come to without passing the join. */
  #ahead(node: string, join: string, seen = new Set<string>()): ReadonlySet<string> {
    for (const { id, target } of node === join ? [] : this.#flows('source', node)) {
      if (seen.has(id)) continue;
      seen.add(id);
      this.#ahead(target, join, seen);
    }
    return seen;
  }
}
