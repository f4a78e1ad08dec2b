import { concatenate, decodeUtf8, encodeBase64, encodeUtf8 } from '../bytes.ts';
import { formatCheckpoint, openCheckpoint } from '../checkpoint.ts';
import { joinEntries, requireEntryHashes, splitEntries } from '../entries.ts';
import { HASH_BYTES, type Hash } from '../hash.ts';
import { formatKey, parseKey } from '../key.ts';
import { signatureLine, signNote } from '../note.ts';
import { cosigners, isQuorum, openPolicyCheckpoint, parsePolicy, requireQuorum } from '../policy.ts';
import { formatProof, parseProof, verifyProof } from '../proof-file.ts';
import { TlogProblem } from '../problem.ts';
import { verifyConsistency, verifyInclusion } from '../proof.ts';
import { requireTileHash, splitTile, subtree, TILE_WIDTH } from '../tile.ts';
import { consistencyPath, inclusionPath } from '../tree.ts';
import { aLog, aSigner } from '../testing.ts';
import { formatAddCheckpoint, parseAddCheckpoint } from '../witness-request.ts';
import type { Target } from './mutations.ts';
import { enough, subsets } from './second-policy.ts';

const SIZE = 700;
const OLD_SIZE = 300;
const INDEX = 417;
const TIME = 1_790_000_000n;

const log = aSigner('city.example/ledger');
const witnesses = ['one', 'two', 'three'].map((name) => aSigner(`${name}.example`, 'cosignature'));
const stranger = aSigner('stranger.example');
const tree = aLog(SIZE);
const leaf = tree.leaves[INDEX] ?? new Uint8Array();
const root = tree.root(SIZE);
const oldRoot = tree.root(OLD_SIZE);

const text = formatCheckpoint({ origin: log.key.name, size: BigInt(SIZE), root });
const signed = signNote(text, log);
const unknown = signatureLine(text, stranger);
const cosigned = signed + unknown + witnesses.map((witness) => signatureLine(text, witness, TIME)).join('');
const witnessLines = witnesses.map(({ key }, at) => `witness w${at} ${formatKey(key)} https://${key.name}/\n`).join('');
/** Every witness is needed: whoever loses one has no quorum. */
const allOfThem = `log ${formatKey(log.key)}\n${witnessLines}group g all w0 w1 w2\nquorum g\n`;
const policy = parsePolicy(allOfThem);

const inclusion = await inclusionPath(tree.reader(SIZE), BigInt(INDEX), BigInt(SIZE));
const consistency = await consistencyPath(tree.reader(SIZE), BigInt(OLD_SIZE), BigInt(SIZE));

function range(whole: string, part: string, reason: string): (at: number) => string | undefined {
  const start = Buffer.from(whole).indexOf(part);
  const end = start + Buffer.byteLength(part);
  return (at) => (start >= 0 && at >= start && at < end ? reason : undefined);
}

const UNKNOWN = 'signature of an unknown key, which is skipped';
const EXTRA = 'extra line, for which nobody vouches';

const checkpoint: Target = {
  kind: 'checkpoint',
  bytes: encodeUtf8(signed),
  read: (bytes) => openCheckpoint(bytes, log.key).text,
};

const quorum: Target = {
  kind: 'cosigned checkpoint',
  bytes: encodeUtf8(cosigned),
  read: (bytes) => {
    const opened = openPolicyCheckpoint(bytes, policy);
    requireQuorum(policy, opened);
    return `${opened.text}${[...cosigners(policy, opened)].join(' ')}`;
  },
  ignored: range(cosigned, unknown, UNKNOWN),
};

const proofText = formatProof({ index: BigInt(INDEX), path: inclusion, checkpoint: cosigned, extra: leaf });
const proofFile: Target = {
  kind: 'proof file',
  bytes: encodeUtf8(proofText),
  read: (bytes) => {
    const proof = parseProof(bytes);
    return `${proof.index} ${verifyProof(proof, leaf, policy).text}`;
  },
  ignored: (at) =>
    range(proofText, unknown, UNKNOWN)(at) ?? range(proofText, `extra ${encodeBase64(leaf)}\n`, EXTRA)(at),
};

