import { itemById, type ItemId } from '#catalogue';
import { unitById } from '#identity';
import { notFound, setting } from '#kernel';
import { newKey } from './attempt.server.ts';

/** What somebody should know before they begin: the item, what it needs, how long it takes, and who may start. */
export async function applyView({ app, viewer }: App.Locals, id: string) {
  const item = await itemById(app.db, id as ItemId);
  if (item === undefined) throw notFound();
  const { name, plainName, materials, promisedLimit } = item.elements;
  const unit = await unitById(app.db, item.unit);
  return {
    item: { id: item.id, name, plainName, department: unit?.name, sample: item.sample },
    materials: materials.map(({ no, name: material, need, replacedBy, systemGenerated }) => ({
      no,
      name: material,
      need,
      replacedBy: replacedBy?.name,
      systemGenerated,
    })),
    promised: promisedLimit,
    who: viewer.kind,
    key: newKey(),
    megabytes: await setting(app.db, 'upload.maxMegabytes'),
  };
}
