import type { Flow, Route, RouteNode, Span } from '../route.ts';
import type { Block, TimerBlock } from './blocks.ts';

const NONE = { participants: [] };
const DAY: Span = { value: 1, unit: 'workday' };

/** A way out of a node that leads nowhere yet. */
interface End {
  readonly source: string;
  readonly condition?: string;
  /** The flow is the default of its gateway. */
  readonly otherwise?: true;
}

/** The route of a block: gateways around it as BPMN draws them. */
export function buildRoute(block: Block): Route {
  const drawing = new Drawing();
  drawing.scope(block, undefined);
  return {
    id: 'process',
    nodes: drawing.nodes,
    flows: drawing.flows,
    kept: {
      process: { isExecutable: true },
      definitions: { id: 'definitions', targetNamespace: 'urn:example', rootElements: [] },
    },
  };
}

class Drawing {
  readonly nodes: RouteNode[] = [];
  readonly flows: Flow[] = [];

  scope(block: Block, parent: string | undefined): void {
    const within = parent === undefined ? {} : { parent };
    const [start, end] = [`start_${parent ?? 'p'}`, `end_${parent ?? 'p'}`];
    this.nodes.push({ id: start, kind: 'start', kept: {}, ...within });
    const ends = this.#draw(block, [{ source: start }], within);
    this.nodes.push({ id: end, kind: 'end', kept: {}, ...within });
    for (const each of ends) this.#tie(each, end, within);
  }

  #draw(block: Block, from: readonly End[], within: Within): readonly End[] {
    switch (block.kind) {
      case 'sequence':
        return block.blocks.reduce((ends, each) => this.#draw(each, ends, within), from);
      case 'task':
        this.#node({ id: block.id, kind: 'user', work: { ...NONE, department: 'hall', budget: DAY }, ...within }, from);
        return this.#timers(block, within);
      case 'joint': {
        const joint = { departments: block.departments, completion: block.completion };
        const deemed = { after: DAY, basis: '《示例条例》第一条' };
        this.#node({ id: block.id, kind: 'user', work: { ...NONE, budget: DAY, joint, deemed }, ...within }, from);
        return [{ source: block.id }];
      }
      case 'stop':
        this.#node({ id: block.id, kind: 'terminate', ...within }, from);
        return [];
      case 'sub':
        this.#node({ id: block.id, kind: 'subprocess', ...within }, from);
        this.scope(block.body, block.id);
        return this.#timers(block, within);
      case 'loop':
        return this.#loop(block, from, within);
      default:
        return this.#branches(block, from, within);
    }
  }

  #loop({ id, body }: Block & { readonly kind: 'loop' }, from: readonly End[], within: Within): readonly End[] {
    this.#node({ id: `${id}_in`, kind: 'exclusive', ...within }, from);
    const ends = this.#draw(body, [{ source: `${id}_in` }], within);
    this.#node({ id: `${id}_out`, kind: 'exclusive', otherwise: `flow_${id}_out`, ...within }, ends);
    this.#tie({ source: `${id}_out`, condition: `${id}_again` }, `${id}_in`, within);
    return [{ source: `${id}_out`, otherwise: true }];
  }

  #branches(
    block: Block & { readonly kind: 'exclusive' | 'inclusive' | 'parallel' },
    from: readonly End[],
    within: Within,
  ) {
    const { id, kind, branches } = block;
    const isChoice = kind !== 'parallel';
    this.#node({ id, kind, ...within, ...(isChoice ? { otherwise: `flow_${id}` } : {}) }, from);
    const ends = branches.flatMap((branch, at): readonly End[] => {
      const way = at === branches.length - 1 ? ({ otherwise: true } as const) : { condition: `${id}_${at}` };
      const begin: End = { source: id, ...(isChoice ? way : {}) };
      const drawn = this.#draw(branch, [begin], within);
      if (!drawn.includes(begin)) return this.#merged(drawn, `${id}_m${at}`, within);
      // Now, because conditions are asked in the order of the flows.
      this.#tie(begin, `${id}_join`, within);
      return [];
    });
    this.#node({ id: `${id}_join`, kind, ...within }, ends, false);
    return [{ source: `${id}_join` }];
  }

  #timers(
    { id, timers }: { readonly id: string; readonly timers: readonly TimerBlock[] },
    within: Within,
  ): readonly End[] {
    return [
      { source: id },
      ...timers.flatMap((timer) => {
        const { interrupting } = timer;
        this.nodes.push({ id: timer.id, kind: 'timer', on: id, interrupting, after: DAY, kept: {}, ...within });
        const ends = this.#draw(timer.then, [{ source: timer.id }], within);
        if (interrupting) return ends;
        this.#node({ id: `${timer.id}_end`, kind: 'end', ...within }, ends);
        return [];
      }),
    ];
  }

  /** Ways that meet before a join meet in a gateway of their own: the join counts one flow a branch. */
  #merged(ends: readonly End[], id: string, within: Within): readonly End[] {
    if (ends.length <= 1) return ends;
    this.#node({ id, kind: 'exclusive', ...within }, ends, false);
    return [{ source: id }];
  }

  #node(node: Bare, from: readonly End[], merging = true): void {
    const { parent } = node;
    const within = parent === undefined ? {} : { parent };
    const ends = merging ? this.#merged(from, `${node.id}_merge`, within) : from;
    this.nodes.push({ ...node, kept: {} });
    for (const end of ends) this.#tie(end, node.id, within);
  }

  #tie({ source, condition, otherwise }: End, target: string, within: Within): void {
    const id = otherwise === true ? `flow_${source}` : `flow${this.flows.length}`;
    this.flows.push({ id, source, target, kept: {}, ...within, ...(condition === undefined ? {} : { condition }) });
  }
}

interface Within {
  readonly parent?: string;
}
type Bare = RouteNode extends infer Each ? (Each extends RouteNode ? Omit<Each, 'kept'> : never) : never;
