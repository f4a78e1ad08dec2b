import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startTongban, type Ended } from './testing.ts';

const directory = mkdtempSync(join(tmpdir(), 'tongban-routes-'));
after(() => rmSync(directory, { recursive: true }));

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

function file(name: string, inside: string): string {
  const path = join(directory, name);
  const flows = ['start ask', 'ask end'].map((flow) => {
    const [source, target] = flow.split(' ');
    return `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"/>`;
  });
  writeFileSync(
    path,
    `<definitions xmlns="${BPMN}" xmlns:tongban="urn:tongban:route:1" id="d" targetNamespace="urn:x">
<process id="p" isExecutable="true"><startEvent id="start"/>
${inside}
<endEvent id="end"/>${flows.join('')}</process></definitions>`,
  );
  return path;
}

const good = file('good.bpmn', '<userTask id="ask" name="审查" tongban:department="fire" tongban:budget="5 workday"/>');
const bare = file('bare.bpmn', '<userTask id="ask"/>');
const foreign = file('foreign.bpmn', '<scriptTask id="ask"/>');

async function run(...args: readonly string[]): Promise<Ended> {
  return startTongban(['route', ...args], {}).ended;
}

test('a model that can be a route is OK; what is wrong with another is said by element and line', async () => {
  const { status, stdout, stderr } = await run('check', good, bare, foreign);

  assert.deepEqual(stdout.trimEnd().split('\n'), [
    `${good}: OK`,
    `${bare}: REFUSED`,
    '  ask, line 3: a task that people do names its department (tongban:department) [route.department-missing]',
    '  ask, line 3: a task that people do names its time (tongban:budget) [route.budget-missing]',
    `${foreign}: REFUSED`,
    '  ask, line 3: is no element that a route can have (scriptTask) [route.element-outside]',
  ]);
  assert.deepEqual([status, stderr], [1, '']);
});

test('the budgets are held against a promise', async () => {
  assert.equal((await run('check', good, '--promise', '5 workday')).status, 0);

  const { status, stdout } = await run('check', good, '--promise', '4 workday');
  assert.match(stdout, /p, line 2: .*\(5 > 4 workday: ask\) \[route\.too-long\]/);
  assert.equal(status, 1);
});

test('a model within the subset is written again with everything in it; another is refused', async () => {
  const { status, stdout } = await run('roundtrip', bare);
  assert.match(stdout, /<bpmn:userTask id="ask">/);
  assert.equal(status, 0);

  const refused = await run('roundtrip', foreign);
  assert.deepEqual([refused.status, refused.stdout], [1, '']);
  assert.match(refused.stderr, /\[route\.element-outside\]/);
});

test('what cannot be read, and what nobody asked for, is said in a sentence', async () => {
  const missing = await run('check', join(directory, 'none.bpmn'), good);
  assert.match(missing.stdout, /none\.bpmn: cannot be read\.\n.*good\.bpmn: OK/s);
  assert.equal(missing.status, 2);

  for (const args of [
    [],
    ['check'],
    ['roundtrip', good, bare],
    ['check', good, '--promise', 'soon'],
    ['check', '--x'],
  ]) {
    const { status, stderr } = await run(...args);
    assert.match(stderr, /^Usage: tongban route check/);
    assert.equal(status, 2);
  }
});
