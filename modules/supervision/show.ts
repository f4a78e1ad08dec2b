import type { Tx } from '#kernel';
import { raise, type Raised } from './alarm-store.ts';
import { append, valuesBefore, type Fed } from './feed-store.ts';
import { fold, listeners, touched, type Memory } from './fold.ts';
import type { Watched } from './history/event.ts';
import { rules } from './rules/catalogue.ts';
import { StoredMemory } from './state-store.ts';
import { thresholdsOf } from './thresholds.ts';

const heard = listeners(rules);

export interface Shown {
  readonly fed: number;
  readonly raised: number;
}

/**
 * Shows events to the rules: adds them to the feed, lets the rules work, keeps what they remember and raises what they
 * found, all in the caller's transaction, under the lock. Events that were shown before are left out.
 */
export async function show(tx: Tx, events: readonly Watched[], now: Date): Promise<Shown> {
  const fed = await append(tx, events);
  const [first, last] = [fed[0], fed.at(-1)];
  if (first === undefined || last === undefined) return { fed: 0, raised: 0 };
  const scopes = fed.flatMap(({ event }) => touched(heard, event).map(({ rule, scope }) => ({ rule: rule.id, scope })));
  const memory = await StoredMemory.of(tx, scopes);
  const raised = work(memory, fed, (await valuesBefore(tx, first.seq)) ?? {});
  await memory.save(tx, last.seq);
  return { fed: fed.length, raised: await raise(tx, raised, now) };
}

/** Works through a stretch of the feed. The same whether it is the newest or all of it. */
export function work(memory: Memory, fed: readonly Fed[], values: Readonly<Record<string, number>>): readonly Raised[] {
  let thresholds = thresholdsOf(values);
  return fed.flatMap(({ seq, event }) => {
    if (event.type === 'settings') thresholds = thresholdsOf(event.values);
    return fold({ heard, memory, thresholds }, event).map((finding) => ({ seq, finding }));
  });
}
