import type { Value } from './value.ts';

/** Values by normalized names; inner ones hide outer ones. */
export interface Frame {
  readonly find: (name: string) => Value | undefined;
  readonly outer: Frame | undefined;
}

export function frameOf(variables: ReadonlyMap<string, Value>, outer: Frame | undefined): Frame {
  return { find: (name) => variables.get(name), outer };
}
