import { Trouble } from '../../problem.ts';
import { complement, LAST, selected, union, type CodePoints } from './ranges.ts';

const CATEGORY = /^(?:C[cfno]?|L[ltmou]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)$/;

/** Blocks of Unicode by the names of XML Schema: those that an office's rules may mention. */
const BLOCKS: Readonly<Record<string, readonly [number, number]>> = {
  BasicLatin: [0x0, 0x7f],
  'Latin-1Supplement': [0x80, 0xff],
  'LatinExtended-A': [0x100, 0x17f],
  'LatinExtended-B': [0x180, 0x24f],
  IPAExtensions: [0x250, 0x2af],
  CombiningDiacriticalMarks: [0x300, 0x36f],
  Greek: [0x370, 0x3ff],
  GreekandCoptic: [0x370, 0x3ff],
  Cyrillic: [0x400, 0x4ff],
  Armenian: [0x530, 0x58f],
  Hebrew: [0x590, 0x5ff],
  Arabic: [0x600, 0x6ff],
  Devanagari: [0x900, 0x97f],
  Thai: [0xe00, 0xe7f],
  Tibetan: [0xf00, 0xfff],
  GeneralPunctuation: [0x2000, 0x206f],
  CurrencySymbols: [0x20a0, 0x20cf],
  Arrows: [0x2190, 0x21ff],
  MathematicalOperators: [0x2200, 0x22ff],
  YiSyllables: [0xa000, 0xa48f],
  Hiragana: [0x3040, 0x309f],
  Katakana: [0x30a0, 0x30ff],
  CJKSymbolsandPunctuation: [0x3000, 0x303f],
  CJKUnifiedIdeographsExtensionA: [0x3400, 0x4dbf],
  CJKUnifiedIdeographs: [0x4e00, 0x9fff],
  HangulSyllables: [0xac00, 0xd7a3],
  HalfwidthandFullwidthForms: [0xff00, 0xffef],
};

const remembered = new Map<string, CodePoints>();

/** `\p{…}`. @throws Trouble feel.pattern for a name that is none */
export function property(name: string): CodePoints {
  if (name.startsWith('Is')) {
    const block = BLOCKS[name.slice(2)];
    if (block === undefined) throw new Trouble('feel.pattern', name);
    return [block];
  }
  if (!CATEGORY.test(name)) throw new Trouble('feel.pattern', name);
  const known = remembered.get(name) ?? selected(new RegExp(`^\\p{${name}}$`, 'u'));
  remembered.set(name, known);
  return known;
}

const SPACE: CodePoints = [
  [0x9, 0xa],
  [0xd, 0xd],
  [0x20, 0x20],
];
const NAME_START: CodePoints = [
  [0x3a, 0x3a],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];
const NAME_MORE: CodePoints = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

/** Escapes of many characters (XML Schema 2, appendix G.4.2.5); undefined if the letter is none. */
export function multiple(letter: string): CodePoints | undefined {
  const plain = small(letter.toLowerCase());
  return plain === undefined || letter === letter.toLowerCase() ? plain : complement(plain);
}

function small(letter: string): CodePoints | undefined {
  if (letter === 's') return SPACE;
  if (letter === 'd') return property('Nd');
  if (letter === 'w') return complement(union(property('P'), property('Z'), property('C')));
  if (letter === 'i') return NAME_START;
  return letter === 'c' ? union(NAME_START, NAME_MORE) : undefined;
}

export const ANYTHING: CodePoints = [[0, LAST]];
export const LINE_ENDS: CodePoints = [
  [0xa, 0xa],
  [0xd, 0xd],
];
