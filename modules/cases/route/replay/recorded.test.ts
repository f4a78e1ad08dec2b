import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { KeptRoute, Step, StepRefusal } from '#routing';
import { RecordedFile, replayFile } from './recorded-file.ts';

const HISTORIES = join(import.meta.dirname, 'testing/histories');
const files = readdirSync(HISTORIES).map((name) =>
  RecordedFile.parse(JSON.parse(readFileSync(join(HISTORIES, name), 'utf8'))),
);

/** The engine, with its steps changed. */
const changed =
  (change: (step: Step) => Step | StepRefusal) =>
  (kept: KeptRoute): KeptRoute => {
    const after = (step: Step | StepRefusal) => ('code' in step ? step : change(step));
    const { engine } = kept;
    const advance: typeof engine.advance = (...args) => after(engine.advance(...args));
    return { ...kept, engine: { ...engine, start: (facts) => after(engine.start(facts)), advance } };
  };

test('cases of the nine joint routes of the sample go today where they went when they were recorded', async () => {
  assert.equal(files.length, 9);
  for (const file of files) {
    assert.ok(file.cases.some(({ steps }) => steps.length > 2));
    assert.deepEqual(await replayFile(file), { same: file.cases.length, differing: [] });
  }
});

test('an engine that forgets what was said is caught, with the case, the move and the element', async () => {
  const forgets = changed((step) => ({ ...step, marking: { ...step.marking, outcomes: {} } }));
  for (const file of files) {
    const { differing } = await replayFile(file, forgets);
    const [first] = differing;
    assert.ok(first, 'nothing was noticed');
    assert.ok(first.step > 0 && first.elements.length > 0);
    assert.match(first.what, /marking\.outcomes/);
  }
});

test('an engine that closes a task too early, or numbers them otherwise, is caught as well', async () => {
  const closes = changed((step) => ({ ...step, marking: { ...step.marking, active: step.marking.active.slice(1) } }));
  const numbers = changed((step) => ({ ...step, marking: { ...step.marking, next: step.marking.next + 1 } }));
  const refuses = changed(() => ({ code: 'route.no-way-on', element: 'split' }));
  for (const change of [closes, numbers, refuses])
    for (const file of files) assert.ok((await replayFile(file, change)).differing.length > 0);
  const [refused] = (await replayFile(files[0] ?? assert.fail(), refuses)).differing;
  assert.deepEqual([refused?.step, refused?.elements, refused?.what], [0, ['split'], 'route.no-way-on']);
});
