import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { ownDirectory } from './own-directory.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tongban-own-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A program that wants the directory, says whether it has it, and stays. */
const program = () => `
  import { once } from 'node:events';
  import { ownDirectory } from ${JSON.stringify(join(import.meta.dirname, 'own-directory.ts'))};
  process.stdout.write('ready');
  const [at] = await once(process.stdin, 'data');
  while (Date.now() < Number(at));
  try {
    ownDirectory(${JSON.stringify(directory)});
    process.stdout.write('mine');
  } catch (error) {
    process.stdout.write(error.message);
  }
  setInterval(() => undefined, 1000);`;

interface Contender {
  readonly child: ChildProcess;
  readonly go: (at: number) => Promise<string>;
}

async function contender(): Promise<Contender> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program()]);
  const hears = async () => String((await once(child.stdout, 'data'))[0]);
  assert.equal(await hears(), 'ready');
  return {
    child,
    go: async (at) => {
      const heard = hears();
      child.stdin.write(String(at));
      return heard;
    },
  };
}

test('of programs that start at one moment one gets the directory, also when another was killed there', async () => {
  for (let round = 0; round < 8; round += 1) {
    const all = await Promise.all(Array.from({ length: 6 }, contender));
    const at = Date.now() + 50;
    const answers = await Promise.all(all.map(async ({ go }) => go(at)));
    assert.equal(answers.filter((answer) => answer === 'mine').length, 1, answers.join('\n'));
    assert.equal(answers.filter((answer) => answer.startsWith('Another program works in ')).length, 5);
    for (const { child } of all) child.kill('SIGKILL');
    await Promise.all(all.map(async ({ child }) => once(child, 'exit')));
  }
});

test('within one program too a directory is owned once, and two directories are two', () => {
  ownDirectory(join(directory, 'one'));
  assert.throws(() => ownDirectory(join(directory, 'one')), { name: 'WatchError', message: /^Another program works/ });
  ownDirectory(join(directory, 'two'));
});

test('what cannot be locked says so in a sentence', () => {
  writeFileSync(join(directory, 'in-use'), 'x'.repeat(5000));
  assert.throws(() => ownDirectory(directory), { name: 'WatchError', message: /in-use cannot be locked/ });
});
