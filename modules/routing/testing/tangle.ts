import type { Route } from '../route.ts';
import { draw, type Drawn } from './draw.ts';
import { randomFrom, type Random } from './random.ts';

const KINDS = ['user', 'user', 'exclusive', 'parallel', 'inclusive', 'exclusive', 'parallel'] as const;

/** A small route of nodes tied at random: most are not sound, and those that are nobody drew in blocks. */
export function tangle(seed: number, size: number): Route {
  const random = randomFrom(seed);
  const kinds = Array.from({ length: size }, () => random.pick(KINDS));
  const last = size + 1;
  const ways = new Map<number, number[]>(Array.from({ length: last }, (_, at) => [at, []]));
  const isFree = (at: number) => (ways.get(at)?.length ?? 0) < mostWays(kinds[at - 1]);
  for (let to = 1; to <= last; to += 1) {
    const before = Array.from({ length: to }, (_, at) => at).filter(isFree);
    for (let count = random.chance(0.3) ? 2 : 1; count > 0; count -= 1)
      tie(ways, before[random.below(before.length)], to);
  }
  for (const [from, to] of ways) {
    if (to.length === 0) tie(ways, from, from + 1 + random.below(last - from));
    if (to.length === 1 && kinds[from - 1] === 'exclusive' && random.chance(0.4))
      tie(ways, from, 1 + random.below(from));
  }
  return drawn(kinds, ways, random);
}

function mostWays(kind: (typeof KINDS)[number] | undefined): number {
  return kind === undefined || kind === 'user' ? 1 : 3;
}

function tie(ways: ReadonlyMap<number, number[]>, from: number | undefined, to: number): void {
  const known = from === undefined ? undefined : ways.get(from);
  if (known?.includes(to) === false) known.push(to);
}

function drawn(
  kinds: readonly (typeof KINDS)[number][],
  ways: ReadonlyMap<number, readonly number[]>,
  random: Random,
): Route {
  const name = (at: number) => (at === 0 ? 'start' : at > kinds.length ? 'end' : `n${at}`);
  const nodes: Readonly<Record<string, Drawn>> = {
    start: 'start',
    ...Object.fromEntries(kinds.map((kind, at) => [name(at + 1), kind])),
    end: 'end',
  };
  const flows = [...ways].flatMap(([from, to]) => {
    const kind = kinds[from - 1];
    const isChoice = (kind === 'exclusive' || kind === 'inclusive') && to.length > 1;
    const otherwise = random.below(to.length);
    return to.map((target, at) => {
      const way = at === otherwise ? ' else' : ` if:c${from}_${target}`;
      return `${name(from)} ${name(target)}${isChoice ? way : ''}`;
    });
  });
  return draw(nodes, flows);
}
