const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const MODULUS = 31;

const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export type CreditCodeProblem = 'length' | 'characters' | 'check' | 'organisation-check';

/**
 * What is wrong with an 18-character unified social credit code (统一社会信用代码, GB 32100—2015), or nothing.
 * Both check digits count: the last of all (mod 31) and the last of the organisation code inside it, characters
 * 9 to 17 (GB 11714, mod 11).
 */
export function creditCodeProblem(code: string): CreditCodeProblem | undefined {
  if (code.length !== 18) return 'length';
  if ([...code].some((character) => !ALPHABET.includes(character))) return 'characters';
  if (creditCheck(code) !== code[17]) return 'check';
  if (organisationCheck(code.slice(8, 16)) !== code[16]) return 'organisation-check';
  return undefined;
}

export function creditCheck(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code.charAt(at)), 0);
  return ALPHABET.charAt((MODULUS - (sum % MODULUS)) % MODULUS);
}

export function organisationCheck(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * ORGANISATION_ALPHABET.indexOf(body.charAt(at)),
    0,
  );
  const digit = 11 - (sum % 11);
  if (digit === 10) return 'X';
  return digit === 11 ? '0' : String(digit);
}
