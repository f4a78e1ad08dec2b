import assert from 'node:assert/strict';
import { routeEngine, type RouteEngine } from '../engine/engine.ts';
import { stateOf, type Effect, type Facts, type Happening, type Marking, type Step } from '../engine/marking.ts';
import type { Route } from '../route.ts';
import { named } from './named.ts';

/** A case on its route, as somebody sees it who does one thing after another. */
export class Desk {
  readonly engine: RouteEngine;
  last: Step;

  constructor(route: Route, facts: Facts = {}) {
    this.engine = routeEngine(route, named);
    this.last = taken(this.engine.start(facts));
  }

  get marking(): Marking {
    return this.last.marking;
  }

  /** The elements that are being done; a sub-process counts by what is done in it. */
  get open(): readonly string[] {
    return this.marking.active.filter(({ waiting }) => waiting === undefined).map(({ element }) => element);
  }

  get state(): string {
    return stateOf(this.marking);
  }

  instance(element: string): string {
    const found = this.marking.active.find((active) => active.element === element);
    assert.ok(found !== undefined, `${element} is not open`);
    return found.instance;
  }

  done(element: string, facts: Facts = {}): this {
    return this.happen({ done: this.instance(element) }, facts);
  }

  say(element: string, department: string, outcome: 'agree' | 'object'): this {
    return this.happen({ done: this.instance(element), department, outcome });
  }

  due(timer: string, on: string): this {
    return this.happen({ due: timer, instance: this.instance(on) });
  }

  happen(happened: Happening, facts: Facts = {}): this {
    this.last = taken(this.engine.advance(this.marking, happened, facts));
    return this;
  }

  /** The code of the refusal, for what must not be possible. */
  refused(happened: Happening, facts: Facts = {}): string {
    const answer = this.engine.advance(this.marking, happened, facts);
    assert.ok('code' in answer, 'it was possible');
    return `${answer.code} ${answer.element}`;
  }
}

/** Effects in a few words: `task ask/fire`, `timer late`, `consent ask/fire`. */
export function words(effects: readonly Effect[]): readonly string[] {
  return effects.map((effect) => {
    const department = effect.kind === 'timer' ? undefined : effect.department;
    return `${effect.kind} ${effect.element}${department === undefined ? '' : `/${department}`}`;
  });
}

function taken(step: ReturnType<RouteEngine['start']>): Step {
  assert.ok('marking' in step, JSON.stringify(step));
  return step;
}
