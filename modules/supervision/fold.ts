import { isDeepStrictEqual } from 'node:util';
import type { Watched, WatchedType } from './history/event.ts';
import type { Finding, Rule, RuleId } from './rules/rule.ts';
import type { Thresholds } from './thresholds.ts';

/** What a rule remembers of a scope. */
export interface Remembered {
  readonly rule: string;
  readonly scope: string;
}

export interface Found extends Finding {
  readonly rule: RuleId;
}

/** What is remembered, by rule and scope; what is not there is what the rule starts with. */
export interface Memory {
  get(of: Remembered): unknown;
  /** undefined: it need not be remembered any more. */
  set(of: Remembered, state: unknown): void;
}

/** Which rules listen to which events. */
export type Listeners = ReadonlyMap<WatchedType, readonly Rule[]>;

export function listeners(rules: readonly Rule[]): Listeners {
  const heard = rules.flatMap((rule) => [...rule.needs, ...(rule.uses ?? [])].map((type) => ({ type, rule })));
  const groups = Map.groupBy(heard, ({ type }) => type);
  return new Map([...groups].map(([type, each]) => [type, [...new Set(each.map(({ rule }) => rule))]]));
}

/** What an event touches: every rule that listens, with the scope. */
export function touched(heard: Listeners, event: Watched): readonly { readonly rule: Rule; readonly scope: string }[] {
  return (heard.get(event.type) ?? []).flatMap((rule) => {
    const scope = rule.scope(event);
    return scope === undefined ? [] : [{ rule, scope }];
  });
}

export interface Folding {
  readonly heard: Listeners;
  readonly memory: Memory;
  readonly thresholds: Thresholds;
}

/** Shows one event to the rules. @returns what they found, in the order of the catalogue */
export function fold({ heard, memory, thresholds }: Folding, event: Watched): readonly Found[] {
  return touched(heard, event).flatMap(({ rule, scope }) => {
    const of = { rule: rule.id, scope };
    const before = memory.get(of);
    const { state, findings } = rule.step(before === undefined ? rule.start : before, event, thresholds);
    const isOver = rule.ends?.(event) === true || isSame(state, rule.start);
    memory.set(of, isOver ? undefined : state);
    return findings.map((finding) => ({ ...finding, rule: rule.id }));
  });
}

/** No rule starts with more. */
const LONGEST_START = 100;

/** As JSON, which knows no undefined and no order of names: what comes out of the store must count as what went in. */
function isSame(state: unknown, start: unknown): boolean {
  const text = JSON.stringify(state);
  return text.length <= LONGEST_START && isDeepStrictEqual(JSON.parse(text), start);
}

/** A memory for as long as the program runs. */
export function newMemory(): Memory & { readonly states: ReadonlyMap<string, unknown> } {
  const states = new Map<string, unknown>();
  return {
    states,
    get: (of) => states.get(named(of)),
    set: (of, state) => {
      if (state === undefined) states.delete(named(of));
      else states.set(named(of), state);
    },
  };
}

export function named({ rule, scope }: Remembered): string {
  return `${rule} ${scope}`;
}
