import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '#disk';
import { encodeUtf8, openCheckpointOfAny, TlogProblem, type SignedCheckpoint, type VerifierKey } from '#tlog';
import { WatchError } from './watch-error.ts';

/** What a witness has cosigned last of each log, on disk before anybody is told. */
export interface WitnessStore {
  /** @throws WatchError if what was kept is damaged: beginning again from nothing would be forgetting. */
  readonly last: (origin: string) => Promise<SignedCheckpoint | undefined>;
  readonly keep: (origin: string, note: string) => Promise<void>;
  /** Keeps what contradicts the last one: two signed checkpoints that cannot both be true. */
  readonly keepConflict: (checkpoint: SignedCheckpoint, note: string) => Promise<void>;
  /** Keeps the last one that came without a good proof: it may be a fork, and anybody can send a bad proof. */
  readonly keepUnproved: (origin: string, note: string) => Promise<void>;
}

export function directoryWitnessStore(directory: string, logs: readonly VerifierKey[]): WitnessStore {
  const base = (origin: string) => join(directory, createHash('sha256').update(origin).digest('hex').slice(0, 32));
  return {
    last: async (origin) => {
      const path = `${base(origin)}.checkpoint`;
      const bytes = await readIfThere(path);
      if (bytes === undefined) return undefined;
      try {
        return openCheckpointOfAny(
          bytes,
          logs.filter(({ name }) => name === origin),
        );
      } catch (cause) {
        if (!(cause instanceof TlogProblem)) throw cause;
        const why =
          cause.code === 'note.no-known-signature'
            ? `was signed by another key: give that one as well`
            : `is damaged (${cause.code}): restore ${path}`;
        throw new WatchError(`What was remembered of ${origin} ${why}.`, { cause });
      }
    },
    keep: async (origin, note) => writeDurably(`${base(origin)}.checkpoint`, encodeUtf8(note)),
    keepConflict: async ({ origin, text }, note) => {
      // By what the log signed: whoever adds lines to a note makes no second file.
      const path = `${base(origin)}.conflict-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
      if ((await readIfThere(path)) === undefined) await writeDurably(path, encodeUtf8(note));
    },
    keepUnproved: async (origin, note) => writeDurably(`${base(origin)}.unproved`, encodeUtf8(note)),
  };
}
