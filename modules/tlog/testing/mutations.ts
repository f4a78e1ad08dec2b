import { encodeBase64 } from '../bytes.ts';
import { TlogProblem } from '../problem.ts';

/** Something that is read, and what must never come out of other bytes. */
export interface Target {
  readonly kind: string;
  readonly bytes: Uint8Array;
  /** What the bytes say; throws a TlogProblem if they are refused. */
  readonly read: (bytes: Uint8Array) => string;
  /** Why other bytes may say the same, where the format itself ignores this place. */
  readonly ignored?: (at: number) => string | undefined;
  /** Whether bytes that say something else may do so, e.g. because nobody signs them. Without it they may not. */
  readonly mayDiffer?: (bytes: Uint8Array, said: string) => boolean;
}

export interface Tally {
  readonly kind: string;
  tried: number;
  refused: number;
  /** Said the same, by the reason for which that place is ignored. */
  readonly same: Map<string, number>;
  /** Lawfully said something else. */
  other: number;
  readonly violations: Violation[];
}

export interface Violation {
  readonly problem: 'other meaning' | 'same meaning of other bytes' | 'an exception';
  /** Base64. */
  readonly bytes: string;
  readonly said: string;
}

/** A repeatable sequence of numbers from 0 up to, not including, `below` (mulberry32). */
export function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Changes one byte at a time, `count` times: another value, one removed, one added. */
export function mutate(target: Target, count: number, next: (below: number) => number): Tally {
  const meaning = target.read(target.bytes);
  const tally: Tally = { kind: target.kind, tried: 0, refused: 0, same: new Map(), other: 0, violations: [] };
  for (let tried = 0; tried < count; tried += 1) {
    const at = next(target.bytes.length);
    judge(target, tally, { meaning, at, changed: mutated(target.bytes, at, next) });
  }
  return tally;
}

function mutated(bytes: Uint8Array, at: number, next: (below: number) => number): Uint8Array {
  const way = next(8);
  if (way === 0) return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
  if (way === 1) return Uint8Array.from([...bytes.subarray(0, at), next(256), ...bytes.subarray(at)]);
  const changed = Uint8Array.from(bytes);
  changed[at] = (bytes[at] ?? 0) ^ (way < 5 ? 1 << next(8) : 1 + next(255));
  return changed;
}

interface Attempt {
  readonly meaning: string;
  readonly at: number;
  readonly changed: Uint8Array;
}

function judge(target: Target, tally: Tally, { meaning, at, changed }: Attempt): void {
  // A byte that is removed or added among its likes leaves everything as it was.
  if (Buffer.from(changed).equals(target.bytes)) return;
  tally.tried += 1;
  const violate = (problem: Violation['problem'], said: string) =>
    tally.violations.push({ problem, bytes: encodeBase64(changed), said });
  let said: string;
  try {
    said = target.read(changed);
  } catch (error) {
    if (error instanceof TlogProblem) tally.refused += 1;
    else violate('an exception', String(error));
    return;
  }
  const reason = target.ignored?.(at);
  if (said === meaning && reason !== undefined) tally.same.set(reason, (tally.same.get(reason) ?? 0) + 1);
  else if (target.mayDiffer?.(changed, said) === true) tally.other += 1;
  else violate(said === meaning ? 'same meaning of other bytes' : 'other meaning', said);
}
