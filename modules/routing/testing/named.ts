import type { ReadCondition } from '../engine/graph.ts';

/** Conditions in tests are names of facts, with `not-` before one that must be false; anything else is none. */
export const named: ReadCondition = (text) => {
  const [, not, name] = /^(not-)?([a-z]\w*)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  return (facts) => {
    const value = facts[name];
    return typeof value === 'boolean' ? value !== (not !== undefined) : undefined;
  };
};
