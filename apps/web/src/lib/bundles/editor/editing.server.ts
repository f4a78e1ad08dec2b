import { sketchParts, typedBeside, type BundleChangeView } from '#bundles';
import type { SearchIndex } from '#catalogue';
import { one, type Typed } from '#lib/ui/work/attempt.server.ts';
import { tabs, type Tab } from './places.ts';

/** The page that an address asks for. */
export function partIn(asked: string | null): Tab {
  return tabs.find((tab) => tab === asked) ?? 'overview';
}

const MOST_FOUND = 8;

/** Services of the catalogue that words find. */
export function foundIn(search: SearchIndex, q: string) {
  const { hits, nearest = [] } = search.search({ q });
  const items = hits.length > 0 ? hits.flatMap(({ lead, others }) => [lead, ...others]) : nearest;
  return items.slice(0, MOST_FOUND).map(({ id, name, department }) => ({ id, name, department }));
}

/** Where the page goes on after a save: what was just added, or found. */
export function whereAfter(typed: Typed): string {
  const [part, button, q] = [one(typed, 'part'), one(typed, 'button'), one(typed, 'q').trim()];
  const asked = part === 'nodes' && (button === 'find' || button.startsWith('use.')) ? q.slice(0, 200) : '';
  const query = new URLSearchParams({ part, ...(asked === '' ? {} : { q: asked }) });
  if (button === 'find') return `?${query.toString()}#find`;
  if (button === 'save') return `?${query.toString()}&done=save`;
  const [, row] = /^(?:add-row|remove-row)\.(\d+)/.exec(button) ?? [];
  if (row !== undefined) return `?${query.toString()}#nodes.${row}`;
  const rows = Object.keys(typed).filter((name) =>
    new RegExp(`^${part}\\.\\d+\\.(?:name|key|from|source)$`).test(name),
  );
  if (button.startsWith('add.') || button.startsWith('use.')) return `?${query.toString()}#${part}.${rows.length}`;
  const [, up] = /^up\.\w+\.(\d+)$/.exec(button) ?? [];
  return `?${query.toString()}${up === undefined ? '' : `#${part}.${Number(up) - 1}`}`;
}

/** What was typed and could not be saved, beside what is saved now. */
export function besideOf({ sketch }: Pick<BundleChangeView, 'sketch'>, typed: Typed) {
  const part = sketchParts.find((known) => known === one(typed, 'part'));
  if (part === undefined) return undefined;
  const note = typeof typed.note === 'string' ? typed.note : undefined;
  return { ...typedBeside(sketch, part, typed), note };
}
