import assert from 'node:assert/strict';
import { stateOf } from '../engine/marking.ts';
import type { Route } from '../route.ts';
import { Peer } from './bpmn-engine.ts';
import { Desk } from './desk.ts';
import { randomFacts } from './play.ts';
import { randomFrom } from './random.ts';

const MOST_STEPS = 40;

/** Plays a route at random in both engines and compares what is open. @throws AssertionError where they differ */
export async function playPeer(route: Route, seed: number): Promise<number> {
  const random = randomFrom(seed ^ 0x2545f491);
  const first = randomFacts(route, random);
  const desk = new Desk(route, first);
  const peer = await Peer.start(route, first);
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const open = desk.open.toSorted();
    assert.deepEqual(open, peer.open());
    const task = open[random.below(open.length)];
    if (task === undefined) {
      assert.equal(stateOf(desk.marking), 'ended');
      return steps;
    }
    const facts = randomFacts(route, random);
    desk.done(task, facts);
    peer.done(task, facts);
  }
  return MOST_STEPS;
}
