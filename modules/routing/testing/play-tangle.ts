import assert from 'node:assert/strict';
import { routeEngine } from '../engine/engine.ts';
import { stateOf, type Marking, type Step, type StepRefusal } from '../engine/marking.ts';
import type { Route } from '../route.ts';
import { Naive } from './naive.ts';
import { named } from './named.ts';
import { randomFacts } from './play.ts';
import { randomFrom } from './random.ts';

/** How a route went: it ended, a join waits for ever, something was there twice, or it was given up. */
export type Went = 'ended' | 'stuck' | 'twice' | 'on';

const MOST_STEPS = 30;

/** Plays a route once at random in the engine and in the naive game. @throws AssertionError where they differ */
export function playTangle(route: Route, seed: number): { readonly went: Went; readonly steps: number } {
  const random = randomFrom(seed ^ 0x51ed270b);
  const engine = routeEngine(route, named);
  const first = randomFacts(route, random);
  let { marking } = taken(engine.start(first));
  const naive = new Naive(route, first);
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const open = marking.active.map(({ element }) => element);
    assert.deepEqual([open.toSorted(), marking.waiting], [naive.tasks.toSorted(), naive.tokens.toSorted()]);
    const went = wentOf(marking);
    if (went !== 'on') return { went, steps };
    const chosen = marking.active[random.below(marking.active.length)];
    assert.ok(chosen !== undefined);
    const facts = randomFacts(route, random);
    marking = taken(engine.advance(marking, { done: chosen.instance }, facts)).marking;
    naive.done(chosen.element, facts);
  }
  return { went: 'on', steps: MOST_STEPS };
}

function wentOf(marking: Marking): Went {
  const elements = marking.active.map(({ element }) => element);
  const isTwice = (list: readonly string[]) => new Set(list).size < list.length;
  if (isTwice(elements) || isTwice(marking.waiting)) return 'twice';
  const state = stateOf(marking);
  return state === 'running' ? 'on' : state;
}

function taken(step: Step | StepRefusal): Step {
  assert.ok('marking' in step, JSON.stringify(step));
  return step;
}
