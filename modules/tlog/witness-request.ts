import { decodeUtf8, encodeBase64 } from './bytes.ts';
import { parseDecimal } from './decimal.ts';
import { parseHash, type Hash } from './hash.ts';
import { TlogProblem } from './problem.ts';

/** What a log sends to a witness (tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  readonly oldSize: bigint;
  readonly path: readonly Hash[];
  /** A signed note. */
  readonly checkpoint: string;
}

const MOST_HASHES = 63;

export function formatAddCheckpoint({ oldSize, path, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${path.map((hash) => `${encodeBase64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** @throws TlogProblem request.malformed, number.…, base64.…, hash.wrong-length */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint {
  const text = decodeUtf8(body);
  const blank = text.indexOf('\n\n');
  if (blank < 0) throw new TlogProblem('request.malformed');
  const [first = '', ...hashes] = text.slice(0, blank).split('\n');
  if (!first.startsWith('old ') || hashes.length > MOST_HASHES) throw new TlogProblem('request.malformed');
  return { oldSize: parseDecimal(first.slice(4)), path: hashes.map(parseHash), checkpoint: text.slice(blank + 2) };
}
