import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildRoute } from '../testing/build-route.ts';
import { randomBlock } from '../testing/blocks.ts';
import { draw } from '../testing/draw.ts';
import type { Route } from '../route.ts';
import { listed, isTree, partsOf, referencesOf, type Tree } from '../tree.ts';
import { exportRoute } from './export-route.ts';
import { importRoute } from './import-route.ts';
import { withDrawing } from './with-drawing.ts';

function elements(route: Route, type: string): readonly Tree[] {
  const [diagram] = listed(route.kept.definitions.diagrams).filter(isTree);
  assert.ok(diagram);
  const [plane] = partsOf(diagram, 'plane');
  assert.ok(plane);
  return partsOf(plane, 'planeElement').filter((tree) => tree.type === type);
}

/** What a file says of sub-processes stands where they stand. */
const sorted = (route: Route) => ({
  ...route,
  nodes: route.nodes.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  flows: route.flows.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
});

const box = (shape: Tree) =>
  (shape.values.bounds as Tree).values as unknown as Record<'x' | 'y' | 'width' | 'height', number>;

type Box = ReturnType<typeof box>;

function isApart(one: Box, other: Box): boolean {
  const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  return beside || one.y + one.height <= other.y || other.y + other.height <= one.y;
}

test('every node and flow is drawn, and nodes of one scope do not lie on each other', async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const route = withDrawing(buildRoute(randomBlock(seed, { size: 2 + (seed % 14), plain: false })));
    assert.equal(elements(route, 'bpmndi:BPMNShape').length, route.nodes.length);
    assert.equal(elements(route, 'bpmndi:BPMNEdge').length, route.flows.length);
    for (const [, scope] of Map.groupBy(route.nodes, ({ parent }) => parent)) {
      const ids = scope.filter(({ kind }) => kind !== 'timer').map(({ id }) => id);
      const boxes = elements(route, 'bpmndi:BPMNShape')
        .filter((shape) => ids.includes(referencesOf(shape, 'bpmnElement')[0] ?? ''))
        .map(box);
      const pairs = boxes.flatMap((one, at) => boxes.slice(at + 1).map((other) => [one, other] as const));
      assert.ok(
        pairs.every(([one, other]) => isApart(one, other)),
        `seed ${seed}`,
      );
    }
    const again = await importRoute(await exportRoute(route));
    assert.ok('route' in again);
    assert.deepEqual(sorted(again.route), sorted(route));
  }
});

test('a circle and branches are drawn from left to right', () => {
  const route = withDrawing(
    draw({ start: 'start', way: 'exclusive', one: 'user', two: 'user', join: 'exclusive', end: 'end' }, [
      'start way',
      'way one if:x',
      'way two else',
      'one join',
      'two join',
      'join way if:again',
      'join end else',
    ]),
  );
  const shapes = new Map(
    elements(route, 'bpmndi:BPMNShape').map((shape) => [referencesOf(shape, 'bpmnElement')[0], box(shape)] as const),
  );
  const [start, one, two, end] = ['start', 'one', 'two', 'end'].map((id) => shapes.get(id));
  assert.ok(start && one && two && end);
  assert.ok(start.x < one.x && one.x === two.x && two.x < end.x && one.y < two.y);
});
