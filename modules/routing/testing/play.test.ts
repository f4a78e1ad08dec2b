import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBlock } from './blocks.ts';
import { buildRoute } from './build-route.ts';
import { playPeer } from './play-peer.ts';
import { play } from './play.ts';

test('random routes open what their blocks say, whatever is done in which order', () => {
  let steps = 0;
  let ended = 0;
  for (let seed = 0; seed < 600; seed += 1) {
    const block = randomBlock(seed, { size: 2 + (seed % 14), plain: false });
    const played = play(block, buildRoute(block), seed);
    steps += played.steps;
    ended += played.ended ? 1 : 0;
  }
  // A generator that had stopped making anything worth playing would agree with everybody.
  assert.ok(steps > 4_000 && ended > 500, `${steps} steps, ${ended} ended`);
});

test('of exclusive, parallel and terminate somebody else’s engine opens the same tasks', async () => {
  let steps = 0;
  for (let seed = 0; seed < 30; seed += 1) {
    const block = randomBlock(seed, { size: 2 + (seed % 10), plain: true });
    steps += await playPeer(buildRoute(block), seed);
  }
  assert.ok(steps > 100, `${steps} steps`);
});
