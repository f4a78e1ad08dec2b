import { randomUUID } from 'node:crypto';
import { unitById } from '#identity';
import { inTransaction, type World } from '#kernel';
import type { ItemId } from './ids.ts';
import { itemById } from './item.ts';
import { publish } from './publish.ts';
import type { ItemSketch } from './sketch/item-sketch.ts';

/** The elements of an item as the fields of their page, as a browser sends them. */
export function posted(sketch: ItemSketch): Record<string, string> {
  const fields: Record<string, string> = {};
  const put = (name: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null)
      for (const [each, part] of Object.entries(value)) put(name === '' ? each : `${name}.${each}`, part);
    else if (value !== false) fields[name] = value === true ? 'yes' : String(value);
  };
  put('', sketch);
  return fields;
}

/** Brings an item anew, as its province's catalogue does, with something else in it. */
export async function importAnew(world: Pick<World, 'db' | 'clock'>, id: string): Promise<void> {
  const item = await itemById(world.db, id as ItemId);
  const agency = item && (await unitById(world.db, item.unit));
  if (item === undefined || agency === undefined) throw new Error(`There is no item ${id}.`);
  const { region, sample, source } = item;
  const elements = { ...item.elements, note: `新的目录 ${randomUUID()}` };
  await inTransaction(world.db, async (tx) =>
    publish(tx, [{ id, source, agency, region, sample, elements }], world.clock.now()),
  );
}
