import assert from 'node:assert/strict';
import { routeEngine, type Recorded, type RouteEngine } from '../engine/engine.ts';
import { stateOf, type Effect, type Happening, type Marking, type Step, type StepRefusal } from '../engine/marking.ts';
import type { Route } from '../route.ts';
import type { Block } from './blocks.ts';
import { Interpreter, type Act } from './interpret.ts';
import { named } from './named.ts';
import { randomFrom, type Random } from './random.ts';

export interface Played {
  readonly steps: number;
  readonly ended: boolean;
}

const MOST_STEPS = 60;

/** Facts for every condition of a route, new for each step; loops go on less often than they end. */
export function randomFacts(route: Route, random: Random): Readonly<Record<string, boolean>> {
  const names = route.flows.flatMap(({ condition }) => (condition === undefined ? [] : [condition]));
  return Object.fromEntries(names.map((name) => [name, random.chance(name.endsWith('_again') ? 0.3 : 0.5)]));
}

/**
 * Plays a route at random in the engine and by its blocks, and compares after every step what is open; at the end the
 * history is replayed. @throws AssertionError where they differ
 */
export function play(block: Block, route: Route, seed: number): Played {
  const random = randomFrom(seed ^ 0x5bd1e995);
  const engine = routeEngine(route, named);
  const facts = randomFacts(route, random);
  const table = new Table(engine, step(engine.start(facts)));
  const peer = new Interpreter(block, facts);
  const history: Recorded[] = [];
  while (history.length < MOST_STEPS) {
    assert.deepEqual(table.open(), peer.open());
    const act = table.choose(random);
    if (act === undefined) break;
    const facts = randomFacts(route, random);
    history.push({ happened: table.act(act, facts), facts });
    peer.act(act, facts);
  }
  assert.deepEqual(engine.replay({ start: facts, steps: history }), table.marking);
  const state = stateOf(table.marking);
  assert.notEqual(state, 'stuck');
  assert.equal(state === 'ended', table.open().length === 0);
  return { steps: history.length, ended: state === 'ended' };
}

/** What is open outside, kept as a caller of the engine would: by what steps opened and closed. */
class Table {
  marking: Marking;
  readonly #engine: RouteEngine;
  readonly #effects = new Map<string, Effect>();

  constructor(engine: RouteEngine, first: Step) {
    this.#engine = engine;
    this.marking = first.marking;
    this.#keep(first);
  }

  open(): readonly string[] {
    const shown = this.#effects.values().filter(({ kind }) => kind !== 'consent');
    return [...shown].map((effect) => (effect.kind === 'timer' ? `@${effect.element}` : nameOf(effect))).toSorted();
  }

  choose(random: Random): Act | undefined {
    const effects = [...this.#effects.values()].filter(({ kind }) => kind !== 'consent');
    const timers = effects.filter(({ kind }) => kind === 'timer');
    const tasks = effects.filter(({ kind }) => kind === 'task');
    const from = timers.length > 0 && random.chance(0.2) ? timers : tasks.length > 0 ? tasks : timers;
    const chosen = from[random.below(from.length)];
    if (chosen === undefined) return undefined;
    if (chosen.kind === 'timer') return { timer: chosen.element };
    const outcome = random.chance(0.6) ? 'agree' : 'object';
    return { task: chosen.element, ...departmentOf(chosen), outcome };
  }

  act(act: Act, facts: Readonly<Record<string, boolean>>): Happening {
    const effect = this.#effects.values().find((each) => isMeant(each, act));
    assert.ok(effect !== undefined);
    const happened = happeningOf(effect, act);
    const stored: unknown = JSON.parse(JSON.stringify(this.marking));
    const taken = step(this.#engine.advance(stored as Marking, happened, facts));
    this.marking = taken.marking;
    this.#keep(taken);
    return happened;
  }

  #keep({ opened, closed }: Step): void {
    for (const effect of opened) {
      assert.ok(!this.#effects.has(keyOf(effect)), `opened twice: ${keyOf(effect)}`);
      this.#effects.set(keyOf(effect), effect);
    }
    for (const effect of closed)
      assert.ok(this.#effects.delete(keyOf(effect)), `closed but not open: ${keyOf(effect)}`);
  }
}

function step(taken: Step | StepRefusal): Step {
  assert.ok('marking' in taken, JSON.stringify(taken));
  return taken;
}

function isMeant(effect: Effect, act: Act): boolean {
  if ('timer' in act) return effect.kind === 'timer' && effect.element === act.timer;
  return effect.kind === 'task' && effect.element === act.task && departmentOf(effect).department === act.department;
}

/** An agreement is said or, now and then, silence: to the route that is the same. */
function happeningOf(effect: Effect, act: Act): Happening {
  const { instance, element } = effect;
  if ('timer' in act) return { due: element, instance };
  const department = departmentOf(effect);
  const isSilent = act.outcome === 'agree' && department.department === 'water';
  return isSilent ? { consent: instance, ...department } : { done: instance, ...department, outcome: act.outcome };
}

function departmentOf(effect: Effect): { readonly department?: string } {
  return effect.kind !== 'timer' && effect.department !== undefined ? { department: effect.department } : {};
}

function nameOf(effect: Effect): string {
  const { department } = departmentOf(effect);
  return department === undefined ? effect.element : `${effect.element}/${department}`;
}

function keyOf(effect: Effect): string {
  return `${effect.kind} ${effect.instance} ${nameOf(effect)}`;
}
