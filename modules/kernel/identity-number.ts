const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

export type IdentityNumberProblem = 'length' | 'characters' | 'date' | 'check';

/** What is wrong with an 18-character citizen identity number (公民身份号码, GB 11643—1999), or nothing. */
export function identityNumberProblem(number: string): IdentityNumberProblem | undefined {
  if (number.length !== 18) return 'length';
  if (!/^\d{17}[\dX]$/.test(number)) return 'characters';
  if (birthDate(number) === undefined) return 'date';
  return identityCheck(number) === number[17] ? undefined : 'check';
}

/** The check character of the first 17 digits (ISO 7064 MOD 11-2). */
export function identityCheck(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECK.charAt(sum % 11);
}

/** The date of birth inside an identity number; undefined if there is no such day. */
export function birthDate(number: string): Temporal.PlainDate | undefined {
  const text = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
