import { z } from 'zod';
import { openJson, sealJson, type World } from '#kernel';
import type { Marking } from '#routing';
import type { RouteState } from './play.ts';

/**
 * Where a case is in its route, as rows hold it: what tables came to may say what somebody has answered, so it is sealed
 * under the key of the case and goes with it.
 */
export interface KeptState {
  readonly marking: Marking;
  /** Base64; absent where nothing was asked. */
  readonly sealed?: string;
}

type Keys = Pick<World, 'crypto'>;
/** The case under whose key it is sealed. */
interface Owner {
  readonly id: string;
  readonly dataKey: Uint8Array;
}

const context = (id: string) => `cases.route:${id}`;
const Results = z.record(z.string(), z.unknown());

export function sealState({ crypto }: Keys, { id, dataKey }: Owner, { marking, results }: RouteState): KeptState {
  if (Object.keys(results).length === 0) return { marking };
  return { marking, sealed: sealJson(crypto, dataKey, context(id), results).toString('base64') };
}

export function openState({ crypto }: Keys, { id, dataKey }: Owner, { marking, sealed }: KeptState): RouteState {
  if (sealed === undefined) return { marking, results: {} };
  const opened = openJson(crypto, dataKey, context(id), Buffer.from(sealed, 'base64'));
  return { marking, results: Results.parse(opened) };
}
