import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTransaction, type World } from '#kernel';
import { itemById, type ItemId } from '#catalogue';
import { keepDecisions, keepRoute, type DecisionVersionId } from '#routing';
import { pinnedService } from './pinned-service.ts';
import { pinService } from './pin-service.ts';
import { poolsOfService } from './pools-of.ts';

const SEEDS = join(import.meta.dirname, '../../db/seeds');

/**
 * Pins the drawn routes and decision tables of the sample city (`db/seeds/routes/ITEM.bpmn`,
 * `db/seeds/decisions/ITEM.NAME.dmn`) and the queues that there are to the versions that came with it; what a city has
 * published since stays.
 * @returns how many items got a route or tables
 */
export async function seedRoutes(world: Pick<World, 'db' | 'clock'>): Promise<number> {
  let pinned = 0;
  const drawn = readdirSync(join(SEEDS, 'routes')).filter((name) => name.endsWith('.bpmn'));
  const decided = readdirSync(join(SEEDS, 'decisions')).flatMap((name) => name.split('.')[0] ?? []);
  for (const id of new Set([...drawn.map((name) => name.replace('.bpmn', '')), ...decided])) {
    const item = await itemById(world.db, id as ItemId);
    if (item === undefined || (await pinnedService(world.db, item.version)) !== undefined) continue;
    await inTransaction(world.db, async (tx) => {
      const file = join(SEEDS, 'routes', `${id}.bpmn`);
      const xml = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
      const route = xml === undefined ? {} : { route: await keepRoute(tx, xml) };
      const decisions: Record<string, DecisionVersionId> = {};
      for (const [name, xml] of tablesOf(item.id)) decisions[name] = await keepDecisions(tx, xml);
      const service = { ...route, decisions, pools: await poolsOfService(tx, item, xml) };
      await pinService(tx, { version: item.version, service, at: world.clock.now(), note: '示例城市自带' });
    });
    pinned += 1;
  }
  return pinned;
}

function tablesOf(item: string): readonly (readonly [string, string])[] {
  const folder = join(SEEDS, 'decisions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => {
    const [owner, name, kind] = file.split('.');
    return owner === item && name !== undefined && kind === 'dmn'
      ? [[name, readFileSync(join(folder, file), 'utf8')] as const]
      : [];
  });
}
