/** 省 · 市(州) · 县(市、区) · 乡镇(街道) · 村(社区) */
export type RegionLevel = 'province' | 'prefecture' | 'county' | 'town' | 'village';

export interface Region {
  /** 6 digits down to the county (GB/T 2260), 9 for a town, 12 for a village (GB/T 10114). */
  readonly code: string;
  readonly name: string;
  /** Code of the region above; undefined for a province. */
  readonly parent: string | undefined;
  readonly level: RegionLevel;
  /** 云南省丽江市古城区大研街道…: as an address begins. */
  readonly fullName: string;
}

const TOWN = 9;
const VILLAGE = 12;

/**
 * The level that a code stands for.
 * @throws RangeError if it is no region code.
 */
export function regionLevel(code: string): RegionLevel {
  if (!/^\d{6}(\d{3}(\d{3})?)?$/.test(code)) throw new RangeError(`Not a region code: ${code}`);
  if (code.length === VILLAGE) return 'village';
  if (code.length === TOWN) return 'town';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}

/** The code of the region above; undefined for a province. */
export function parentRegionCode(code: string): string | undefined {
  switch (regionLevel(code)) {
    case 'village':
      return code.slice(0, TOWN);
    case 'town':
      return code.slice(0, 6);
    case 'county':
      return `${code.slice(0, 4)}00`;
    case 'prefecture':
      return `${code.slice(0, 2)}0000`;
    case 'province':
      return undefined;
  }
}
