import { concatenate, encodeBase64, encodeUtf8 } from '../bytes.ts';
import { formatCheckpoint } from '../checkpoint.ts';
import { joinEntries, requireEntryHashes, splitEntries } from '../entries.ts';
import { emptyRoot } from '../hash.ts';
import { formatKey, type Signer } from '../key.ts';
import { signatureLine, signNote } from '../note.ts';
import { parsePolicy } from '../policy.ts';
import { verifyConsistency, verifyInclusion } from '../proof.ts';
import { parseProof, verifyProof } from '../proof-file.ts';
import { aLog, aSigner } from '../testing.ts';
import { parseTilePath, requireTileHash, splitTile, subtree, TILE_WIDTH } from '../tile.ts';
import { parseAddCheckpoint } from '../witness-request.ts';
import type { Wrong } from './wrong-notes.ts';

const log = aSigner('city.example/ledger');
const witness = aSigner('one.example', 'cosignature');
const tree = aLog(TILE_WIDTH);
const bundle = tree.leaves.slice(0, 7);
const hashes = tree.hashes.slice(0, 7);
const [one, two] = [hashes[0] ?? emptyRoot(), hashes[1] ?? emptyRoot()];
const fullRoot = subtree(tree.hashes);
const hugePath = Array.from({ length: 64 }, () => encodeBase64(one));

const inclusion = { index: 0n, size: 2n, root: tree.root(2), leafHash: one, path: [two] };
const consistency = { oldSize: 1n, oldRoot: one, newSize: 2n, newRoot: tree.root(2), path: [two] };

const wit = `witness w ${formatKey(witness.key)}\n`;
const policyOf = (lines: string) => () => parsePolicy(`log ${formatKey(log.key)}\n${lines}`);
const text = formatCheckpoint({ origin: log.key.name, size: 1n, root: one });
const under =
  (...others: readonly Signer[]) =>
  () => {
    const checkpoint = signNote(text, log) + others.map((signer) => signatureLine(text, signer, 1n)).join('');
    verifyProof({ index: 0n, path: [], checkpoint }, bundle[0] ?? one, policyOf(`${wit}quorum w\n`)());
  };

