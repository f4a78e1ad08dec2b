import type { Facts, Marking } from '#routing';
import { begin, goOn, type Playing, type RouteState } from '../play.ts';
import type { KeptStep } from '../step-store.ts';

/** One move of a case in its route, as it was recorded. */
export interface RouteStep extends Omit<KeptStep, 'state'> {
  /** Where the case was afterwards. */
  readonly state: RouteState;
}

/** What a case goes by today, and what was known of it at a moment. */
export interface Replaying extends Omit<Playing, 'facts'> {
  readonly factsAt: (at: Date) => Facts;
}

/** Where today's engine leads a case elsewhere than it went. */
export interface Divergence {
  /** Counted from 0: the beginning. */
  readonly step: number;
  /** Elements of the route of which one of the two says something else; the refusal's, where it was refused. */
  readonly elements: readonly string[];
  /** The refusal, or the parts of the state that differ. */
  readonly what: string;
}

/**
 * Plays a recorded history again, each move from where the case really was, so that every difference is found and none is
 * blamed on the one before. @returns the first difference; undefined: the same markings and results throughout
 */
export function replayCase({ kept, ask, factsAt }: Replaying, steps: readonly RouteStep[]): Divergence | undefined {
  let before: RouteState | undefined;
  for (const [step, { at, happened, state }] of steps.entries()) {
    if ((step === 0) !== (happened === undefined)) return { step, elements: [], what: 'recorded out of order' };
    const playing = { kept, ask, facts: factsAt(at) };
    const played = happened === undefined || before === undefined ? begin(playing) : goOn(playing, before, happened);
    if ('code' in played) return { step, elements: [played.element], what: played.code };
    const what = differing(state, played.state);
    if (what.length > 0) return { step, elements: elementsThatDiffer(state, played.state), what: what.join(', ') };
    before = state;
  }
  return undefined;
}

/** Names of the parts that are not the same, as `marking.active`. */
function differing(one: RouteState, other: RouteState): readonly string[] {
  const parts = [...new Set([...Object.keys(one.marking), ...Object.keys(other.marking)])] as (keyof Marking)[];
  return [
    ...parts.filter((part) => !same(one.marking[part], other.marking[part])).map((part) => `marking.${part}`),
    ...(same(one.results, other.results) ? [] : ['results']),
  ];
}

function elementsThatDiffer(one: RouteState, other: RouteState): readonly string[] {
  const [was, is] = [saidOf(one), saidOf(other)];
  const elements = new Set([...was.keys(), ...is.keys()]);
  return [...elements].filter((element) => was.get(element) !== is.get(element)).toSorted();
}

/** What a state says of each element, as texts to be compared. */
function saidOf({ marking, results }: RouteState): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const add = (element: string, what: unknown) => said.set(element, `${said.get(element) ?? ''}${canonical(what)}\n`);
  for (const active of marking.active) add(active.element, active);
  for (const flow of marking.waiting) add(flow, 'waiting');
  for (const [element, outcome] of Object.entries(marking.outcomes)) add(element, outcome);
  for (const [element, result] of Object.entries(results)) add(element, result);
  return said;
}

function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** The order of names in JSON says nothing, and a database keeps none. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
