import type { Condition } from './condition.ts';
import type { SketchField } from './sketch.ts';

/** Answers that a page or field waits for, by the names of their fields: one of each list is needed. */
export type Awaited = Readonly<Record<string, readonly string[]>>;

/**
 * The condition that says so. Answers to yes-no questions are `true` and `false`.
 * @returns undefined where nothing is waited for
 */
export function conditionFor(awaited: Awaited, fields: readonly SketchField[]): Condition | undefined {
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]));
  const parts = Object.entries(awaited).flatMap(([field, values]): readonly Condition[] => {
    const [first, ...others] = values;
    if (first === undefined) return [];
    if (kinds.get(field) === 'yes-no') {
      const answers = values.map((value): Condition => ({ field, equals: value === 'true' }));
      return answers.length === 1 ? answers : [{ any: answers }];
    }
    return [others.length === 0 ? { field, equals: first } : { field, in: values }];
  });
  const [only, ...rest] = parts;
  return only === undefined || rest.length === 0 ? only : { all: parts };
}

/** What a condition waits for; undefined where it says more than a list of answers can. */
export function awaitedBy(condition: Condition | undefined): Awaited | undefined {
  if (condition === undefined) return {};
  if ('all' in condition) return together(condition.all);
  if ('any' in condition) return yesOrNo(condition.any);
  if ('not' in condition) return undefined;
  return { [condition.field]: 'in' in condition ? condition.in : [String(condition.equals)] };
}

function together(parts: readonly Condition[]): Awaited | undefined {
  const awaited = parts.map((part) => ('all' in part ? undefined : awaitedBy(part)));
  const names = awaited.flatMap((one) => Object.keys(one ?? {}));
  if (awaited.includes(undefined) || new Set(names).size < names.length) return undefined;
  return Object.assign({}, ...awaited) as Awaited;
}

function yesOrNo(parts: readonly Condition[]): Awaited | undefined {
  const answers = parts.flatMap((part) =>
    'field' in part && 'equals' in part && typeof part.equals === 'boolean' ? [part] : [],
  );
  const [first] = answers;
  if (first === undefined || answers.length < parts.length) return undefined;
  if (answers.some(({ field }) => field !== first.field)) return undefined;
  return { [first.field]: answers.map(({ equals }) => String(equals)) };
}
