import type { LogFiles } from '#disk';
import { inTransaction, type Db, type World } from '#kernel';
import {
  checkSignatures,
  consistencyPath,
  encodeUtf8,
  formatAddCheckpoint,
  hashesOfTiles,
  isQuorum,
  parseDecimal,
  parseSignature,
  TlogProblem,
  type Policy,
  type PolicyParty,
} from '#tlog';
import * as store from './publication-store.ts';
import { readingTiles } from './publisher.ts';

const PATIENCE_MS = 5_000;
const MOST_BYTES = 64 * 1024;
const CONFLICT = 409;

/** Why a witness has not cosigned; for the operator's log. */
export interface WitnessTrouble {
  readonly witness: string;
  readonly reason: string;
}

export interface Cosigning {
  readonly policy: Policy;
  readonly files: LogFiles;
  /** The size that each witness is known to have cosigned last; kept between calls. */
  readonly known: Map<string, bigint>;
}

/**
 * Asks every witness of the policy that has a URL to cosign the log's last checkpoint (C2SP tlog-witness), adds what
 * they sign to the published note, and notes when a quorum has signed.
 * @returns those that did not
 */
export async function cosign(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  cosigning: Cosigning,
): Promise<readonly WitnessTrouble[]> {
  const checkpoint = await store.lastCheckpoint(db);
  if (checkpoint === undefined) return [];
  const asked = [...cosigning.policy.witnesses].filter(([, { url }]) => url !== undefined);
  const answered = new Set<string>();
  const answers = await Promise.all(
    asked.map(async ([witness, party]) => {
      try {
        const line = await askWitness(cosigning, { witness, party }, checkpoint);
        await store.upsertCosignature(db, { size: checkpoint.size, witness, line, at: clock.now() });
        answered.add(witness);
        return [];
      } catch (error) {
        return [{ witness, reason: error instanceof Error ? error.message : String(error) }];
      }
    }),
  );
  await publishCosigned(db, cosigning, { size: checkpoint.size, at: clock.now(), answered });
  return answers.flat();
}

interface Asked {
  readonly witness: string;
  readonly party: PolicyParty;
}

async function askWitness(
  { files, known }: Cosigning,
  { witness, party }: Asked,
  { size, note }: store.StoredCheckpoint,
): Promise<string> {
  const ask = async (oldSize: bigint) => {
    const path = await consistencyPath(hashesOfTiles(readingTiles(files), size), oldSize, size);
    return post(`${party.url ?? ''}/add-checkpoint`, formatAddCheckpoint({ oldSize, path, checkpoint: note }));
  };
  const seen = known.get(witness) ?? 0n;
  let answer = await ask(seen < size ? seen : size);
  if (answer.status === CONFLICT) {
    const conflicting = parseDecimal(answer.body.replace(/\n$/, ''));
    known.set(witness, conflicting);
    if (conflicting > size) throw new Error(`it has seen ${conflicting} leaves, this log signed ${size}`);
    answer = await ask(conflicting);
  }
  if (answer.status !== 200) throw new Error(`it answered ${answer.status}`);
  const line = goodLine(answer.body, party, note);
  known.set(witness, size);
  return line;
}

/** The line that the witness's own key signed; lines of keys that nobody knows are ignored. */
function goodLine(body: string, { key }: PolicyParty, note: string): string {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  for (const line of body.split('\n').slice(0, -1)) {
    if (checkSignatures(text, [parseSignature(line)], [key]).length > 0) return `${line}\n`;
  }
  throw new TlogProblem('note.no-known-signature', key.name);
}

async function post(url: string, body: string): Promise<{ readonly status: number; readonly body: string }> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal });
  const text = await response.text();
  if (text.length > MOST_BYTES) throw new Error('its answer is too long');
  return { status: response.status, body: text };
}

interface Signed {
  readonly size: bigint;
  readonly at: Date;
  /** The witnesses that have signed just now. */
  readonly answered: ReadonlySet<string>;
}

async function publishCosigned(db: Db, { policy, files }: Cosigning, { size, at, answered }: Signed): Promise<void> {
  await inTransaction(db, async (tx) => {
    await store.lockPublishing(tx);
    const checkpoint = await store.checkpointOf(tx, size);
    const lines = await store.cosignatures(tx, size);
    if (checkpoint === undefined || lines.length === 0) return;
    const bytes = encodeUtf8(checkpoint.note + lines.join(''));
    // What others signed of this size a while ago does not count: on an idle log nobody would notice that they are gone.
    if (isQuorum(policy, answered)) await store.markWitnessed(tx, size, at);
    const newest = await store.lastCheckpoint(tx);
    if (newest?.size === size) await files.replace({ path: 'checkpoint', bytes });
  });
}
