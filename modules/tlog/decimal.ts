import { TlogProblem } from './problem.ts';

const DECIMAL = /^(?:0|[1-9][0-9]*)$/;
/** Sizes, indices and times are below 2^63, so that every reader's signed 64-bit numbers hold them. */
const MOST = 2n ** 63n - 1n;
const MOST_DIGITS = 19;

/** A number as the formats write it: decimal, without sign, blanks or leading zeros. */
export function parseDecimal(text: string): bigint {
  if (!DECIMAL.test(text)) throw new TlogProblem('number.not-decimal');
  if (text.length > MOST_DIGITS || BigInt(text) > MOST) throw new TlogProblem('number.too-large');
  return BigInt(text);
}
