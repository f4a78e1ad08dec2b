// Search over 10,000 items, beside plain minisearch without our pipeline: `bin/node bench/search.ts [items]`.
import { performance } from 'node:perf_hooks';
import MiniSearch from 'minisearch';
import { buildIndex, searchIn } from '../modules/catalogue/search/search-index.ts';
import { bothCatalogues, everydayQueries } from '../modules/catalogue/search/testing.ts';
import { releaseSynonyms } from '../modules/catalogue/synonyms.ts';
import type { ServiceItem } from '../modules/catalogue/index.ts';

const WANTED = Number(process.argv[2] ?? 10_000);
const ROUNDS = 5;

const real = await bothCatalogues();
const items = multiply(real, WANTED);
const queries = everydayQueries();

const [ours, builtIn] = await timed(() => buildIndex(items, releaseSynonyms()));
const [peer, peerBuiltIn] = await timed(() => plainMiniSearch(items));

for (const { query } of queries) searchIn(ours, { q: query });
report(
  'ours',
  builtIn,
  measure((q) => searchIn(ours, { q })),
);
report(
  'plain minisearch',
  peerBuiltIn,
  measure((q) => peer.search(q, { prefix: true, fuzzy: 0.2 })),
);

const small = await buildIndex(real, releaseSynonyms());
const peerSmall = plainMiniSearch(real);
console.log(`wanted item among the first three, ${real.length} items, ${queries.length} everyday queries:`);
console.log(
  `  ours              ${found((q) => searchIn(small, { q }).hits.map(({ lead, others }) => [lead, ...others].map(({ id }) => id)))} %`,
);
console.log(
  `  plain minisearch  ${found((q) => peerSmall.search(q, { prefix: true, fuzzy: 0.2 }).map(({ id }) => [String(id)]))} %`,
);
console.log(`memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);

/** The catalogue again and again, as other counties would have it: other codes, agencies and shuffled names. */
function multiply(source: readonly ServiceItem[], count: number): readonly ServiceItem[] {
  return Array.from({ length: count }, (_, at) => {
    const round = Math.floor(at / source.length);
    const item = source[at % source.length];
    const other = source[(at * 7919) % source.length];
    if (item === undefined || other === undefined) throw new Error('The catalogue is empty.');
    if (round === 0) return item;
    const { elements } = item;
    const serial = String(round).padStart(3, '0');
    return {
      ...item,
      id: `${item.id}-${round}` as ServiceItem['id'],
      elements: {
        ...elements,
        name: `${elements.name}(${other.elements.name.slice(0, 6)})`,
        catalogCode: `${elements.catalogCode.slice(0, 9)}${serial}`,
        agency: { ...elements.agency, name: `${other.elements.agency.name}${round}` },
      },
    };
  });
}

function plainMiniSearch(documents: readonly ServiceItem[]): MiniSearch {
  const index = new MiniSearch({ fields: ['plain', 'keywords', 'name', 'agency'], idField: 'id' });
  index.addAll(
    documents.map(({ id, elements }) => ({
      id,
      plain: elements.plainName ?? '',
      keywords: elements.keywords.join(' '),
      name: elements.name,
      agency: elements.agency.name,
    })),
  );
  return index;
}

interface Times {
  readonly wall: readonly number[];
  /** Time of this thread on a core: what the wall clock would show on a machine with nothing else to do. */
  readonly cpu: readonly number[];
}

function measure(search: (q: string) => unknown): Times {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { query } of queries) {
      const [start, used] = [performance.now(), process.threadCpuUsage()];
      search(query);
      const { user, system } = process.threadCpuUsage(used);
      wall.push(performance.now() - start);
      cpu.push((user + system) / 1000);
    }
  }
  return { wall: wall.toSorted((a, b) => a - b), cpu: cpu.toSorted((a, b) => a - b) };
}

function report(name: string, builtInMs: number, { wall, cpu }: Times): void {
  console.log(
    `${name.padEnd(18)} ${items.length} items built in ${(builtInMs / 1000).toFixed(1)} s; ${wall.length} searches: ` +
      `wall ${percentiles(wall)}; cpu ${percentiles(cpu)}`,
  );
}

function percentiles(sorted: readonly number[]): string {
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms`;
}

function found(search: (q: string) => readonly (readonly string[])[]): string {
  const good = queries.filter(({ query, wanted }) =>
    search(query)
      .slice(0, 3)
      .some((ids) => ids.some((id) => wanted.includes(id))),
  );
  return ((100 * good.length) / queries.length).toFixed(1);
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const value = await work();
  return [value, performance.now() - start];
}
