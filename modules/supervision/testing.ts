import assert from 'node:assert/strict';
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
