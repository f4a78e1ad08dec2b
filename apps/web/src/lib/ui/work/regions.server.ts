import { regionDirectory, type Region, type RegionLevel } from '#kernel';

/** One select of an address: a level of regions, and which of them is chosen. */
export interface AddressLevel {
  readonly level: RegionLevel;
  readonly options: readonly { readonly code: string; readonly name: string }[];
  readonly chosen?: string;
}

/** The sample city: most addresses here begin in it, and one that does not is two choices away. */
const HOME = '530700';

/** The selects that an address needs: every level down to the chosen region, and the one below it. */
export function addressLevels(code: string | undefined): readonly AddressLevel[] {
  const directory = regionDirectory();
  const path = directory.path(code === undefined || code === '' ? HOME : code);
  const above = [undefined, ...path.map((region) => region.code)];
  return above.flatMap((parent, depth) => {
    const options = directory.children(parent);
    return options.length === 0 ? [] : [toLevel(options, path[depth]?.code)];
  });
}

function toLevel(options: readonly Region[], chosen: string | undefined): AddressLevel {
  return {
    level: options[0]?.level ?? 'province',
    options: options.map(({ code, name }) => ({ code, name })),
    ...(chosen === undefined ? {} : { chosen }),
  };
}

/**
 * The region meant by several selects, sent from the province down: the deepest that still lies in the one before it,
 * because changing the county leaves the old town in the form.
 */
export function chosenRegion(codes: readonly string[]): string {
  const directory = regionDirectory();
  return codes.reduce((above, code) => {
    const parent = directory.region(code)?.parent;
    return code !== '' && (parent ?? '') === above ? code : above;
  }, '');
}