/** What can be wrong with proofs, tiles, entries, policies and requests to witnesses. */
export const wrongProofs = {
  'hash.wrong-length': {
    'a leaf': () => verifyInclusion({ ...inclusion, leafHash: one.subarray(1) }),
    'a root': () => verifyConsistency({ ...consistency, oldRoot: new Uint8Array() }),
    'a hash in a path': () => verifyConsistency({ ...consistency, path: [concatenate(two, two)] }),
  },
  'proof.malformed': {
    nothing: () => parseProof(encodeUtf8('')),
    'another version': () => parseProof(encodeUtf8('c2sp.org/tlog-proof@v2\nindex 0\n\n')),
    'no index': () => parseProof(encodeUtf8('c2sp.org/tlog-proof@v1\n\n')),
    'no blank line': () => parseProof(encodeUtf8('c2sp.org/tlog-proof@v1\nindex 0\n')),
    '64 hashes': () => parseProof(encodeUtf8(`c2sp.org/tlog-proof@v1\nindex 0\n${hugePath.join('\n')}\n\n`)),
    'a megabyte': () => parseProof(new Uint8Array(1_000_001)),
  },
  'proof.index-beyond-size': {
    'the index after the last': () => verifyInclusion({ ...inclusion, index: 2n }),
    'an empty tree': () => verifyInclusion({ ...inclusion, index: 0n, size: 0n, path: [] }),
    'a negative index': () => verifyInclusion({ ...inclusion, index: -1n }),
    'beyond 64 bits': () => verifyInclusion({ ...inclusion, index: 2n ** 64n }),
  },
  'proof.wrong-length': {
    'no path': () => verifyInclusion({ ...inclusion, path: [] }),
    'a path too long': () => verifyInclusion({ ...inclusion, path: [two, two] }),
    'no consistency path': () => verifyConsistency({ ...consistency, path: [] }),
    'a path between equal sizes': () => verifyConsistency({ ...consistency, oldSize: 2n, oldRoot: tree.root(2) }),
    'a huge tree': () => verifyInclusion({ ...inclusion, size: 2n ** 63n - 1n }),
  },
  'proof.other-root': {
    'another leaf': () => verifyInclusion({ ...inclusion, leafHash: two }),
    'left for right': () => verifyInclusion({ ...inclusion, index: 1n }),
    'another tree': () => verifyConsistency({ ...consistency, newRoot: tree.root(3) }),
    'a fork of one size': () => verifyConsistency({ ...consistency, oldSize: 2n, path: [] }),
    'another empty tree': () => verifyConsistency({ oldSize: 0n, oldRoot: one, newSize: 0n, newRoot: one, path: [] }),
  },
  'proof.sizes-reversed': { 'a rewound log': () => verifyConsistency({ ...consistency, oldSize: 3n }) },
  'proof.from-nothing': {
    'no old tree': () => verifyConsistency({ ...consistency, oldSize: 0n, oldRoot: emptyRoot() }),
  },
  'tile.malformed': Object.fromEntries(
    [
      '',
      'tile/0/1',
      'tile/0/000.p/256',
      'tile/0/000.p/0',
      'tile/64/000',
      'tile/0/x000/000',
      'tile/0/../0',
      'tile/8/0/000',
    ].map((path) => [`the path "${path}"`, () => parseTilePath(path)]),
  ),
  'tile.wrong-length': {
    truncated: () => splitTile(concatenate(...hashes).subarray(1), 7),
    'a hash too many': () => splitTile(concatenate(...hashes), 6),
    nothing: () => splitTile(new Uint8Array(), 1),
  },
  'tile.other-hash': {
    'two hashes swapped': () => requireTileHash([two, one, ...tree.hashes.slice(2)], fullRoot),
    'a partial tile': () => requireTileHash(tree.hashes.slice(0, 128), fullRoot),
    'another place': () => requireTileHash(tree.hashes, one),
  },
  'entries.malformed': {
    'a length without an entry': () => splitEntries(Uint8Array.of(0, 1), 1),
    'half of a length': () => splitEntries(Uint8Array.of(0), 1),
    'an entry too few': () => splitEntries(joinEntries(bundle), 8),
    'an entry too many': () => splitEntries(joinEntries(bundle), 6),
    'an entry over 65,535 bytes': () => joinEntries([new Uint8Array(65_536)]),
    'fewer entries than hashes': () => requireEntryHashes(bundle.slice(1), hashes),
  },
  'entries.other-hash': {
    'two entries swapped': () => requireEntryHashes(bundle.toReversed(), hashes),
    'one bit': () => requireEntryHashes([Uint8Array.of(1), ...bundle.slice(1)], hashes),
  },
  'policy.malformed': {
    'no quorum': policyOf(wit),
    'two quorums': policyOf(`${wit}quorum w\nquorum w\n`),
    'an unknown word': policyOf('quorum none\nhost x\n'),
    'no newline at the end': policyOf('quorum none'),
    'a quorum of nobody known': policyOf('quorum w\n'),
    'one key with two names': policyOf(`${wit}${wit.replace('witness w', 'witness v')}quorum w\n`),
    'a member twice': policyOf(`${wit}group g 2 w w\nquorum g\n`),
    'a member of two groups': policyOf(`${wit}group g any w\ngroup h any w\nquorum g\n`),
    'more than there are': policyOf(`${wit}group g 2 w\nquorum g\n`),
    'none at all': policyOf(`${wit}group g 0 w\nquorum g\n`),
    'a threshold that JavaScript knows': policyOf(`${wit}group g constructor w\nquorum g\n`),
    'a group of nobody': policyOf('group g any\nquorum g\n'),
    'a group before its member': policyOf(`group g any w\n${wit}quorum g\n`),
    'a witness named none': policyOf(wit.replace('witness w', 'witness none')),
    'a log as a witness': policyOf(`witness l ${formatKey(log.key)}\nquorum l\n`),
    'a witness as a log': () => parsePolicy(`log ${formatKey(witness.key)}\nquorum none\n`),
    'a control character': policyOf('quorum none\r\n'),
    'a thousand and one lines': policyOf(`quorum none\n${'\n'.repeat(1000)}`),
  },
  'policy.no-quorum': {
    'a log alone': under(),
    'a witness whom nobody knows': under(aSigner('two.example', 'cosignature')),
    'a wrong key with the right name of a witness': under(aSigner('one.example', 'cosignature')),
    'a plain signature where a cosignature is due': under(aSigner('one.example')),
  },
  'request.malformed': {
    nothing: () => parseAddCheckpoint(encodeUtf8('')),
    'no old size': () => parseAddCheckpoint(encodeUtf8(`\n\n${text}`)),
    'no blank line': () => parseAddCheckpoint(encodeUtf8('old 0\n')),
    '64 hashes': () => parseAddCheckpoint(encodeUtf8(`old 1\n${hugePath.join('\n')}\n\n${text}`)),
  },
} satisfies Wrong;
