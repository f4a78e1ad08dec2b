import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importRoute } from '../bpmn/import-route.ts';
import { named } from '../testing/named.ts';
import { routeEngine, type History } from './engine.ts';
import type { Marking } from './marking.ts';

/** What cases went through with an earlier engine: their route as it was published, their history, each marking. */
interface Case {
  readonly bpmn: string;
  readonly history: History;
  readonly markings: readonly Marking[];
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, '../testing/recorded.json'), 'utf8')) as Case[];

test('cases that went on with an earlier engine are with this one where they were', async () => {
  assert.ok(recorded.length >= 10);
  for (const { bpmn, history, markings } of recorded) {
    const read = await importRoute(bpmn);
    assert.ok('route' in read);
    const { replay } = routeEngine(read.route, named);
    for (const [count, marking] of markings.entries())
      assert.deepEqual(replay({ ...history, steps: history.steps.slice(0, count) }), marking);
  }
});
