import { creditCheck, identityCheck, organisationCheck, regionDirectory } from '#kernel';
import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';
import { readPattern } from './pattern.ts';
import type { PageInput } from './kinds/kind.ts';

/** No region of the standard begins so: these numbers pass every check and are nobody's. */
const NOWHERE = '999999';

const identityBody = `${NOWHERE}19900101001`;
const organisationBody = '99999999';
const creditBody = `91${NOWHERE}${organisationBody}`;

/** A place in the directory with nothing below it. */
let village: string | undefined;

/**
 * What a made-up applicant types into a form, for trying it out: every answer passes the checks, none is anybody's. The
 * first of the options, yes to every question, the smallest amount.
 */
export function sampleInput({ layout }: Pick<FormDefinition, 'layout'>, today: string): PageInput {
  return Object.assign(
    {},
    ...layout.pages.flatMap(({ fields }) => fields.map((field) => typedInto(field, today))),
  ) as PageInput;
}

function typedInto(field: FormField, today: string): PageInput {
  const { name, kind, options = [], min = 10_000 } = field;
  switch (kind) {
    case 'address':
      return { [`${name}.region`]: someVillage(), [`${name}.detail`]: '示例路 1 号' };
    case 'identity-number':
      return { [name]: identityBody + identityCheck(identityBody) };
    case 'credit-code': {
      const body = creditBody + organisationCheck(organisationBody);
      return { [name]: body + creditCheck(body) };
    }
    case 'phone':
      return { [name]: '13800000000' };
    case 'date':
      return { [name]: today };
    case 'money':
      return { [name]: (min / 100).toFixed(2) };
    case 'choice':
    case 'choices':
      return { [name]: options[0]?.value ?? '' };
    case 'yes-no':
      return { [name]: 'yes' };
    case 'file':
      return {};
    default:
      return { [name]: wordsFor(field) };
  }
}

const WORDS = ['示例', '10', '1', '10.00', '1000', 'A1', '示例12345678'];

/** Words that keep to the pattern, if any of these do; else people have to think of some. */
function wordsFor({ pattern, maxLength = 100 }: FormField): string {
  const keeps = pattern === undefined ? undefined : readPattern(pattern);
  return WORDS.find((words) => words.length <= maxLength && (keeps?.test(words) ?? true)) ?? '';
}

function someVillage(): string {
  const directory = regionDirectory();
  village ??= [...directory.all()].find(({ code }) => directory.children(code).length === 0)?.code ?? '';
  return village;
}
