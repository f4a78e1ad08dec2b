import { circular } from './circular.ts';
import type { Net, Point, PointKind, Way } from './net.ts';

/**
 * Takes out of a net whatever cannot be the fault: rows of single ways, blocks that are closed as they were opened,
 * circles with one way back, branches that just end. What is sound stays sound and what is not stays unsound (the known
 * reductions of free-choice nets); of a route that is drawn in blocks nothing is left.
 */
export function reduce({ points }: Net): void {
  const inCircle = circular(points, ({ outgoing }) => [...outgoing].map(({ to }) => to));
  const rules: readonly Rule[] = [row, twins, (point) => ended(point, inCircle), sameSplit, sameMerge, circle];
  const waiting = new Set(points);
  // What a rule may have made ready is added at the end of the set, so that the walk comes to it again.
  for (const point of waiting) {
    waiting.delete(point);
    if (!points.has(point)) continue;
    const changed = rules
      .values()
      .map((rule) => rule(point))
      .find(({ length }) => length > 0);
    if (point.incoming.size + point.outgoing.size === 0) points.delete(point);
    for (const each of changed ?? []) waiting.add(each);
  }
}

/** One reduction at a point, if there is one: the points around it. */
type Rule = (point: Point) => readonly Point[];

const FIXED: ReadonlySet<PointKind> = new Set(['source', 'sink', 'stop']);

/** One way in and one way out: nothing happens here. */
function row(point: Point): readonly Point[] {
  const [into, ...othersIn] = point.incoming;
  const [out, ...othersOut] = point.outgoing;
  if (FIXED.has(point.kind) || into === undefined || out === undefined || into === out) return [];
  if (othersIn.length + othersOut.length > 0) return [];
  const { to } = out;
  drop(out);
  move(into, to);
  return [into.from, to, point];
}

/** Where two ways from one point to another are as good as one. */
const TWINS: Partial<Record<PointKind, ReadonlySet<PointKind>>> = {
  xor: new Set(['merge', 'or-join', 'sink', 'stop']),
  and: new Set(['and-join', 'or-join', 'sink', 'stop']),
  or: new Set(['or-join', 'sink', 'stop']),
};

function twins(point: Point): readonly Point[] {
  const closing = TWINS[point.kind];
  if (closing === undefined) return [];
  const seen = new Set<Point>();
  const doubled = [...point.outgoing].filter(({ to }) => {
    const again = seen.has(to) && closing.has(to.kind);
    seen.add(to);
    return again;
  });
  for (const way of doubled) drop(way);
  return doubled.length === 0 ? [] : [point, ...doubled.map(({ to }) => to)];
}

/**
 * A branch that only ends takes nothing from the others, unless it can be begun again before it has ended; where a choice
 * may end everything nobody can be left waiting.
 */
function ended(point: Point, inCircle: ReadonlySet<Point>): readonly Point[] {
  const may = ({ to, isAside }: Way) =>
    point.kind === 'and'
      ? to.kind === 'sink' && (isAside || !inCircle.has(point))
      : point.kind === 'xor' && to.kind === 'stop';
  const ways = [...point.outgoing].filter(may);
  // One way out remains.
  const dropped = ways.length === point.outgoing.size ? ways.slice(1) : ways;
  for (const way of dropped) drop(way);
  return dropped.length === 0 ? [] : [point, ...dropped.map(({ to }) => to)];
}

/** A choice between choices is one choice; all at once, because a choice may have thousands. */
function sameSplit(point: Point): readonly Point[] {
  if (point.kind !== 'xor' && point.kind !== 'and') return [];
  const ways = [...point.outgoing].filter(({ to }) => to.kind === point.kind && to !== point && to.incoming.size === 1);
  const moved = ways.flatMap((way) => {
    const { to } = way;
    drop(way);
    const outs = [...to.outgoing];
    to.outgoing.clear();
    for (const out of outs) {
      out.from = point;
      point.outgoing.add(out);
    }
    return [to, ...outs.map((out) => out.to)];
  });
  return moved.length === 0 ? [] : [point, ...moved];
}

function sameMerge(point: Point): readonly Point[] {
  const [way] = point.outgoing;
  if (way === undefined || (point.kind !== 'merge' && point.kind !== 'and-join')) return [];
  const { to } = way;
  if (to.kind !== point.kind || to === point) return [];
  drop(way);
  const moved = [...point.incoming];
  for (const into of moved) move(into, to);
  return [to, point, ...moved.map(({ from }) => from)];
}

/** A way back from a choice to where it came from, beside a way on. */
function circle(point: Point): readonly Point[] {
  if (point.kind !== 'xor' || point.outgoing.size < 2 || point.incoming.size !== 1) return [];
  const [into] = point.incoming;
  if (into?.from.kind !== 'merge') return [];
  const back = [...point.outgoing].find(({ to }) => to === into.from);
  if (back === undefined || into.from.incoming.size < 2) return [];
  drop(back);
  return [point, into.from];
}

function drop(way: Way): void {
  way.from.outgoing.delete(way);
  way.to.incoming.delete(way);
}

function move(way: Way, to: Point): void {
  way.to.incoming.delete(way);
  way.to = to;
  to.incoming.add(way);
}
