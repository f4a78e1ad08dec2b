/** Something with a name of which cases are counted. */
export interface Part<Value> {
  readonly key: string;
  readonly value: Value;
}

export interface Rule<Value> {
  /** Whether this may be told of so many cases: every count of it is nothing, or not small. */
  readonly mayTell: (value: Value) => boolean;
  readonly sum: (values: readonly Value[]) => Value;
  readonly size: (value: Value) => number;
}

export interface Told<Value, Kind extends Part<Value> = Part<Value>> {
  /** Told by their names, the largest first. */
  readonly own: readonly Kind[];
  /** Told only together, without names; where even that may not be told, `own` is empty. */
  readonly rest: readonly Kind[];
}

/**
 * Which parts of a whole may be told by name. Parts that are too small are counted together; where they are too small
 * together as well, others join them until they are not: hiding only the small ones would let anybody subtract those that
 * are told from the whole. What is told is `own` and the sum of `rest`, and every count of each of these is nothing or not
 * small; therefore so is every difference that somebody can make of them.
 */
export function mergeSmall<Value, Kind extends Part<Value>>(
  parts: readonly Kind[],
  { mayTell, sum, size }: Rule<Value>,
): Told<Value, Kind> {
  const own = parts
    .filter(({ value }) => mayTell(value))
    .toSorted((one, other) => size(other.value) - size(one.value) || (one.key < other.key ? -1 : 1));
  const rest = parts.filter(({ value }) => !mayTell(value));
  let together = sum(rest.map(({ value }) => value));
  while (rest.length > 0 && own.length > 0 && !mayTell(together)) {
    const enough = own.findLastIndex(({ value }) => mayTell(sum([together, value])));
    rest.push(...own.splice(enough, 1));
    together = sum(rest.map(({ value }) => value));
  }
  return { own, rest };
}
