// Random routes × random completions in the engine and beside it, what a step costs, and how long a large model takes:
// `bin/node bench/routes.ts [routes] [first seed] [parts]`, parts being blocks,tangles,peer,step,large; exits 1 if anything
// is opened that should not be.
import { performance } from 'node:perf_hooks';
import { SaxesParser } from 'saxes';
import {
  exportRoute,
  importRoute,
  isFeel,
  routeEngine,
  type Ask,
  type Facts,
  type Happening,
  type Marking,
} from '#routing';
import { checkRoute } from '../modules/routing/check/check-route.ts';
import { randomBlock } from '../modules/routing/testing/blocks.ts';
import { buildRoute } from '../modules/routing/testing/build-route.ts';
import { playPeer } from '../modules/routing/testing/play-peer.ts';
import { playTangle } from '../modules/routing/testing/play-tangle.ts';
import { play } from '../modules/routing/testing/play.ts';
import { randomFrom } from '../modules/routing/testing/random.ts';
import { tangle } from '../modules/routing/testing/tangle.ts';

const ROUTES = Number(process.argv[2] ?? 10_000);
const FIRST = Number(process.argv[3] ?? 0);
const PARTS = (process.argv[4] ?? 'blocks,tangles,peer,step,large').split(',');
const ROUNDS = 20;
let differences = 0;

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  blocks: () => differential('routes of blocks, by their blocks', blocks),
  tangles: () => differential('routes tied at random, by the naive game', tangles),
  peer: () => differential('routes of blocks, by bpmn-engine', peer),
  step: stepCost,
  large: largeModels,
};
for (const part of PARTS) await parts[part]?.();
process.exit(differences > 0 ? 1 : 0);

function blocks(seed: number): number {
  const block = randomBlock(seed, { size: 2 + (seed % 30), plain: false });
  return play(block, buildRoute(block), seed).steps;
}

/** Those with a circle of gateways alone cannot be played to an end. */
function tangles(seed: number): number | undefined {
  const route = tangle(seed, 3 + (seed % 8));
  const codes = checkRoute(route, { isCondition: () => true }).map(({ code }) => code);
  return codes.includes('route.empty-circle') ? undefined : playTangle(route, seed).steps;
}

async function peer(seed: number): Promise<number> {
  return playPeer(buildRoute(randomBlock(seed, { size: 2 + (seed % 8), plain: true })), seed);
}

async function differential(what: string, one: (seed: number) => number | undefined | Promise<number>): Promise<void> {
  const begun = performance.now();
  let [played, steps, different] = [0, 0, 0];
  for (let seed = FIRST; played + different < ROUTES; seed += 1) {
    try {
      const taken = await one(seed);
      played += taken === undefined ? 0 : 1;
      steps += taken ?? 0;
    } catch (error) {
      different += 1;
      console.log(`  DIFFERENT seed ${seed}: ${String(error).slice(0, 500)}`);
    }
  }
  differences += different;
  console.log(`${played} ${what}: ${steps} steps, ${different} different; ${seconds(begun)} s`);
}

interface Sample {
  readonly advance: (marking: Marking, happened: Happening, facts: Facts) => unknown;
  readonly marking: Marking;
  readonly happened: Happening;
  readonly facts: Facts;
}

/** Beside it what anybody pays who keeps a marking: reading and writing it as JSON. */
function stepCost(): void {
  for (const size of [10, 100, 1_000]) {
    const samples = Array.from({ length: 100 }, (_, seed) => samplesOf(seed, size)).flat();
    const ours = perSample(samples, ({ advance, marking, happened, facts }) => advance(marking, happened, facts));
    const json = perSample(samples, ({ marking }) => JSON.parse(JSON.stringify(marking)));
    const open = samples.reduce((sum, { marking }) => sum + marking.active.length, 0) / samples.length;
    console.log(
      `a step of a route of ${size} tasks, ${open.toFixed(1)} at once: ${ours.toFixed(1)} µs; the marking to JSON and back: ${json.toFixed(1)} µs`,
    );
  }
}

function samplesOf(seed: number, size: number): readonly Sample[] {
  const route = buildRoute(randomBlock(seed, { size, plain: true }));
  const { start, advance } = routeEngine(route, drawn);
  const random = randomFrom(seed);
  const samples: Sample[] = [];
  for (let step = start({ lot: 0 }); 'marking' in step && samples.length < 50;) {
    const { marking } = step;
    const chosen = marking.active[random.below(marking.active.length)];
    if (chosen === undefined) break;
    const sample = { advance, marking, happened: { done: chosen.instance }, facts: { lot: random.number() } };
    samples.push(sample);
    step = advance(marking, sample.happened, sample.facts);
  }
  return samples;
}

/** A condition holds by lot, so that a case has no more facts than it needs. */
function drawn(condition: string): Ask {
  const own = [...condition].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 997;
  return ({ lot }) => (Number(lot) * 997 + own) % 2 < (condition.endsWith('_again') ? 0.6 : 1);
}

function perSample(samples: readonly Sample[], work: (sample: Sample) => unknown): number {
  for (let round = 0; round < ROUNDS; round += 1) for (const sample of samples) work(sample);
  const begun = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) for (const sample of samples) work(sample);
  return ((performance.now() - begun) * 1000) / (ROUNDS * samples.length);
}

async function largeModels(): Promise<void> {
  await large('drawn in blocks', buildRoute(randomBlock(FIRST, { size: 4_000, plain: false })));
  await large('tied at random', tangle(FIRST, 3_500));
}

/** Beside it what it takes to read the XML alone. */
async function large(what: string, route: Parameters<typeof exportRoute>[0]): Promise<void> {
  const xml = await exportRoute(route);
  const elements = route.nodes.length + route.flows.length;
  let begun = performance.now();
  new SaxesParser({ xmlns: true }).write(xml).close();
  const alone = seconds(begun);
  begun = performance.now();
  const read = await importRoute(xml);
  const importing = seconds(begun);
  begun = performance.now();
  const problems = 'route' in read ? checkRoute(read.route, { isCondition: isFeel }) : [];
  const codes = [...new Set(problems.map(({ code }) => code))].join(', ');
  console.log(
    `${elements} elements ${what}: import ${importing} s, XML alone ${alone} s; checks ${seconds(begun)} s${codes === '' ? '' : ` (${codes})`}; ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
  );
}

function seconds(begun: number): string {
  return ((performance.now() - begun) / 1000).toFixed(2);
}
