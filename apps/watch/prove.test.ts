import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '#audit';
import { openCheckpoint, parsePolicy, encodeUtf8, formatKey } from '#tlog';
import { closings } from './closings.ts';
import type { Readable } from './copy.ts';
import { prove } from './prove.ts';
import { FakeLog, quietLeaves } from './testing.ts';

const log = new FakeLog();
const withdrawal = (ref: number) =>
  encodeUtf8(`{"k":"withdraw","n":0,"outcome":"${'A'.repeat(43)}=","prev":${ref},"ref":${ref},"ts":1790000000,"v":1}`);
/** Leaves 3000 to 3099 are what happened next to the cases 0 to 99. */
log.grow([...quietLeaves(3000), ...Array.from({ length: 100 }, (_, ref) => withdrawal(ref)), ...quietLeaves(900)]);

/** The log's files, and how often each was read. */
function counted(): Readable & { readonly reads: Map<string, number> } {
  const reads = new Map<string, number>();
  const read = async (path: string) => {
    reads.set(path, (reads.get(path) ?? 0) + 1);
    return Promise.resolve(log.files.get(path));
  };
  return { files: { read }, reads };
}

const passed = (index: number, other: number): Finding => ({
  rule: 'M4',
  code: 'take.out-of-turn',
  index,
  leaves: [other, index],
  finder: 'public',
  values: { other },
});
const findings = Array.from({ length: 100 }, (_, ref) => passed(1000 + 10 * ref, ref));

test('the events that close gaps are found in one pass over the log', async () => {
  const copy = counted();
  const found = await closings([...findings, passed(3050, 5), passed(3005, 77), passed(10, 4000)], copy, log.size);
  assert.deepEqual(
    findings.map((finding) => found.get(finding)),
    findings.map((_, ref) => 3000 + ref),
  );
  assert.deepEqual(new Set(copy.reads.values()), new Set([1]));
  assert.equal([...found].find(([{ index }]) => index === 3005)?.[1], 3077);
  assert.equal(found.size, 101, 'an event before the finding closes nothing');
});

test('a hundred findings are proved without reading the log a hundred times', async () => {
  const copy = counted();
  const checkpoint = { ...openCheckpoint(encodeUtf8(log.note()), log.signer.key), note: log.note() };
  const policy = parsePolicy(`log ${formatKey(log.signer.key)}\nquorum none\n`);
  let asked = 0;
  for await (const [finding] of prove(findings, { copy, checkpoint, policy, earlier: () => undefined }))
    assert.equal(finding, findings[asked++]);
  assert.equal(asked, 100);
  const reads = copy.reads.values().reduce((sum, count) => sum + count, 0);
  assert.ok(reads < 100, `${reads} reads`);
});
