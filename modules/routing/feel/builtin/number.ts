import type { Decimal } from 'decimal.js';
import { asNumber, opposite } from '../arithmetic.ts';
import { FeelNumber, toInteger } from '../number.ts';
import { Trouble } from '../problem.ts';
import { isKind, type Duration, type FunctionValue } from '../value.ts';
import { define, numeric, optional, parameter, way, type Parameter } from './define.ts';

/** Digits after the point that decimal128 can have (DMN 1.5, function `decimal`). */
const LEAST_SCALE = -6111;
const MOST_SCALE = 6176;

/** To so many digits after the point; negative: tens, hundreds. */
function round(value: FeelNumber, scale: FeelNumber | undefined, mode: Decimal.Rounding): FeelNumber {
  const digits = scale === undefined ? 0 : toInteger(scale.trunc());
  if (digits === undefined || digits < LEAST_SCALE || digits > MOST_SCALE) throw new Trouble('feel.argument', 'scale');
  if (digits >= 0) return asNumber(value.toDecimalPlaces(digits, mode));
  const unit = new FeelNumber(10).pow(-digits);
  return asNumber(value.dividedBy(unit).toDecimalPlaces(0, mode).times(unit));
}

function rounding(name: string, mode: Decimal.Rounding, scale: Parameter<FeelNumber | undefined>): FunctionValue {
  return define(
    name,
    way([numeric('n'), scale], ([n, digits]) => round(n, digits, mode)),
  );
}

const scale = numeric('scale');

const duration = (name: string): Parameter<Duration> =>
  parameter(name, (value) => isKind(value, 'days and time duration', 'years and months duration'));

function size(value: Duration): Duration {
  const negative = value.kind === 'days and time duration' ? value.nanos < 0n : value.months < 0;
  return negative ? opposite(value) : value;
}

/** The remainder has the sign of the divisor. */
function modulo(dividend: FeelNumber, divisor: FeelNumber): FeelNumber {
  if (divisor.isZero()) throw new Trouble('feel.no-number', 'modulo');
  const rest = dividend.modulo(divisor);
  return rest.isZero() || rest.isNegative() === divisor.isNegative() ? rest : asNumber(rest.plus(divisor));
}

export const numberFunctions: readonly FunctionValue[] = [
  rounding('decimal', FeelNumber.ROUND_HALF_EVEN, scale),
  rounding('floor', FeelNumber.ROUND_FLOOR, optional(scale)),
  rounding('ceiling', FeelNumber.ROUND_CEIL, optional(scale)),
  rounding('round up', FeelNumber.ROUND_UP, scale),
  rounding('round down', FeelNumber.ROUND_DOWN, scale),
  rounding('round half up', FeelNumber.ROUND_HALF_UP, scale),
  rounding('round half down', FeelNumber.ROUND_HALF_DOWN, scale),
  define(
    'abs',
    way([numeric('n')], ([n]) => n.abs()),
    way([duration('n')], ([n]) => size(n)),
  ),
  define(
    'modulo',
    way([numeric('dividend'), numeric('divisor')], ([dividend, divisor]) => modulo(dividend, divisor)),
  ),
  define(
    'sqrt',
    way([numeric('number')], ([value]) => asNumber(value.sqrt())),
  ),
  define(
    'log',
    way([numeric('number')], ([value]) => asNumber(value.ln())),
  ),
  define(
    'exp',
    way([numeric('number')], ([value]) => asNumber(value.exp())),
  ),
  define(
    'odd',
    way([numeric('number')], ([value]) => value.modulo(2).abs().equals(1)),
  ),
  define(
    'even',
    way([numeric('number')], ([value]) => value.modulo(2).isZero()),
  ),
];
