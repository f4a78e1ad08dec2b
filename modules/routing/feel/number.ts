import { Decimal } from 'decimal.js';

/**
 * The numbers of FEEL are those of IEEE 754-2008 decimal128: 34 digits, half to even (DMN 1.5, 10.3.2.3.1). A constructor
 * of their own, so that nobody else's settings change a fee.
 */
export const FeelNumber = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type FeelNumber = Decimal;

const NUMERIC = /^-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
/** Longer ones are cut by rounding anyway; this bounds what has to be read. */
const MOST_CHARACTERS = 10_000;

/** A literal number, rounded to 34 digits; undefined if it is none or too large. */
export function parseNumber(text: string): FeelNumber | undefined {
  if (text.length > MOST_CHARACTERS || !NUMERIC.test(text)) return undefined;
  return finite(new FeelNumber(text).toSignificantDigits());
}

export function number(value: number | bigint): FeelNumber {
  return new FeelNumber(typeof value === 'bigint' ? value.toString() : value);
}

/** FEEL has neither infinity nor NaN. */
export function finite(value: FeelNumber): FeelNumber | undefined {
  return value.isFinite() ? value : undefined;
}

/** A whole number that a double holds exactly; undefined for every other. */
export function toInteger(value: FeelNumber): number | undefined {
  const integer = value.isInteger() ? value.toNumber() : Number.NaN;
  return Number.isSafeInteger(integer) ? integer : undefined;
}

/** Digits without an exponent, and no zeros that say nothing. */
export function formatNumber(value: FeelNumber): string {
  return value.isZero() ? '0' : value.toFixed();
}
