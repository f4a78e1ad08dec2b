import type { EventLeaf, ReleaseLeaf } from './leaf-kinds.ts';
import { endCase, report, type Case, type State } from './state.ts';

/**
 * M3: every event of a case names the case's previous event, so that a chain can neither break nor fork.
 * @returns the case, if it is one that has not ended
 */
export function followChain(state: State, leaf: EventLeaf, index: number): Case | undefined {
  const of = state.cases.get(leaf.ref);
  if (of === undefined) {
    report(state, 'chain.no-open-case', { index, leaves: [leaf.ref, leaf.prev], values: { ref: leaf.ref } });
    return undefined;
  }
  const place = of.events.lastIndexOf(leaf.prev);
  const values = { ref: leaf.ref, prev: leaf.prev, last: of.events.at(-1) ?? of.ref };
  if (place < 0) report(state, 'chain.broken', { index, leaves: [of.ref, leaf.prev], values });
  else if (place < of.events.length - 1)
    report(state, 'chain.forked', { index, leaves: [of.ref, ...of.events.slice(place, place + 2)], values });
  of.events.push(index);
  for (const act of barringActs(of, leaf, index)) {
    of.acts.push(act);
    state.actors.set(act, of);
  }
  return of;
}

/**
 * The acts that keep an officer from a case from now on: having accepted it or passed an examination of it (the take by
 * which that was done, or the act itself), having been on a visit whose task ended otherwise (its end), having chosen a
 * colleague for it as head of the unit (handing it on for absence), and having withdrawn from it (回避). A task that went
 * back for another reason keeps nobody away.
 */
function barringActs({ tasks }: Case, leaf: EventLeaf, index: number): readonly number[] {
  if (leaf.k === 'release') return leaf.reason === 'recusal' || isChosen(leaf) ? [index] : [];
  if (leaf.k === 'pass' && leaf.by !== undefined) return [index];
  if (leaf.k !== 'accept' && leaf.k !== 'pass') return [];
  const taken = tasks.get(leaf.n)?.taken;
  return [...(taken === undefined ? [] : [taken]), index];
}

/** Handed on by the head of the unit, for somebody who is away. */
function isChosen({ reason, to }: ReleaseLeaf): boolean {
  return reason === 'absence' && to !== undefined;
}

/** A decision that is not followed by a task in the same append was the case's end. */
export function settleDecided(state: State, leaf: { readonly k: string; readonly ref?: number }, index: number): void {
  const { decided } = state;
  if (decided === undefined) return;
  state.decided = undefined;
  if (leaf.k === 'ready' && leaf.ref === decided.of.ref && index === decided.index + 1) return;
  if (state.cases.get(decided.of.ref) === decided.of) endCase(state, decided.of);
}
