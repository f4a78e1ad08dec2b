import { readFileSync } from 'node:fs';
import type { UnitId } from '#identity';
import { examineLine } from '../gdzwfw/examine-line.ts';
import { inPieces, realFile } from '../gdzwfw/testing.ts';
import { readLines } from '../gdzwfw/lines.ts';
import type { ItemId, ItemVersionId } from '../ids.ts';
import type { ServiceItem } from '../service-item.ts';
import { readSampleFile } from '../sample/sample-file.ts';
import { sampleElements } from '../sample/to-elements.ts';

export { everydayQueries } from './everyday-queries.ts';

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
