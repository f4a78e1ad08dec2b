import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newMemory, type Found } from './fold.ts';
import type { Watched } from './history/event.ts';
import { work } from './show.ts';
import { anyHistory } from './testing.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

interface Come {
  readonly findings: readonly Found[];
  readonly states: unknown;
}

/** Works through stretches of a history; between two of them everything that is remembered is written down and read again. */
function inStretches(history: readonly Watched[], cuts: readonly number[]): Come {
  const ends = [...new Set([...cuts, history.length])].filter((end) => end <= history.length).toSorted((a, b) => a - b);
  const findings: Found[] = [];
  let memory = newMemory();
  let values: Readonly<Record<string, number>> = {};
  let from = 0;
  for (const end of ends) {
    const stretch = history.slice(from, end);
    const fed = stretch.map((event, place) => ({ seq: BigInt(from + place), event }));
    findings.push(...work(memory, fed, values).map(({ finding }) => finding));
    for (const event of stretch) if (event.type === 'settings') values = event.values;
    memory = copied(memory);
    from = end;
  }
  return { findings, states: Object.fromEntries([...memory.states].map(([name, state]) => [name, plain(state)])) };
}

function copied(memory: ReturnType<typeof newMemory>): ReturnType<typeof newMemory> {
  const copy = newMemory();
  for (const [name, state] of memory.states) {
    const space = name.indexOf(' ');
    copy.set({ rule: name.slice(0, space), scope: name.slice(space + 1) }, plain(state));
  }
  return copy;
}

test('as it comes or all at once: the rules find the same and remember the same', () => {
  let found = 0;
  fc.assert(
    fc.property(anyHistory, fc.array(fc.nat(100)), (history, cuts) => {
      const whole = inStretches(history, []);
      const pieces = inStretches(history, cuts);
      assert.deepEqual(plain(pieces.findings), plain(whole.findings));
      assert.deepEqual(pieces.states, whole.states);
      found += whole.findings.length;
    }),
    { numRuns: 2_000 },
  );
  assert.ok(found > 10_000);
});

test('a finding says what it rests on, and how sure it is where it is about people', () => {
  const known = new Set<string>();
  fc.assert(
    fc.property(anyHistory, (history) => {
      const cited = new Set(history.map(({ source, key }) => `${source}:${key}`));
      for (const { rule, key, evidence, confidence } of inStretches(history, []).findings) {
        known.add(rule);
        assert.ok(evidence.length > 0 && evidence.every((name) => cited.has(name)), `${rule} ${key}`);
        assert.ok(!rule.startsWith('F') || (confidence !== undefined && confidence >= 0 && confidence < 1), rule);
      }
    }),
    { numRuns: 1_000 },
  );
  assert.ok(known.size > 15, [...known].join(' '));
});

test('no rule finds the same thing twice, however wild the history', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const names = inStretches(history, []).findings.map(({ rule, key }) => `${rule} ${key}`);
      const once = names.filter(
        (name) => !name.startsWith('T-') && !name.startsWith('M-02') && !name.startsWith('E-01'),
      );
      assert.equal(new Set(once).size, once.length);
    }),
    { numRuns: 1_000 },
  );
});
