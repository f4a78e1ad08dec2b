/** So many requests hide the way to the server; more would burden it. */
const AT_ONCE = 8;

/** Yields what `load` gives for each number from `first` to before `end`, in order, and loads a few ahead of it. */
export async function* ahead<T>(first: bigint, end: bigint, load: (at: bigint) => Promise<T>): AsyncGenerator<T> {
  const loading: Promise<T>[] = [];
  for (let next = first; next < end || loading.length > 0;) {
    for (; next < end && loading.length < AT_ONCE; next += 1n) {
      const one = load(next);
      // It is awaited in its turn; by then nobody may be left to.
      one.catch(() => undefined);
      loading.push(one);
    }
    const turn = loading.shift();
    if (turn !== undefined) yield await turn;
  }
}
