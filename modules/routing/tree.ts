/**
 * A part of a model as plain data, so that what means nothing to the platform (drawing, lanes, notes) can be kept with
 * the route and written again. References to other elements are their ids.
 */
export interface Tree {
  readonly type: string;
  readonly values: Values;
}

export type Values = Readonly<Record<string, TreeValue | readonly TreeValue[]>>;

export interface Reference {
  readonly ref: string;
}

export type TreeValue = string | number | boolean | Tree | Reference;

/** The parts under a name, whether the model has one or many of them. */
export function partsOf({ values }: Pick<Tree, 'values'>, name: string): readonly Tree[] {
  return listed(values[name]).filter(isTree);
}

/** The ids that are referred to under a name. */
export function referencesOf({ values }: Pick<Tree, 'values'>, name: string): readonly string[] {
  return listed(values[name])
    .filter(isReference)
    .map(({ ref }) => ref);
}

/** A text under a name; absent if it is not there or no text. */
export function textOf({ values }: Pick<Tree, 'values'>, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function listed(value: Values[string] | undefined): readonly TreeValue[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

export function isTree(value: TreeValue): value is Tree {
  return typeof value === 'object' && 'type' in value;
}

export function isReference(value: TreeValue): value is Reference {
  return typeof value === 'object' && 'ref' in value;
}

function isList(value: Values[string]): value is readonly TreeValue[] {
  return Array.isArray(value);
}
