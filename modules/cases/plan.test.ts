import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { planOf } from './plan.ts';

const City = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      stages: z.array(z.object({ name: z.string(), countsTowardDecision: z.boolean(), specialProcedure: z.boolean() })),
    }),
  ),
});
const file = new URL('../../db/seeds/lijiang-items.json', import.meta.url);
const { items } = City.parse(JSON.parse(readFileSync(file, 'utf8')));

const line = (id: string) =>
  planOf(items.find((item) => item.id === id)?.stages ?? []).map(({ stage, name }) => `${stage}:${name ?? ''}`);

test('a restaurant licence is accepted, examined twice, decided and delivered', () => {
  assert.deepEqual(line('LJ-SC-005'), [
    'acceptance:受理',
    'examination:书面审查',
    'examination:现场核查',
    'decision:决定',
    'delivery:制证送达',
  ]);
});

test('a stage that means a decision decides, and what follows it is delivery', () => {
  assert.deepEqual(line('LJ-GA-002'), ['acceptance:受理采集', 'decision:审核签发', 'delivery:制证、领证或寄递']);
});

test('an item without stages gets acceptance, examination and decision', () => {
  assert.deepEqual(
    planOf([]).map(({ stage }) => stage),
    ['acceptance', 'examination', 'decision'],
  );
});

test('every item of the city has one acceptance first, one decision, and at most one delivery, last', () => {
  for (const { id, stages } of items) {
    const kinds = planOf(stages).map(({ stage }) => stage);
    assert.match(kinds.join(' '), /^acceptance( examination)* decision( delivery)?$/, id);
  }
});
