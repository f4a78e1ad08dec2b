import { isDeepStrictEqual } from 'node:util';
import { inTransaction, settingsSet, type Tx, type World } from '#kernel';
import { keepPlaces, lastSeq, placesOf, tryLock, valuesBefore } from './feed-store.ts';
import { merge, type SourcePage } from './feed/merge.ts';
import { sources as platform } from './feed/sources.ts';
import type { Reader, Source } from './feed/source.ts';
import type { Of } from './history/event.ts';
import { show, type Shown } from './show.ts';

/** Events of one source in one transaction. */
const MOST = 500;

interface OpenSource {
  readonly name: string;
  readonly reader: Reader;
}

/**
 * Shows the rules whatever has happened since the last time. One at a time: who comes second leaves it to the first. Each
 * batch is one transaction with the places of the sources, so that whatever breaks off in the middle has not happened.
 * @returns how many events were shown and alarms raised
 */
export async function watch(world: World, sources: readonly Source[] = platform): Promise<Shown> {
  const places = await placesOf(world.db);
  const open: OpenSource[] = [];
  for (const source of sources)
    open.push({ name: source.name, reader: await source.open(world.db, places.get(source.name)) });
  let [fed, raised, more] = [0, 0, true];
  while (more) {
    const done = await inTransaction(world.db, async (tx) => batch(tx, world, open));
    fed += done.fed;
    raised += done.raised;
    more = done.more;
  }
  return { fed, raised };
}

async function batch(
  tx: Tx,
  { clock }: World,
  open: readonly OpenSource[],
): Promise<Shown & { readonly more: boolean }> {
  if (!(await tryLock(tx))) return { fed: 0, raised: 0, more: false };
  const now = clock.now();
  const places = await placesOf(tx);
  const pages: SourcePage[] = [];
  for (const { name, reader } of open)
    pages.push({ name, ...(await reader.read(tx, { after: places.get(name), most: MOST, now })) });
  const { events, upTo, more } = merge(pages);
  const settings = await changedSettings(tx, now);
  const shown = await show(tx, [...settings, ...events], now);
  await keepPlaces(tx, upTo, now);
  return { ...shown, more };
}

/** A threshold that was changed is an event: what was found under the old one stays what it was. */
async function changedSettings(tx: Tx, now: Date): Promise<readonly Of<'settings'>[]> {
  const values = await settingsSet(tx, 'rules.');
  const seq = (await lastSeq(tx)) + 1n;
  if (isDeepStrictEqual(values, await valuesBefore(tx, seq))) return [];
  return [{ source: 'settings', key: String(seq), type: 'settings', at: now, values }];
}
