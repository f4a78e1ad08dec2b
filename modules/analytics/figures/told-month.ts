import { sum, type Counts } from './counts.ts';
import { mergeSmall, type Part, type Rule } from './merge-small.ts';
import type { Cell } from './month-cells.ts';

/** Some cases that are told together: of one service or department, or of several that are too small alone. */
export interface Block extends Part<Counts> {
  /** So many are told together; 1 for one that is told by its name. */
  readonly merged: number;
  /** Within it: the services of a department. */
  readonly parts: readonly Block[];
}

const size = ({ received, closed, decided }: Counts) => received + closed + decided;

/** Nothing, or at least `smallest`: of what happened to people. How late an office was is no secret of theirs. */
function tellsEnough(smallest: number): (counts: Counts) => boolean {
  return ({ received, accepted, closed, decided, promised, pending }) =>
    [received, accepted, closed, decided, promised, pending].every((count) => count === 0 || count >= smallest);
}

/**
 * The city, its departments and their services in a month, cut so that every block may be told. Departments that are too
 * small even as a whole are told together, without their services.
 * @returns undefined where the whole city is too small
 */
export function toldMonth(cells: readonly Cell[], smallest: number): Block | undefined {
  const rule: Rule<Counts> = { mayTell: tellsEnough(smallest), sum, size };
  const units = [...Map.groupBy(cells, ({ unit }) => unit)].map(([unit, own]): Block => {
    const services = own.map(({ item, counts }): Block => ({ key: item, value: counts, merged: 1, parts: [] }));
    return { key: unit, value: total(services), merged: 1, parts: cut(services, rule) };
  });
  const city: Block = { key: '', value: total(units), merged: 1, parts: cut(units, rule) };
  return rule.mayTell(city.value) ? city : undefined;
}

function cut(blocks: readonly Block[], rule: Rule<Counts>): readonly Block[] {
  const { own, rest } = mergeSmall(blocks, rule);
  const value = total(rest);
  return [...own, ...(rest.length === 0 ? [] : [{ key: '', value, merged: rest.length, parts: [] }])];
}

function total(blocks: readonly Block[]): Counts {
  return sum(blocks.map(({ value }) => value));
}

/** A count of some of the closed cases: it tells of those who are in it and of those who are not. */
export type Share = 'supplemented' | 'prioritised';

/**
 * The blocks of a month of which a share may be told: where neither those who have it nor those who do not are few, and
 * nobody can find such a block by subtracting others from what is above it.
 */
export function tellsShare(city: Block, share: Share, smallest: number): ReadonlySet<Block> {
  const mayTell = (counts: Counts) =>
    [counts[share], counts.closed - counts[share]].every((count) => count === 0 || count >= smallest);
  const rule: Rule<Counts> = { mayTell, sum, size };
  if (!mayTell(city.value)) return new Set();
  const departments = mergeSmall<Counts, Block>(city.parts, rule).own;
  return new Set([
    city,
    ...departments,
    ...departments.flatMap(({ parts }) => mergeSmall<Counts, Block>(parts, rule).own),
  ]);
}
