/** The same object without the parts that are undefined or empty lists: a page shows a part if it is there. */
export function present<T extends object>(parts: T): Present<T> {
  const kept = Object.entries(parts).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Present<T>;
}

/** Every part that may be undefined becomes one that may be absent; a list may be absent too. */
export type Present<T> = {
  readonly [Key in keyof T as MayBeAbsent<T[Key]> extends true ? Key : never]?: Exclude<T[Key], undefined>;
} & { readonly [Key in keyof T as MayBeAbsent<T[Key]> extends true ? never : Key]: T[Key] };

type MayBeAbsent<V> = undefined extends V ? true : V extends readonly unknown[] ? true : false;
