import { SIMPLE_TYPES, type FeelType } from './value.ts';

export type { FeelType } from './value.ts';

export const ANY: FeelType = { kind: 'Any' };
export const ANY_LIST: FeelType = { kind: 'list', of: ANY };
export const ANY_CONTEXT: FeelType = { kind: 'context', entries: new Map() };

const named: ReadonlyMap<string, FeelType> = new Map<string, FeelType>([
  ...SIMPLE_TYPES.map((kind) => [kind, { kind }] as const),
  ['Any', ANY],
  ['Null', { kind: 'Null' }],
  ['list', ANY_LIST],
  ['context', ANY_CONTEXT],
  ['dateTime', { kind: 'date and time' }],
  ['dayTimeDuration', { kind: 'days and time duration' }],
  ['yearMonthDuration', { kind: 'years and months duration' }],
]);

/** A type by the name that FEEL gives it. */
export function builtInType(name: string): FeelType | undefined {
  return named.get(name);
}

export const BUILT_IN_TYPES: readonly string[] = [...named.keys()];

/** Without its constraints. */
export function bare(type: FeelType): Exclude<FeelType, { kind: 'constrained' }> {
  return type.kind === 'constrained' ? bare(type.base) : type;
}

/** For a person: `list<number>`. */
export function formatType(type: FeelType): string {
  if (type.kind === 'constrained') return type.name;
  if (type.kind === 'list' || type.kind === 'range') return `${type.kind}<${formatType(type.of)}>`;
  return type.kind;
}
