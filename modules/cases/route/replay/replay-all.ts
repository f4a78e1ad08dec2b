import type { World } from '#kernel';
import { pinnedService } from '#publishing';
import { routeVersion, type KeptRoute } from '#routing';
import { caseById, type CaseRecord } from '../../case-store.ts';
import type { ShortNo } from '../../numbers.ts';
import { decisionsOf } from '../ask-decision.ts';
import { factsOf } from '../facts.ts';
import { openState } from '../kept-state.ts';
import { stepsOfRoute } from '../step-store.ts';
import { replayCase, type Divergence, type RouteStep } from './replay-case.ts';

export interface ReplayedAll {
  /** Cases whose whole history leads today where it led then. */
  readonly same: number;
  readonly steps: number;
  /** Accepted before moves were recorded, or erased since: nothing to play. */
  readonly unrecorded: number;
  readonly differing: readonly ({ readonly case: ShortNo } & Divergence)[];
}

const PAGE = 500;
const MOST_TOLD = 200;

/**
 * Plays the recorded history of every case, running and closed, with the engine and the reader of tables of today. Facts
 * are those of the filed content and of the recorded moments; nothing is written.
 * @param change for tests: the route as another engine would play it
 */
export async function replayAll(world: World, change = (kept: KeptRoute): KeptRoute => kept): Promise<ReplayedAll> {
  const total = { same: 0, steps: 0, unrecorded: 0 };
  const differing: ({ readonly case: ShortNo } & Divergence)[] = [];
  for await (const id of casesWithRoutes(world)) {
    const record = await caseById(world.db, id);
    const steps = record?.routeVersion === undefined ? [] : await openedSteps(world, record);
    if (record === undefined || steps.length === 0) {
      total.unrecorded += 1;
      continue;
    }
    const found = await replayOne(world, { record, steps, change });
    total.steps += steps.length;
    if (found === undefined) total.same += 1;
    else if (differing.length < MOST_TOLD) differing.push({ case: record.shortNo, ...found });
  }
  return { ...total, differing };
}

async function* casesWithRoutes({ db }: World): AsyncGenerator<string> {
  let after = -1n;
  for (;;) {
    const rows = await db
      .selectFrom('cases.case')
      .select(['id', 'ref'])
      .where('route_version_id', 'is not', null)
      .where('ref', '>', after)
      .orderBy('ref')
      .limit(PAGE)
      .execute();
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.ref;
  }
}

async function openedSteps(world: World, record: CaseRecord): Promise<readonly RouteStep[]> {
  const kept = await stepsOfRoute(world.db, record.id);
  return kept.map((step) => ({ ...step, state: openState(world, record, step.state) }));
}

interface Replaying {
  readonly record: CaseRecord;
  readonly steps: readonly RouteStep[];
  readonly change: (kept: KeptRoute) => KeptRoute;
}

async function replayOne(world: World, { record, steps, change }: Replaying): Promise<Divergence | undefined> {
  if (record.routeVersion === undefined) return undefined;
  const kept = change(await routeVersion(world.db, record.routeVersion));
  const ask = await decisionsOf(world.db, await pinnedService(world.db, record.itemVersion));
  const facts = await factsOf(world.db, world, { record, at: new Date(0) });
  const factsAt = (at: Date) => ({ ...facts, at: at.toISOString() });
  const found = replayCase({ kept, ask, factsAt }, steps);
  const last = steps.at(-1)?.state;
  const now = record.route && openState(world, record, record.route);
  if (found !== undefined || JSON.stringify(last) === JSON.stringify(now)) return found;
  return { step: steps.length, elements: [], what: 'the case is not where its history ends' };
}
