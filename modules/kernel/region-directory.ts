import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parentRegionCode, regionLevel, type Region } from './region.ts';

/**
 * Every region this release knows, in memory (some 3,900 rows), so that checking an address and naming a place stay
 * pure. kernel.region holds the same rows, from the same file, for foreign keys and joins.
 */
export interface RegionDirectory {
  region(code: string): Region | undefined;
  /** The regions directly below one, by code; the provinces for `undefined`. */
  children(code: string | undefined): readonly Region[];
  /** From the province down to the region itself; empty if the code is unknown. */
  path(code: string): readonly Region[];
  all(): Iterable<Region>;
}

const File = z.strictObject({ source: z.string(), regions: z.array(z.tuple([z.string(), z.string()])) });
const FILE = new URL('../../db/seeds/regions.json', import.meta.url);

let directory: RegionDirectory | undefined;

/** The directory that ships with this release; read once. */
export function regionDirectory(): RegionDirectory {
  directory ??= buildDirectory(File.parse(JSON.parse(readFileSync(FILE, 'utf8'))).regions);
  return directory;
}

/** @param rows code and name, sorted by code: a parent always comes before its children. */
export function buildDirectory(rows: readonly (readonly [code: string, name: string])[]): RegionDirectory {
  const regions = new Map<string, Region>();
  const children = new Map<string | undefined, Region[]>();
  for (const [code, name] of rows) {
    const region = describe(regions, code, name);
    regions.set(code, region);
    const siblings = children.get(region.parent);
    if (siblings === undefined) children.set(region.parent, [region]);
    else siblings.push(region);
  }
  const path = (code: string): readonly Region[] => {
    const region = regions.get(code);
    if (region === undefined) return [];
    return region.parent === undefined ? [region] : [...path(region.parent), region];
  };
  return {
    region: (code) => regions.get(code),
    children: (code) => children.get(code) ?? [],
    path,
    all: () => regions.values(),
  };
}

function describe(known: ReadonlyMap<string, Region>, code: string, name: string): Region {
  const parent = parentRegionCode(code);
  const above = parent === undefined ? undefined : known.get(parent);
  if (parent !== undefined && above === undefined) throw new Error(`Region ${code} has no parent ${parent}.`);
  const prefix = above === undefined || isHeading(above) ? fullNameAbove(known, above) : above.fullName;
  return { code, name, parent, level: regionLevel(code), fullName: prefix + name };
}

/**
 * 市辖区, 县 and the like stand for "counties without a prefecture": nobody writes them in an address. Their codes end
 * in 01, 02 or 90 at the second level.
 */
function isHeading({ code, level }: Region): boolean {
  return level === 'prefecture' && (code.endsWith('9000') || /^(11|12|31|50)/.test(code));
}

function fullNameAbove(known: ReadonlyMap<string, Region>, heading: Region | undefined): string {
  return heading?.parent === undefined ? '' : (known.get(heading.parent)?.fullName ?? '');
}
