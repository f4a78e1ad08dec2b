import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { UnitId } from '#identity';
import { examineLine } from '../gdzwfw/examine-line.ts';
import { inPieces, realFile } from '../gdzwfw/testing.ts';
import { readLines } from '../gdzwfw/lines.ts';
import type { ItemId, ItemVersionId } from '../ids.ts';
import type { ServiceItem } from '../service-item.ts';
import { readSampleFile } from '../sample/sample-file.ts';
import { sampleElements } from '../sample/to-elements.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000' as UnitId;

/** The sample city and the real hand-over together, without a database. */
export async function bothCatalogues(): Promise<readonly ServiceItem[]> {
  const { items, meta } = readSampleFile();
  const sample = items.map((item) =>
    asItem(item.id, { source: 'sample', region: meta.region.code, elements: sampleElements(item) }),
  );
  const real: ServiceItem[] = [];
  for await (const line of readLines(inPieces(readFileSync(realFile), 65_536))) {
    const { publication } = examineLine(line);
    if (publication !== undefined) real.push(asItem(publication.id, publication));
  }
  return [...sample, ...real];
}

function asItem(id: string, facts: Pick<ServiceItem, 'source' | 'region' | 'elements'>): ServiceItem {
  const { source, region, elements } = facts;
  return {
    id: id as ItemId,
    version: 1n as ItemVersionId,
    source,
    sample: source === 'sample',
    unit: NOBODY,
    region,
    elements,
  };
}

const QueryFile = z.array(z.strictObject({ query: z.string(), wanted: z.array(z.string()).min(1) }));

/** What residents type, written before the search was tuned, and the items that any of them would accept. */
export function everydayQueries(): z.output<typeof QueryFile> {
  return QueryFile.parse(
    JSON.parse(readFileSync(new URL('../../../db/seeds/everyday-queries.json', import.meta.url), 'utf8')),
  );
}
