import { creditCodeProblem, identityNumberProblem } from '#kernel';
import { asTyped } from '../answers.ts';
import type { Kind } from './kind.ts';
import { compact, one } from './typed.ts';

/** 公民身份号码, GB 11643—1999. */
export const identityNumber: Kind = {
  missing: 'forms.missing',
  read: ({ name }, input) => compact(one(input, name)).toUpperCase(),
  check: (_, answer) => {
    if (typeof answer !== 'string') return { code: 'forms.invalid' };
    const problem = identityNumberProblem(answer);
    return problem && { code: `forms.identity-number.${problem}` };
  },
  show: (_, answer) => asTyped(answer),
  schema: () => ({ type: 'string', pattern: String.raw`^\d{17}[\dX]$` }),
};

/** 统一社会信用代码, GB 32100—2015. */
export const creditCode: Kind = {
  missing: 'forms.missing',
  read: ({ name }, input) => compact(one(input, name)).toUpperCase(),
  check: (_, answer) => {
    if (typeof answer !== 'string') return { code: 'forms.invalid' };
    const problem = creditCodeProblem(answer);
    return problem && { code: `forms.credit-code.${problem}` };
  },
  show: (_, answer) => asTyped(answer),
  schema: () => ({ type: 'string', pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' }),
};

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0\d{2,3}-\d{7,8}(-\d{1,6})?$/;

/** A mobile number of 11 digits, or a landline with its area code: `0888-5123456`, with an extension `0888-5123456-802`. */
export const phone: Kind = {
  missing: 'forms.missing',
  read: ({ name }, input) => {
    const typed = one(input, name).trim();
    return readPhone(compact(typed)) ?? typed;
  },
  check: (_, answer) =>
    typeof answer === 'string' && (MOBILE.test(answer) || LANDLINE.test(answer)) ? undefined : { code: 'forms.phone' },
  show: (_, answer) => asTyped(answer),
  schema: () => ({ type: 'string', pattern: String.raw`^(1[3-9]\d{9}|0\d{2,3}-\d{7,8}(-\d{1,6})?)$` }),
};

function readPhone(typed: string): string | undefined {
  const national = typed.replace(/^(\+86|0086|86(?=1\d{10}$))-?/, '');
  const mobile = national.replaceAll('-', '');
  if (MOBILE.test(mobile)) return mobile;
  // Area codes have three digits in the largest cities (010, 02x) and four elsewhere.
  const parts = /^\(?(010|02\d|0[3-9]\d{2})\)?-?(\d{7,8})(?:-(\d{1,6}))?$/.exec(national);
  return parts === null ? undefined : parts.slice(1).filter(Boolean).join('-');
}
