/**
 * A second, plainer reader of policies that shares nothing with the first: the names of those whose cosignatures are
 * enough, for every set of witnesses. It reads any line; whether a line may be so is not its business.
 */
export function enough(text: string): ReadonlyMap<string, boolean> {
  const lines = text.split('\n').map((line) => line.split(/[\t ]+/).filter(Boolean));
  const witnesses = lines.flatMap(([keyword, name]) => (keyword === 'witness' ? [name ?? ''] : []));
  const groups = lines.filter(([keyword]) => keyword === 'group');
  const quorum = lines.find(([keyword]) => keyword === 'quorum')?.[1] ?? '';
  return new Map(
    subsets(witnesses).map((present) => {
      const standing = new Set(present);
      for (const [, name = '', threshold = '', ...members] of groups) {
        const least = threshold === 'any' ? 1 : threshold === 'all' ? members.length : Number(threshold);
        if (members.filter((member) => standing.has(member)).length >= least) standing.add(name);
      }
      return [present.join(' '), quorum === 'none' || standing.has(quorum)];
    }),
  );
}

export function subsets(names: readonly string[]): readonly (readonly string[])[] {
  return names.reduce<readonly (readonly string[])[]>(
    (all, name) => [...all, ...all.map((one) => [...one, name])],
    [[]],
  );
}
