import { Exhausted } from './problem.ts';
import { LIMITS, type Limits } from './limits.ts';
import { isContext, isList, type Trace, type Value } from './value.ts';
import { weightOf } from './weight.ts';
import type { Diagnostic, FeelCode, Place } from './problem.ts';

export type { Trace } from './value.ts';

/** Walking past an item is so much cheaper than evaluating an expression. */
const ITEMS_PER_STEP = 8;
const CHARACTERS_PER_STEP = 64;

/** The trace of one evaluation. @throws Exhausted by `step`, `room`, `letters`, `weigh` and `nested` */
export class Tracer implements Trace {
  readonly now: () => Date;
  readonly limits: Limits;
  readonly diagnostics: Diagnostic[] = [];
  #element: string | undefined;
  #steps = 0;
  #depth = 0;

  constructor(now: () => Date, limits: Limits = LIMITS) {
    this.now = now;
    this.limits = limits;
  }

  fail(code: FeelCode, place: Place, detail?: string): null {
    if (this.diagnostics.length < this.limits.diagnostics)
      this.diagnostics.push({ code, element: this.#element, offset: place.from, detail });
    return null;
  }

  end(code: FeelCode): null {
    this.diagnostics.length = Math.min(this.diagnostics.length, this.limits.diagnostics - 1);
    return this.fail(code, { from: 0 });
  }

  step(cost = 1): void {
    this.#steps += cost;
    if (this.#steps > this.limits.steps) throw new Exhausted('feel.steps');
  }

  bound(items: number): void {
    if (items > this.limits.items) throw new Exhausted('feel.list-too-long');
  }

  room(items: number): void {
    this.bound(items);
    this.step(items / ITEMS_PER_STEP);
  }

  letters(length: number): void {
    if (length > this.limits.characters) throw new Exhausted('feel.text-too-long');
    this.step(length / CHARACTERS_PER_STEP);
  }

  weigh<V extends Value>(value: V): V {
    if (typeof value === 'string') this.letters(value.length);
    if (typeof value !== 'object' || value === null || (!isList(value) && !isContext(value))) return value;
    this.room(isList(value) ? value.length : value.size);
    // A list weighs one more than the items of which it is made.
    if (weightOf(value) > this.limits.items + 1) throw new Exhausted('feel.list-too-long');
    return value;
  }

  nested<T>(evaluate: () => T): T {
    if (++this.#depth > this.limits.depth) throw new Exhausted('feel.too-deep');
    try {
      return evaluate();
    } finally {
      this.#depth -= 1;
    }
  }

  within<T>(element: string | undefined, evaluate: () => T): T {
    const outer = this.#element;
    this.#element = element ?? outer;
    try {
      return evaluate();
    } finally {
      this.#element = outer;
    }
  }

  get element(): string | undefined {
    return this.#element;
  }
}
