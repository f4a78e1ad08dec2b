import { resultOf } from '../engine/joint.ts';
import type { Outcome, Part } from '../engine/marking.ts';
import type { Block, TimerBlock } from './blocks.ts';

/** What is left to do of a block: no tokens and no gateways, only what is open and what comes after it. */
type Rest =
  | { readonly kind: 'task'; readonly block: Block & { readonly kind: 'task' }; fired: boolean }
  | { readonly kind: 'joint'; readonly block: Block & { readonly kind: 'joint' }; parts: readonly Part[] }
  | { readonly kind: 'then'; first: Rest; readonly after: readonly Block[] }
  | { readonly kind: 'all'; rests: readonly Rest[] }
  | { readonly kind: 'loop'; readonly block: Block & { readonly kind: 'loop' }; body: Rest }
  | { readonly kind: 'sub'; readonly block: Block & { readonly kind: 'sub' }; readonly scope: Scope; fired: boolean }
  | { readonly kind: 'nothing' };

interface Scope {
  main: Rest;
  /** What timers started beside the work. */
  beside: Rest[];
}

type Facts = Readonly<Record<string, boolean>>;

export type Act =
  { readonly task: string; readonly department?: string; readonly outcome: Outcome } | { readonly timer: string };

/** A terminate end was reached: the scope around it ends. */
class Stopped extends Error {}

const NOTHING: Rest = { kind: 'nothing' };

/**
 * A route played by its blocks themselves, as people would read the drawing: deliberately without tokens, flows or
 * joins, to be compared with the engine.
 */
export class Interpreter {
  readonly #scope: Scope = { main: NOTHING, beside: [] };
  #facts: Facts = {};
  #acts = 0;

