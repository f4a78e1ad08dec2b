import { z } from 'zod';
import { importRoute, openModel, readModel, routeEngine, conditionsOf, type KeptRoute } from '#routing';
import { asking } from '../ask-decision.ts';

import { replayCase, type Divergence, type RouteStep } from './replay-case.ts';

const Step = z.strictObject({ at: z.iso.datetime(), happened: z.unknown().optional(), state: z.unknown() });

/** Histories of one service as a file: what it went by, and what happened to cases that know nothing of a person. */
export const RecordedFile = z.strictObject({
  format: z.literal('tongban/route-histories/1'),
  route: z.string(),
  decisions: z.record(z.string(), z.string()),
  cases: z.array(z.strictObject({ name: z.string(), facts: z.record(z.string(), z.unknown()), steps: z.array(Step) })),
});

export type RecordedFile = z.output<typeof RecordedFile>;

export interface ReplayedFile {
  readonly same: number;
  readonly differing: readonly ({ readonly case: string } & Divergence)[];
}

/**
 * Plays every history of a file with the engine of today.
 * @throws TypeError if its route or tables cannot be read any more
 */
export async function replayFile(
  file: RecordedFile,
  change = (kept: KeptRoute): KeptRoute => kept,
): Promise<ReplayedFile> {
  const kept = change(await openRoute(file.route));
  const ask = asking(new Map(Object.entries(file.decisions).map(([name, xml]) => [name, openTables(xml)])));
  const differing: ReplayedFile['differing'][number][] = [];
  for (const { name, facts, steps } of file.cases) {
    const factsAt = (at: Date) => ({ ...facts, at: at.toISOString() });
    const found = replayCase({ kept, ask, factsAt }, steps.map(stepOf));
    if (found !== undefined) differing.push({ case: name, ...found });
  }
  return { same: file.cases.length - differing.length, differing };
}

/** The boundary: what a file says is compared, never trusted. */
function stepOf({ at, happened, state }: z.output<typeof Step>): RouteStep {
  return {
    at: new Date(at),
    state: state as RouteStep['state'],
    ...(happened === undefined ? {} : { happened: happened as NonNullable<RouteStep['happened']> }),
  };
}

export async function openRoute(xml: string): Promise<KeptRoute> {
  const read = await importRoute(xml);
  if (!('route' in read)) throw new TypeError(`No route: ${read.refusals[0]?.code ?? ''}.`);
  return { xml, route: read.route, engine: routeEngine(read.route, conditionsOf(read.route)) };
}

export function openTables(xml: string) {
  const read = readModel(xml);
  if (!('model' in read)) throw new TypeError(`No decision model: ${read.refusals[0]?.code ?? ''}.`);
  return openModel(read.model);
}
