// Histories for the gate of engine/recorded.test.ts: `bin/node modules/routing/testing/record.ts > …/recorded.json`.
// Those that are there stay: they stand for cases that are under way.
import { exportRoute } from '../bpmn/export-route.ts';
import { routeEngine, type Recorded } from '../engine/engine.ts';
import type { Effect, Happening, Marking, Step, StepRefusal } from '../engine/marking.ts';
import type { Route } from '../route.ts';
import { randomBlock } from './blocks.ts';
import { buildRoute } from './build-route.ts';
import { named } from './named.ts';
import { randomFacts } from './play.ts';
import { randomFrom } from './random.ts';

const SEEDS = [14, 77, 110, 132, 172, 177, 191, 234, 240, 248, 275, 319];

const recorded = SEEDS.map(async (seed) => {
  const route = buildRoute(randomBlock(seed, { size: 9, plain: false }));
  return { bpmn: await exportRoute(route), ...record(route, seed) };
});
process.stdout.write(JSON.stringify(await Promise.all(recorded), null, 1));

/** Up to ten things that happened one after another, and every marking on the way. */
function record(route: Route, seed: number) {
  const random = randomFrom(seed);
  const engine = routeEngine(route, named);
  const start = randomFacts(route, random);
  let step = taken(engine.start(start));
  const markings: Marking[] = [step.marking];
  const steps: Recorded[] = [];
  const open = new Map(step.opened.map((effect) => [JSON.stringify(effect), effect]));
  while (open.size > 0 && steps.length < 10) {
    const chosen = [...open.values()][random.below(open.size)];
    if (chosen === undefined) break;
    const facts = randomFacts(route, random);
    const happened = happening(chosen);
    step = taken(engine.advance(step.marking, happened, facts));
    steps.push({ happened, facts });
    markings.push(step.marking);
    for (const effect of step.closed) open.delete(JSON.stringify(effect));
    for (const effect of step.opened) open.set(JSON.stringify(effect), effect);
  }
  return { history: { start, steps }, markings };
}

function happening(effect: Effect): Happening {
  if (effect.kind === 'timer') return { due: effect.element, instance: effect.instance };
  const department = effect.department === undefined ? {} : { department: effect.department };
  if (effect.kind === 'consent') return { consent: effect.instance, ...department };
  return { done: effect.instance, ...department, outcome: 'agree' };
}

function taken(step: Step | StepRefusal): Step {
  if ('code' in step) throw new Error(`${step.code} ${step.element}`);
  return step;
}