  constructor(block: Block, facts: Facts) {
    this.#facts = facts;
    this.#guard(this.#scope, () => {
      this.#scope.main = this.#enter(block);
    });
  }

  /** Everything that can happen now, as `task`, `task/department` or `@timer`, sorted. */
  open(): readonly string[] {
    return openIn(this.#scope).toSorted();
  }

  act(act: Act, facts: Facts): void {
    this.#facts = facts;
    const before = this.#acts;
    this.#inScope(this.#scope, act);
    if (this.#acts !== before + 1) throw new Error(`that is not open once: ${JSON.stringify(act)}`);
  }

  #guard(scope: Scope, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      scope.main = NOTHING;
      scope.beside = [];
    }
  }

  #inScope(scope: Scope, act: Act): void {
    this.#guard(scope, () => {
      scope.main = this.#on(scope.main, act, scope);
      const beside = scope.beside.map((rest) => this.#on(rest, act, scope));
      scope.beside = [...beside, ...scope.beside.slice(beside.length)];
    });
  }

  #enter(block: Block): Rest {
    switch (block.kind) {
      case 'task':
        return { kind: 'task', block, fired: false };
      case 'joint':
        return { kind: 'joint', block, parts: block.departments.map((department) => ({ department })) };
      case 'sequence':
        return this.#onward(NOTHING, block.blocks);
      case 'stop':
        throw new Stopped();
      case 'sub': {
        const scope: Scope = { main: NOTHING, beside: [] };
        this.#guard(scope, () => {
          scope.main = this.#enter(block.body);
        });
        return this.#checked({ kind: 'sub', block, scope, fired: false });
      }
      case 'loop':
        return this.#again({ kind: 'loop', block, body: this.#enter(block.body) });
      default:
        return this.#branch(block);
    }
  }

  #branch({ kind, id, branches }: Block & { readonly kind: 'exclusive' | 'inclusive' | 'parallel' }): Rest {
    if (kind === 'parallel') return allOf(branches.map((branch) => this.#enter(branch)));
    const holding = branches.filter((_, at) => at < branches.length - 1 && this.#facts[`${id}_${at}`] === true);
    const taken = holding.length > 0 ? holding : branches.slice(-1);
    return allOf(taken.slice(0, kind === 'exclusive' ? 1 : taken.length).map((branch) => this.#enter(branch)));
  }

  #onward(first: Rest, after: readonly Block[]): Rest {
    let rest = first;
    for (const [at, block] of after.entries()) {
      if (rest.kind !== 'nothing') return { kind: 'then', first: rest, after: after.slice(at) };
      rest = this.#enter(block);
    }
    return rest;
  }

  #again(loop: Rest & { readonly kind: 'loop' }): Rest {
    while (loop.body.kind === 'nothing') {
      if (this.#facts[`${loop.block.id}_again`] !== true) return NOTHING;
      loop.body = this.#enter(loop.block.body);
    }
    return loop;
  }

  #checked(sub: Rest & { readonly kind: 'sub' }): Rest {
    const { main, beside } = sub.scope;
    return main.kind === 'nothing' && beside.every(({ kind }) => kind === 'nothing') ? NOTHING : sub;
  }

  #on(rest: Rest, act: Act, scope: Scope): Rest {
    switch (rest.kind) {
      case 'nothing':
        return rest;
      case 'task':
        return 'timer' in act ? this.#due(rest, act.timer, scope) : this.#done(rest, act.task);
      case 'joint':
        return 'timer' in act ? rest : this.#said(rest, act);
      case 'then':
        return this.#onward(this.#on(rest.first, act, scope), rest.after);
      case 'all':
        return allOf(rest.rests.map((each) => this.#on(each, act, scope)));
      case 'loop':
        rest.body = this.#on(rest.body, act, scope);
        return this.#again(rest);
      case 'sub': {
        if ('timer' in act && rest.block.timers.some(({ id }) => id === act.timer))
          return this.#due(rest, act.timer, scope);
        this.#inScope(rest.scope, act);
        return this.#checked(rest);
      }
    }
  }

  #done(rest: Rest & { readonly kind: 'task' }, task: string): Rest {
    if (rest.block.id !== task) return rest;
    this.#acts += 1;
    return NOTHING;
  }

  #said(rest: Rest & { readonly kind: 'joint' }, act: Extract<Act, { readonly task: string }>): Rest {
    if (rest.block.id !== act.task) return rest;
    this.#acts += 1;
    rest.parts = rest.parts.map((part) =>
      part.department === act.department ? { ...part, outcome: act.outcome } : part,
    );
    return resultOf(rest.parts, rest.block.completion) === undefined ? rest : NOTHING;
  }

  #due(rest: Rest & { readonly kind: 'task' | 'sub' }, id: string, scope: Scope): Rest {
    const timer = timersOf(rest).find((each) => each.id === id);
    if (timer === undefined) return rest;
    this.#acts += 1;
    if (timer.interrupting) return this.#enter(timer.then);
    rest.fired = true;
    scope.beside.push(this.#enter(timer.then));
    return rest;
  }
}

/** At most one timer stands at each edge, so that one flag is enough. */
function timersOf(rest: Rest & { readonly kind: 'task' | 'sub' }): readonly TimerBlock[] {
  return rest.fired ? [] : rest.block.timers;
}

function allOf(rests: readonly Rest[]): Rest {
  return rests.every(({ kind }) => kind === 'nothing') ? NOTHING : { kind: 'all', rests };
}

function openIn(scope: Scope): readonly string[] {
  return [scope.main, ...scope.beside].flatMap(openOf);
}

function openOf(rest: Rest): readonly string[] {
  switch (rest.kind) {
    case 'nothing':
      return [];
    case 'task':
      return [rest.block.id, ...timersOf(rest).map(({ id }) => `@${id}`)];
    case 'joint':
      return rest.parts
        .filter(({ outcome }) => outcome === undefined)
        .map((part) => `${rest.block.id}/${part.department}`);
    case 'then':
      return openOf(rest.first);
    case 'all':
      return rest.rests.flatMap(openOf);
    case 'loop':
      return openOf(rest.body);
    case 'sub':
      return [...openIn(rest.scope), ...timersOf(rest).map(({ id }) => `@${id}`)];
  }
}
