// Histories for the gate of ../recorded.test.ts: `bin/node modules/cases/route/replay/testing/record.ts` writes a file for
// each joint route of the sample city into `histories/`. What is there stays: it stands for cases that are under way.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Effect, Happening } from '#routing';
import { asking } from '../../ask-decision.ts';
import { begin, goOn, type Played } from '../../play.ts';
import { openRoute, openTables, type RecordedFile } from '../recorded-file.ts';

const SEEDS = join(import.meta.dirname, '../../../../../db/seeds');
const HISTORIES = join(import.meta.dirname, 'histories');
const CASES = 12;
const MOST_STEPS = 30;
const BEGINNING = Date.parse('2026-11-23T02:00:00Z');
const HOUR_MS = 3_600_000;

/** Chance that can be told again (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FOODS = ['drinks', 'snacks', 'cold', 'raw', 'hot'];
const FORMS = ['restaurant', 'snacks', 'fastFood', 'drinks'];

function factsFrom(random: () => number): Readonly<Record<string, unknown>> {
  return {
    oldTown: random() < 0.5,
    coldRoom: random() < 0.5,
    form: FORMS[Math.floor(random() * FORMS.length)],
    foods: FOODS.filter(() => random() < 0.3),
    applicant: random() < 0.5 ? 'person' : 'organisation',
    received: '2026-11-23',
    fromRegister: [],
    handedIn: [],
  };
}

function happening(effect: Effect, random: () => number): Happening {
  if (effect.kind === 'timer') return { due: effect.element, instance: effect.instance };
  const whose = effect.department === undefined ? {} : { department: effect.department };
  if (effect.kind === 'consent') return { consent: effect.instance, ...whose };
  return { done: effect.instance, outcome: random() < 0.75 ? 'agree' : 'object', ...whose };
}

async function record(item: string, seed: number): Promise<RecordedFile> {
  const route = readFileSync(join(SEEDS, 'routes', `${item}.bpmn`), 'utf8');
  const names = readdirSync(join(SEEDS, 'decisions')).filter((name) => name.startsWith(`${item}.`));
  const decisions = Object.fromEntries(
    names.map((name) => [name.split('.')[1] ?? '', readFileSync(join(SEEDS, 'decisions', name), 'utf8')]),
  );
  const kept = await openRoute(route);
  const ask = asking(new Map(Object.entries(decisions).map(([name, xml]) => [name, openTables(xml)])));
  const cases = Array.from({ length: CASES }, (_, number) => {
    const random = randomFrom(seed * 1000 + number);
    return { name: `${item} ${number + 1}`, ...walk({ kept, ask }, random) };
  });
  return { format: 'tongban/route-histories/1', route, decisions, cases };
}

type Service = Pick<Parameters<typeof begin>[0], 'kept' | 'ask'>;

function walk(service: Service, random: () => number): Pick<RecordedFile['cases'][number], 'facts' | 'steps'> {
  const facts = factsFrom(random);
  let at = BEGINNING;
  const playing = () => ({ ...service, facts: { ...facts, at: new Date(at).toISOString() } });
  const steps: { at: string; happened?: Happening; state: unknown }[] = [];
  const note = (result: ReturnType<typeof begin>, happened?: Happening): Played => {
    if ('code' in result) throw new Error(`${result.code} ${result.element}`);
    steps.push({ at: new Date(at).toISOString(), ...(happened && { happened }), state: result.state });
    return result;
  };
  let now = note(begin(playing()));
  const open = new Map(now.opened.map((effect) => [JSON.stringify(effect), effect]));
  while (open.size > 0 && steps.length < MOST_STEPS) {
    const chosen = [...open.values()][Math.floor(random() * open.size)];
    if (chosen === undefined) break;
    at += Math.floor(random() * 20) * HOUR_MS;
    const happened = happening(chosen, random);
    now = note(goOn(playing(), now.state, happened), happened);
    for (const effect of now.closed) open.delete(JSON.stringify(effect));
    for (const effect of now.opened) open.set(JSON.stringify(effect), effect);
    open.delete(JSON.stringify(chosen));
  }
  return { facts, steps };
}

mkdirSync(HISTORIES, { recursive: true });
const items = readdirSync(join(SEEDS, 'routes')).map((name) => name.replace('.bpmn', ''));
for (const [seed, item] of items.entries()) {
  const file = join(HISTORIES, `${item}.json`);
  const recorded = await record(item, seed + 1);
  // A route in which nobody does anything has no history.
  const isEmpty = recorded.cases.every(({ steps }) => steps.length < 2);
  if (!isEmpty && !existsSync(file)) writeFileSync(file, `${JSON.stringify(recorded)}\n`);
}
