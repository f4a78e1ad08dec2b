import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BundleDefinition } from './definition.ts';

const Sample = z.object({ bundles: z.array(BundleDefinition) });
const FILE = new URL('../../db/seeds/bundles.json', import.meta.url);

/** The six bundles of the sample city. */
export function sampleBundles(): readonly BundleDefinition[] {
  return Sample.parse(JSON.parse(readFileSync(FILE, 'utf8'))).bundles;
}
