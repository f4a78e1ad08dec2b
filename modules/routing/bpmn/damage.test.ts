import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBlock } from '../testing/blocks.ts';
import { buildRoute } from '../testing/build-route.ts';
import { randomFrom, type Random } from '../testing/random.ts';
import { exportRoute } from './export-route.ts';
import { importRoute } from './import-route.ts';

test('whatever route is written is read again as the same route', async () => {
  for (let seed = 0; seed < 25; seed += 1) {
    const route = buildRoute(randomBlock(seed, { size: 2 + (seed % 30), plain: false }));
    const read = await importRoute(await exportRoute(route));
    assert.ok('route' in read, JSON.stringify(read));
    const again = await importRoute(await exportRoute(read.route));
    assert.ok('route' in again);
    assert.deepEqual(again.route, read.route);
    assert.deepEqual(
      read.route.flows.map(({ id, condition }) => [id, condition]).toSorted(),
      route.flows.map(({ id, condition }) => [id, condition]).toSorted(),
    );
  }
});

test('a damaged file is refused with a reason, or read as something that can be written again', async () => {
  const xml = await exportRoute(buildRoute(randomBlock(7, { size: 8, plain: false })));
  const random = randomFrom(1);
  let refused = 0;
  for (let round = 0; round < 400; round += 1) {
    const damaged = damage(xml, random);
    const read = await importRoute(damaged);
    if ('refusals' in read) {
      assert.ok(read.refusals.length > 0, damaged);
      refused += 1;
      continue;
    }
    const again = await importRoute(await exportRoute(read.route));
    assert.ok('route' in again, damaged);
    assert.deepEqual(again.route, read.route, damaged);
  }
  assert.ok(refused > 200, `${refused} refused`);
});

const PIECES = [
  '<',
  '>',
  '"',
  '&',
  '&#0;',
  '<!--',
  ']]>',
  'id="end_p"',
  '<bpmn:task id="x"/>',
  '\u0000',
  '𠮷',
  'xmlns="x"',
];

function damage(xml: string, random: Random): string {
  const at = random.below(xml.length);
  const cut = at + random.below(random.chance(0.2) ? 200 : 8);
  const [first = ''] = PIECES;
  const piece = PIECES[random.below(PIECES.length)] ?? first;
  return xml.slice(0, at) + (random.chance(0.5) ? piece : '') + xml.slice(cut);
}
