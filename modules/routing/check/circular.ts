/** Everything that a walk can come back to: the strongly connected components that hold a circle (Tarjan 1972). */
export function circular<Node>(nodes: Iterable<Node>, next: (node: Node) => readonly Node[]): ReadonlySet<Node> {
  const search = new Search(next);
  for (const node of nodes) search.from(node);
  return search.found;
}

interface Visit<Node> {
  readonly node: Node;
  readonly index: number;
  readonly left: Node[];
  low: number;
}

class Search<Node> {
  readonly found = new Set<Node>();
  readonly #next: (node: Node) => readonly Node[];
  readonly #visits = new Map<Node, Visit<Node>>();
  /** Visited, and not yet known to be in a component. */
  readonly #held: Node[] = [];
  readonly #isHeld = new Set<Node>();

  constructor(next: (node: Node) => readonly Node[]) {
    this.#next = next;
  }

  /** With a list of its own instead of recursion: a route of ten thousand tasks in a row is as deep. */
  from(root: Node): void {
    if (this.#visits.has(root)) return;
    const path = [this.#enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = top.left.pop();
      if (target === undefined) {
        path.pop();
        this.#leave(top, path.at(-1));
        continue;
      }
      const known = this.#visits.get(target);
      if (known === undefined) path.push(this.#enter(target));
      else if (this.#isHeld.has(target)) top.low = Math.min(top.low, known.index);
    }
  }

  #enter(node: Node): Visit<Node> {
    const index = this.#visits.size;
    const visit = { node, index, low: index, left: [...this.#next(node)] };
    this.#visits.set(node, visit);
    this.#held.push(node);
    this.#isHeld.add(node);
    return visit;
  }

  #leave({ node, index, low }: Visit<Node>, before: Visit<Node> | undefined): void {
    if (before !== undefined) before.low = Math.min(before.low, low);
    if (low !== index) return;
    const component = this.#held.splice(this.#held.lastIndexOf(node));
    for (const each of component) this.#isHeld.delete(each);
    if (component.length > 1 || this.#next(node).includes(node)) for (const each of component) this.found.add(each);
  }
}
