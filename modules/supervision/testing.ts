import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { translator } from '#kernel';
import { Watched, type WatchedType } from './history/event.ts';
import { fold, listeners, newMemory, type Found, type Memory } from './fold.ts';
import { rules } from './rules/catalogue.ts';
import { thresholdsOf } from './thresholds.ts';
import type { Colour, RuleId } from './rules/rule.ts';

/** What happens, without the name under which it is kept. */
export type Told = Readonly<Record<string, unknown>> & { readonly type: WatchedType; readonly at: string };

/** A moment of a day in legal time; 2026-11-23 is a working Monday. */
export const on = (day: string, time = '10:00') => `${day}T${time}:00+08:00`;

const CASE = { case: 'case-1', item: 'item-1', unit: 'unit-1' };

/** An act on the case of these stories, unless told otherwise. */
export const act = (kind: string, at: string, more: object = {}): Told => ({ ...CASE, type: 'act', kind, at, ...more });

/** A clock of the case has come to a rung. */
export const rung = (
  clock: string,
  name: string,
  more: Readonly<Record<string, unknown>> & { readonly at: string },
): Told => ({
  ...CASE,
  type: 'rung',
  id: `${clock}-1`,
  clock,
  rung: name,
  ...more,
});

/** Something else that happens about the case. */
export const happens = (type: WatchedType, at: string, more: object): Told => ({ ...CASE, type, at, ...more });

/** Something declared beforehand. */
export const declared = (what: string, [from, until]: readonly [string, string], more: object = {}): Told => ({
  type: 'declared',
  at: from,
  what,
  from,
  until,
  ...more,
});

export function watched(told: readonly Told[]): readonly Watched[] {
  return told.map((event, place) => Watched.parse({ source: 'told', key: String(place + 1), ...event }));
}

/** Everything that the rules find in a history; what they remember goes through JSON each time, as it does in the store. */
export function findingsIn(history: readonly Watched[], set: Readonly<Record<string, number>> = {}): readonly Found[] {
  const kept = newMemory();
  const memory: Memory = {
    get: (of) => kept.get(of),
    set: (of, state) => kept.set(of, state === undefined ? undefined : JSON.parse(JSON.stringify(state))),
  };
  const heard = listeners(rules);
  return history.flatMap((event) => fold({ heard, memory, thresholds: thresholdsOf(set) }, event));
}

/** Three endings of one story. */
export type Ending = 'triggers' | 'almost' | 'lawful';
export type Story = (ending: Ending) => readonly Told[];

/** What a story must come to, of one rule. */
export interface Expected {
  readonly colour: Colour;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly evidence?: number;
}

/** Plays the three endings: one finding, and twice none. */
export function play(rule: RuleId, story: Story, expected: Expected): void {
  const of = (ending: Ending) => findingsIn(watched(story(ending))).filter((finding) => finding.rule === rule);
  const [finding, ...more] = of('triggers');
  assert.ok(finding, `${rule} finds nothing`);
  assert.deepEqual(more, [], `${rule} finds more than once`);
  assert.equal(finding.colour, expected.colour);
  assert.deepEqual({ ...finding.facts, ...expected.facts }, finding.facts);
  if (expected.evidence !== undefined) assert.equal(finding.evidence.length, expected.evidence);
  assert.ok(translator()(`supervision.found.${rule}`, finding.facts).length > 5);
  if (rule.startsWith('F-')) assert.ok(finding.confidence !== undefined && finding.confidence > 0);
  assert.deepEqual(of('almost'), [], `${rule} finds what just does not break it`);
  assert.deepEqual(of('lawful'), [], `${rule} does not know the lawful explanation`);
}

/** Values of which there are few, so that events meet in the same scopes. */
const FEW = 3;
const FROM = Date.parse('2026-11-23T00:00:00Z');

/** Thresholds that a short history can reach. */
const eager = {
  'rules.opinionSameCases': 2,
  'rules.deviationSigmas': 0.5,
  'rules.deviationLeastCases': 2,
  'rules.fastLeastCases': 2,
  'rules.fastRepeats': 1,
  'rules.agentLift': 1,
  'rules.agentLeastCases': 1,
  'rules.burstActs': 2,
  'rules.bulkCases': 2,
  'rules.lateAcceptCases': 2,
  'rules.standardLeastCases': 2,
  'rules.standardRepeats': 1,
  'rules.twoPlacesMinutes': 9_000,
};

/** Anything that fits a schema of the events. */
function anythingOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return fc.option(anythingOf(schema.unwrap() as z.ZodType), { nil: undefined });
  if (schema instanceof z.ZodLiteral) return fc.constant(schema.value);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.integer({ min: 1, max: 5 });
  if (schema instanceof z.ZodArray) return fc.uniqueArray(anythingOf(schema.element as z.ZodType), { maxLength: FEW });
  if (schema instanceof z.ZodDate) return moment.map((at) => at.toISOString());
  if (schema instanceof z.ZodISODate) return moment.map((at) => at.toISOString().slice(0, 10));
  if (schema instanceof z.ZodString) return fc.constantFrom(...names);
  if (schema instanceof z.ZodRecord) return fc.constantFrom({}, eager);
  if (schema instanceof z.ZodObject) return fc.record(fieldsOf(schema.shape as Record<string, z.ZodType>));
  throw new TypeError('A kind of schema that no event had before.');
}

const names = ['1b1e5e0c-0000-4000-8000-000000000001', '1b1e5e0c-0000-4000-8000-000000000002'];
const moment = fc.integer({ min: 0, max: 20 * 1440 }).map((minutes) => new Date(FROM + minutes * 60_000));

function fieldsOf(shape: Record<string, z.ZodType>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, anythingOf(schema)]));
}

/** Histories that make no sense at all: every kind of event about few things, in no order. */
export const anyHistory: fc.Arbitrary<readonly Watched[]> = fc
  .array(fc.oneof(...Watched.options.map((schema) => anythingOf(schema))), { maxLength: 100, size: 'max' })
  .map((told) =>
    told.map((event, place) => Watched.parse({ ...(event as object), source: 'told', key: String(place) })),
  );
