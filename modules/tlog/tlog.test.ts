import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  consistencyPath,
  emptyRoot,
  encodeUtf8,
  formatCheckpoint,
  formatKey,
  formatProof,
  inclusionPath,
  openCheckpoint,
  parseKey,
  parsePolicy,
  parseProof,
  parseTilePath,
  signatureLine,
  signNote,
  tilePath,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
  verifyProof,
} from './index.ts';
import { aLog, aSigner } from './testing.ts';

const { leaves, hashes, reader, root: rootOf } = aLog(700);

test('the root out of tiles is the root of RFC 6962', async () => {
  for (const size of [0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 700])
    assert.deepEqual(Buffer.from(await treeRoot(reader(size), BigInt(size))), Buffer.from(rootOf(size)));
});

test('every leaf is proved in every tree that holds it, and nowhere else', async () => {
  const sizes = fc.integer({ min: 1, max: leaves.length });
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(leaves.length), fc.nat(10_000), async (size, seed, flip) => {
      const index = seed % size;
      const root = rootOf(size);
      const path = await inclusionPath(reader(size), BigInt(index), BigInt(size));
      const claim = { index: BigInt(index), size: BigInt(size), root, leafHash: hashes[index] ?? root, path };
      verifyInclusion(claim);
      assert.throws(() => verifyInclusion({ ...claim, index: BigInt(size) }), { code: 'proof.index-beyond-size' });
      assert.throws(() => verifyInclusion({ ...claim, path: [...path, root] }), { code: 'proof.wrong-length' });
      assert.throws(() => verifyInclusion({ ...claim, leafHash: flipped(claim.leafHash, flip) }), {
        code: 'proof.other-root',
      });
    }),
    { numRuns: 200 },
  );
});

test('every tree is proved to begin with every smaller one, and with no other', async () => {
  const sizes = fc.integer({ min: 1, max: leaves.length });
  await fc.assert(
    fc.asyncProperty(sizes, sizes, fc.nat(10_000), async (one, other, flip) => {
      const [oldSize, newSize] = [Math.min(one, other), Math.max(one, other)];
      const [oldRoot, newRoot] = [rootOf(oldSize), rootOf(newSize)];
      const path = await consistencyPath(reader(newSize), BigInt(oldSize), BigInt(newSize));
      const claim = { oldSize: BigInt(oldSize), oldRoot, newSize: BigInt(newSize), newRoot, path };
      verifyConsistency(claim);
      assert.throws(() => verifyConsistency({ ...claim, oldRoot: flipped(oldRoot, flip) }), {
        code: 'proof.other-root',
      });
      assert.throws(() => verifyConsistency({ ...claim, path: [...path, newRoot] }), { name: 'TlogProblem' });
      assert.throws(() => verifyConsistency({ ...claim, oldSize: 0n }), { name: 'TlogProblem' });
    }),
    { numRuns: 200 },
  );
});

function flipped(bytes: Uint8Array, seed: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = seed % bytes.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (seed % 8));
  return changed;
}

test('a tile has one path, and a path one tile', () => {
  const index = fc.bigInt({ min: 0n, max: 2n ** 60n });
  const level = fc.oneof(fc.constant('entries' as const), fc.nat(63));
  fc.assert(
    fc.property(level, index, fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      assert.deepEqual(parseTilePath(tilePath({ level, index, width })), { level, index, width });
    }),
  );
  assert.equal(tilePath({ level: 0, index: 1_234_067n, width: 256 }), 'tile/0/x001/x234/067');
  for (const wrong of [
    'tile/0/1',
    'tile/00/001',
    'tile/0/x000/001',
    'tile/64/000',
    'tile/0/001.p/256',
    'tile/0/001.p/0',
  ])
    assert.throws(() => parseTilePath(wrong), { code: 'tile.malformed' }, wrong);
});

test('a checkpoint opens with its key, is cosigned, and proves a leaf under a policy', async () => {
  const log = aSigner('tongban.example/ledger');
  const witness = aSigner('witness.example/w1', 'cosignature');
  const size = 300;
  const text = formatCheckpoint({ origin: log.key.name, size: BigInt(size), root: rootOf(size) });
  const note = signNote(text, log) + signatureLine(text, witness, 1_790_000_000n);
  const policy = parsePolicy(`log ${formatKey(log.key)}\nwitness W ${formatKey(witness.key)}\nquorum W\n`);

  assert.equal(formatKey(parseKey(formatKey(witness.key))), formatKey(witness.key));
  const opened = openCheckpoint(encodeUtf8(note), log.key, [witness.key]);
  assert.equal(opened.size, 300n);
  assert.deepEqual(
    opened.signatures.map(({ time }) => time),
    [undefined, 1_790_000_000n],
  );

  const file = formatProof({ index: 7n, path: await inclusionPath(reader(size), 7n, 300n), checkpoint: note });
  assert.equal(verifyProof(parseProof(encodeUtf8(file)), leaves[7] ?? encodeUtf8(''), policy).size, 300n);
  assert.throws(() => verifyProof(parseProof(encodeUtf8(file)), encodeUtf8('leaf 8'), policy), {
    code: 'proof.other-root',
  });
  const alone = file.replace(/— witness.*\n$/, '');
  assert.throws(() => verifyProof(parseProof(encodeUtf8(alone)), leaves[7] ?? encodeUtf8(''), policy), {
    code: 'policy.no-quorum',
  });
});

test('a wrong key with the right name signs nothing, and a spoilt signature of the right key fails the note', () => {
  const log = aSigner('tongban.example/ledger');
  const other = aSigner('tongban.example/ledger');
  const text = formatCheckpoint({ origin: log.key.name, size: 1n, root: emptyRoot() });
  assert.throws(() => openCheckpoint(encodeUtf8(signNote(text, other)), log.key), { code: 'note.no-known-signature' });
  const spoilt = { ...log, sign: (message: Uint8Array) => flipped(log.sign(message), 9) };
  assert.throws(() => openCheckpoint(encodeUtf8(signNote(text, spoilt)), log.key), { code: 'note.bad-signature' });
});
