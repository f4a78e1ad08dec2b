import {
  emptyRoot,
  encodeUtf8,
  openCheckpointOfAny,
  parseAddCheckpoint,
  parseNote,
  sameBytes,
  signatureLine,
  TlogProblem,
  verifyConsistency,
  type AddCheckpoint,
  type SignedCheckpoint,
  type Signer,
  type VerifierKey,
} from '#tlog';
import type { WitnessStore } from './witness-store.ts';

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
}

export interface Witness {
  readonly signer: Signer;
  /** The logs it looks at; a log may have several keys. */
  readonly logs: readonly VerifierKey[];
  readonly store: WitnessStore;
  /** Seconds since 1970. */
  readonly now: () => bigint;
}

const TEXT = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

/** Answers one add-checkpoint after the other, so that what was looked at is what is replaced. */
export function serialWitness(witness: Witness): (body: Uint8Array) => Promise<WitnessAnswer> {
  let turn: Promise<unknown> = Promise.resolve();
  return async (body) => {
    const answer = turn.then(async () => addCheckpoint(witness, body));
    turn = answer.catch(() => undefined);
    return answer;
  };
}

/** C2SP tlog-witness, add-checkpoint: cosigns what continues the checkpoint that was cosigned last. */
export async function addCheckpoint(witness: Witness, body: Uint8Array): Promise<WitnessAnswer> {
  const request = read(body);
  if (request === undefined) return say(400, 'This is not an add-checkpoint request.');
  const origin = originOf(request);
  if (origin === undefined) return say(400, 'This is not a checkpoint.');
  const keys = witness.logs.filter(({ name }) => name === origin);
  if (keys.length === 0) return say(404, 'This witness does not look at that log.');
  const checkpoint = opened(request, keys);
  if (checkpoint === 'unsigned') return say(403, 'No key that this witness knows has signed this checkpoint.');
  if (checkpoint === 'malformed') return say(400, 'This is not a checkpoint.');
  return decide(witness, request, checkpoint);
}

async function decide(
  { store, signer, now }: Witness,
  { oldSize, path, checkpoint: note }: AddCheckpoint,
  checkpoint: SignedCheckpoint,
): Promise<WitnessAnswer> {
  const { origin, size, root, text } = checkpoint;
  if (size === 0n && !sameBytes(root, emptyRoot())) return say(422, 'A log without leaves has another root.');
  if (oldSize > size) return say(400, 'The old size is larger than the checkpoint.');
  const last = await store.last(origin);
  if (oldSize !== (last?.size ?? 0n)) return { status: 409, type: SIZE, body: `${last?.size ?? 0n}\n` };
  if (last?.size === size && !sameBytes(last.root, root)) {
    await store.keepConflict(checkpoint, note);
    return { status: 409, type: SIZE, body: `${last.size}\n` };
  }
  if (!continues(last, checkpoint, path)) {
    await store.keepUnproved(origin, note);
    return say(422, 'The proof does not show that this checkpoint continues the last one.');
  }
  await store.keep(origin, note);
  return { status: 200, type: TEXT, body: signatureLine(text, signer, now()) };
}

/** From nothing, the proof must be empty; from an older checkpoint, it must hold. */
function continues(last: SignedCheckpoint | undefined, next: SignedCheckpoint, path: AddCheckpoint['path']): boolean {
  if (last === undefined || last.size === 0n) return path.length === 0;
  try {
    verifyConsistency({ oldSize: last.size, oldRoot: last.root, newSize: next.size, newRoot: next.root, path });
    return true;
  } catch (error) {
    if (error instanceof TlogProblem) return false;
    throw error;
  }
}

function read(body: Uint8Array): AddCheckpoint | undefined {
  return unlessProblem(() => parseAddCheckpoint(body));
}

function originOf({ checkpoint }: AddCheckpoint): string | undefined {
  return unlessProblem(() => parseNote(encodeUtf8(checkpoint)).text.split('\n')[0]);
}

function opened(
  { checkpoint }: AddCheckpoint,
  keys: readonly VerifierKey[],
): SignedCheckpoint | 'unsigned' | 'malformed' {
  try {
    return openCheckpointOfAny(encodeUtf8(checkpoint), keys);
  } catch (error) {
    if (!(error instanceof TlogProblem)) throw error;
    return error.code === 'note.no-known-signature' || error.code === 'note.bad-signature' ? 'unsigned' : 'malformed';
  }
}

function unlessProblem<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TlogProblem) return undefined;
    throw error;
  }
}

function say(status: WitnessAnswer['status'], sentence: string): WitnessAnswer {
  return { status, type: TEXT, body: `${sentence}\n` };
}
