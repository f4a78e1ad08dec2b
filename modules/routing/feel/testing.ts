import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateFeel, type Given } from './evaluate-feel.ts';
import { toSource } from './text.ts';

export const NOON = () => new Date('2026-03-01T04:00:00Z');

/** What an expression comes to, as FEEL would write it; of a null that was not meant, also why it is one. */
export function result(source: string, given: Partial<Given> = {}): string {
  const { value, diagnostics } = evaluateFeel(source, { now: NOON, ...given });
  const [why] = diagnostics;
  return value === null && why !== undefined ? `null ${why.code}` : toSource(value);
}

/** One test for a table of expressions and their values. */
export function table(
  sentence: string,
  rows: readonly (readonly [string, string])[],
  given: Partial<Given> = {},
): void {
  test(sentence, () => {
    const found = rows.map(([source]) => [source, result(source, given)] as const);
    assert.deepEqual(found, rows);
  });
}
