import { regionDirectory, type Region, type RegionLevel } from '#kernel';
import { asTyped, isAddress } from '../answers.ts';
import type { Kind, PageInput } from './kind.ts';
import { many, one, textProblem } from './typed.ts';

const DETAIL = 100;
const LEVELS = [1, 2, 3, 4, 5];

/**
 * A region down to the village, or to the county where no villages are known, and the rest in words. Posted as
 * `NAME.region` (one code, or the codes of a cascade from the province down), or `NAME.region.1` to `.5`, and
 * `NAME.detail`.
 */
export const address: Kind = {
  missing: 'forms.missing',
  read: ({ name }, input) => ({ region: deepest(cascade(input, name)), detail: one(input, `${name}.detail`).trim() }),
  check: (_, answer) => {
    if (!isAddress(answer)) return { code: 'forms.invalid' };
    if (!isComplete(answer.region)) return { code: 'forms.address-region' };
    if (answer.detail === '') return { code: 'forms.address-detail' };
    return /\n|\t/.test(answer.detail) ? { code: 'forms.characters' } : textProblem(answer.detail, DETAIL);
  },
  show: (_, answer) =>
    isAddress(answer) ? (regionDirectory().region(answer.region)?.fullName ?? '') + answer.detail : asTyped(answer),
  schema: () => ({
    type: 'object',
    properties: {
      region: { type: 'string', pattern: String.raw`^\d{6}(\d{3}(\d{3})?)?$` },
      detail: { type: 'string', minLength: 1, maxLength: DETAIL },
    },
    required: ['region', 'detail'],
    additionalProperties: false,
  }),
};

/** One select of the cascade: what is offered at a level, and what is chosen there. */
export interface AddressLevel {
  /** 1 province to 5 village. */
  readonly level: number;
  readonly name: RegionLevel;
  readonly options: readonly Region[];
  readonly chosen: string | undefined;
}

/**
 * The selects to show for a code that may still end above the village: one for each level chosen, and one for the next.
 * An unknown or empty code begins at the provinces.
 */
export function addressLevels(code: string): readonly AddressLevel[] {
  const directory = regionDirectory();
  const chosen = directory.path(code);
  const rows = [
    ...chosen.map(({ parent, code: own }) => ({ parent, own })),
    { parent: chosen.at(-1)?.code, own: undefined },
  ];
  return rows.flatMap(({ parent, own }, at) => {
    const options = directory.children(parent);
    const [first] = options;
    return first === undefined ? [] : [{ level: at + 1, name: first.level, options, chosen: own }];
  });
}

function isComplete(code: string): boolean {
  const directory = regionDirectory();
  return directory.region(code) !== undefined && directory.children(code).length === 0;
}

function cascade(input: PageInput, name: string): readonly string[] {
  const whole = many(input, `${name}.region`);
  const levels = LEVELS.map((level) => one(input, `${name}.region.${level}`));
  const codes = (whole.length > 0 ? whole : levels).map((code) => code.trim());
  const end = codes.indexOf('');
  return end < 0 ? codes : codes.slice(0, end);
}

/**
 * How far a cascade holds together. Without script, a new province is posted together with the old county below it:
 * the upper choice counts. A single code is taken as it is.
 */
function deepest([first = '', ...below]: readonly string[]): string {
  const directory = regionDirectory();
  let code = first;
  for (const next of below) {
    if (directory.region(next)?.parent !== code) return code;
    code = next;
  }
  return code;
}