/** A witness that knows the log at the old size. */
const request: Target = {
  kind: 'add-checkpoint request',
  bytes: encodeUtf8(formatAddCheckpoint({ oldSize: BigInt(OLD_SIZE), path: consistency, checkpoint: signed })),
  read: (bytes) => {
    const { oldSize, path, checkpoint } = parseAddCheckpoint(bytes);
    if (oldSize !== BigInt(OLD_SIZE)) throw new TlogProblem('request.malformed');
    const { size, root, text } = openCheckpoint(encodeUtf8(checkpoint), log.key);
    verifyConsistency({ oldSize, oldRoot, newSize: size, newRoot: root, path });
    return text;
  },
};

/** Sizes are not among the bytes: the signed checkpoint holds them, and a path alone proves none. */
const inclusionProof: Target = {
  kind: 'inclusion proof',
  bytes: concatenate(root, tree.hashes[INDEX] ?? root, ...inclusion),
  read: (bytes) => {
    const [root = none, leafHash = none, ...path] = inPieces(bytes);
    verifyInclusion({ index: BigInt(INDEX), size: BigInt(SIZE), root, leafHash, path });
    return encodeBase64(concatenate(root, leafHash));
  },
};

const consistencyProof: Target = {
  kind: 'consistency proof',
  bytes: concatenate(oldRoot, root, ...consistency),
  read: (bytes) => {
    const [oldRoot = none, newRoot = none, ...path] = inPieces(bytes);
    verifyConsistency({ oldSize: BigInt(OLD_SIZE), oldRoot, newSize: BigInt(SIZE), newRoot, path });
    return encodeBase64(concatenate(oldRoot, newRoot));
  },
};

const none = new Uint8Array();

function inPieces(bytes: Uint8Array): readonly Hash[] {
  const count = Math.ceil(bytes.length / HASH_BYTES);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

const whole = tree.hashes.slice(0, TILE_WIDTH);
const above = subtree(whole);
const tile: Target = {
  kind: 'tile',
  bytes: concatenate(...whole),
  read: (bytes) => {
    const hashes = splitTile(bytes, TILE_WIDTH);
    requireTileHash(hashes, above);
    return encodeBase64(subtree(hashes));
  },
};

const some = tree.leaves.slice(0, 16);
const entries: Target = {
  kind: 'entry bundle',
  bytes: joinEntries(some),
  read: (bytes) => {
    const read = splitEntries(bytes, some.length);
    requireEntryHashes(read, tree.hashes.slice(0, some.length));
    return read.map(encodeBase64).join(' ');
  },
};

const key: Target = {
  kind: 'verifier key',
  bytes: encodeUtf8(formatKey(log.key)),
  read: (bytes) => formatKey(parseKey(decodeUtf8(bytes))),
};

const policyText = `# who is enough\n${allOfThem}`.replace('group g all w0 w1 w2', 'group h 2 w0 w1\ngroup g all h w2');
/** Nobody signs a policy, so another one may come out; but then it asks for the quorum that its own text asks for. */
const policyFile: Target = {
  kind: 'policy',
  bytes: encodeUtf8(policyText),
  read: (bytes) => {
    const read = parsePolicy(decodeUtf8(bytes));
    const names = [...read.witnesses.keys()];
    return subsets(names)
      .map((present) => `${present.join(' ')}: ${isQuorum(read, new Set(present))}`)
      .join('\n');
  },
  mayDiffer: (bytes, said) =>
    said === [...enough(decodeUtf8(bytes))].map(([present, stands]) => `${present}: ${stands}`).join('\n'),
};

/** What is mutated, and how many times for each thousand of the whole: those with signatures cost a thousandfold. */
export const targets: readonly { readonly target: Target; readonly share: number }[] = [
  { target: checkpoint, share: 15 },
  { target: quorum, share: 10 },
  { target: proofFile, share: 10 },
  { target: request, share: 15 },
  { target: inclusionProof, share: 250 },
  { target: consistencyProof, share: 200 },
  { target: tile, share: 100 },
  { target: entries, share: 200 },
  { target: key, share: 80 },
  { target: policyFile, share: 120 },
];
