import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { emptyRoot, encodeBase64, encodeUtf8, leafHash, nodeHash } from '#tlog';
import { startTongban, type Ended } from './testing.ts';

const directories: string[] = [];
after(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

/** A directory of files by their paths. */
function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'tongban-vectors-'));
  directories.push(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

async function run(files: Readonly<Record<string, string>>): Promise<Ended> {
  return startTongban(['tlog-vectors', directoryOf(files)], {}).ended;
}

const [left, right] = [leafHash(encodeUtf8('left')), leafHash(encodeUtf8('right'))];
const root = nodeHash(left, right);
const quoted = (bytes: Uint8Array) => `"${encodeBase64(bytes)}"`;
/** Opaque roots, as the public suite has where nothing is hashed. */
const opaque = quoted(encodeUtf8("don't care"));

function inclusion(over: Readonly<Record<string, string>> = {}): string {
  const good = { leafIdx: '0', treeSize: '2', root: quoted(root), leafHash: quoted(left), proof: `[${quoted(right)}]` };
  return written({ ...good, desc: '"a leaf"', wantErr: 'false', ...over });
}

function consistency(over: Readonly<Record<string, string>> = {}): string {
  const good = { size1: '1', size2: '2', root1: quoted(left), root2: quoted(root), proof: `[${quoted(right)}]` };
  return written({ ...good, desc: '"two trees"', wantErr: 'false', ...over });
}

function written(fields: Readonly<Record<string, string>>): string {
  return `{${Object.entries(fields)
    .map(([name, text]) => `"${name}": ${text}`)
    .join(', ')}}`;
}

test('each file gets a line, in the order of their names, wherever it lies', async () => {
  const { status, stdout } = await run({
    'inclusion/good.json': inclusion(),
    'consistency/1/good.json': consistency(),
    'inclusion/moved.json': inclusion({ leafIdx: '1', wantErr: 'true' }),
    'notes.txt': 'not a vector, and not asked for',
  });
  assert.equal(
    stdout,
    'consistency/1/good.json,SUCCESS,accepted\n' +
      'inclusion/good.json,SUCCESS,accepted\n' +
      'inclusion/moved.json,SUCCESS,refused: proof.other-root\n',
  );
  assert.equal(status, 0);
});

test('a verdict that is not the wanted one fails, whichever way', async () => {
  const { status, stdout } = await run({
    'accepted.json': inclusion({ wantErr: 'true' }),
    'refused.json': consistency({ root2: quoted(left) }),
    'right.json': consistency(),
  });
  assert.equal(
    stdout,
    'accepted.json,FAIL,accepted\nrefused.json,FAIL,refused: proof.other-root\nright.json,SUCCESS,accepted\n',
  );
  assert.equal(status, 1);
});

test('numbers of 64 bits are exact, and those beyond are none', async () => {
  const { stdout } = await run({
    // As doubles both would be 2^64, and the index beyond the size.
    'exact.json': inclusion({ leafIdx: '18446744073709551614', treeSize: '18446744073709551615', wantErr: 'true' }),
    'beyond.json': inclusion({ leafIdx: '18446744073709551616', wantErr: 'true' }),
    'negative.json': inclusion({ leafIdx: '-1', wantErr: 'true' }),
    'fraction.json': inclusion({ leafIdx: '0.0', wantErr: 'true' }),
  });
  assert.deepEqual(stdout.trimEnd().split('\n'), [
    'beyond.json,FAIL,not a vector: neither an inclusion nor a consistency vector (leafIdx)',
    'exact.json,SUCCESS,refused: proof.wrong-length',
    'fraction.json,FAIL,not a vector: neither an inclusion nor a consistency vector (leafIdx)',
    'negative.json,FAIL,not a vector: neither an inclusion nor a consistency vector (leafIdx)',
  ]);
});

test('null is an empty proof, and a root or leaf that is no hash is refused', async () => {
  const { status, stdout } = await run({
    'one.json': inclusion({ treeSize: '1', root: quoted(left), proof: 'null' }),
    'none.json': inclusion({ treeSize: '0', proof: 'null', wantErr: 'true' }),
    'short.json': inclusion({ leafHash: opaque, wantErr: 'true' }),
    'null.json': inclusion({ root: 'null', wantErr: 'true' }),
    'garbage.json': consistency({ proof: `["", ${quoted(right)}]`, wantErr: 'true' }),
  });
  assert.equal(stdout.match(/SUCCESS,/g)?.length, 5, stdout);
  assert.equal(status, 0);
});

test('one tree twice needs no proof; from an empty tree nothing is proved', async () => {
  const { status, stdout } = await run({
    'same.json': consistency({ size1: '2', root1: quoted(root), proof: '[]' }),
    'same-opaque.json': consistency({ size1: '2', root1: opaque, root2: opaque, proof: '[]' }),
    'same-size.json': consistency({ size1: '2', proof: '[]', wantErr: 'true' }),
    'same-and-more.json': consistency({ size1: '2', root1: quoted(root), wantErr: 'true' }),
    'from-nothing.json': consistency({ size1: '0', root1: quoted(emptyRoot()), proof: '[]', wantErr: 'true' }),
    'backwards.json': consistency({ size1: '3', wantErr: 'true' }),
    'no-proof.json': consistency({ proof: '[]', wantErr: 'true' }),
  });
  assert.equal(stdout.match(/SUCCESS,/g)?.length, 7, stdout);
  assert.equal(status, 0);
});

test('between two empty trees the public suites contradict each other, and the line says that there is no verdict', async () => {
  const nothing = { size1: '0', size2: '0', root1: opaque, root2: opaque, proof: '[]' };
  const { stdout } = await run({
    'before.json': consistency(nothing),
    'since.json': consistency({ ...nothing, wantErr: 'true' }),
    'unequal.json': consistency({ ...nothing, root2: quoted(emptyRoot()) }),
  });
  assert.match(
    stdout,
    /^before\.json,SUCCESS,no verdict: [^,]*\nsince\.json,SUCCESS,no verdict: [^,]*\nunequal\.json,FAIL,/,
  );
});

test('a file of another shape fails with a reason and never with the words of a library', async () => {
  const { status, stdout } = await run({
    'broken.json': '{',
    'comma,"quote".json': '[]',
    'other.json': '{"start": 0, "end": 1}',
    'encoded.json': inclusion({ root: '"AB=="' }),
    'no-wish.json': inclusion({ wantErr: 'null' }),
  });
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines[0], 'broken.json,FAIL,not a vector: not JSON');
  assert.match(lines[1] ?? '', /^"comma,""quote""\.json",FAIL,not a vector: neither/);
  assert.equal(lines[2], 'encoded.json,FAIL,not a vector: base64.not-canonical');
  assert.match(lines[3] ?? '', /^no-wish\.json,FAIL,not a vector: neither .*\(wantErr\)$/);
  assert.match(lines[4] ?? '', /^other\.json,FAIL,not a vector: neither/);
  assert.equal(status, 1);
});

test('no directory, or none with vectors, is no success', async () => {
  const nowhere = await startTongban(['tlog-vectors', join(directoryOf({}), 'nowhere')], {}).ended;
  assert.equal(nowhere.status, 2);
  assert.match(nowhere.stderr, /^.*nowhere is not a directory that can be read\.\n$/);
  const empty = await run({ 'README.md': '' });
  assert.equal(empty.status, 2);
  assert.match(empty.stderr, /^There is no \.json file in .*\.\n$/);
  assert.equal((await startTongban(['tlog-vectors'], {}).ended).status, 2);
});
