import type { Place } from './problem.ts';
import type { Trace } from './trace.ts';
import { midnight } from './time/calendar.ts';
import { bare, formatType, type FeelType } from './type.ts';
import {
  isContext,
  isKind,
  isList,
  kindOf,
  type FunctionValue,
  type List,
  type RangeValue,
  type Value,
} from './value.ts';

/** What conformance needs to know besides value and type. */
interface Rule {
  /** `instance of` wants every entry of a context type; a value handed over may leave some out. */
  readonly whole: boolean;
  readonly trace: Trace;
}

/** DMN 1.5, 10.3.2.9.2, for the value that an expression has: null conforms to every type. */
function conforms(value: Value, type: FeelType, rule: Rule): boolean {
  if (value === null || type.kind === 'Any') return true;
  if (type.kind === 'constrained') return conforms(value, type.base, rule) && type.allows(value, rule.trace);
  if (type.kind === 'list') return isList(value) && listConforms(value, type.of, rule);
  if (type.kind === 'context') return contextConforms(value, type.entries, rule);
  if (type.kind === 'range') return isKind(value, 'range') && rangeConforms(value, type.of, rule);
  if (type.kind === 'function') return isKind(value, 'function') && functionConforms(value, type);
  return kindOf(value) === type.kind;
}

function listConforms(value: List, of: FeelType, rule: Rule): boolean {
  rule.trace.step(value.length);
  return value.every((item) => conforms(item, of, rule));
}

function contextConforms(value: Value, entries: ReadonlyMap<string, FeelType>, rule: Rule): boolean {
  if (!isContext(value)) return false;
  return entries.entries().every(([key, type]) => {
    const entry = value.get(key);
    return entry === undefined ? !rule.whole : conforms(entry, type, rule);
  });
}

function rangeConforms({ start, end }: RangeValue, of: FeelType, rule: Rule): boolean {
  return conforms(start, of, rule) && conforms(end, of, rule);
}

/** Parameters are contravariant, the result is covariant. */
function functionConforms(value: FunctionValue, type: Extract<FeelType, { kind: 'function' }>): boolean {
  return (
    value.signatures.some(({ parameters }) => parameters.length === type.parameters.length) &&
    type.parameters.every((parameter, at) => isWithin(parameter, value.parameterTypes[at] ?? { kind: 'Any' })) &&
    isWithin(value.resultType, type.result)
  );
}

/** Whether every value of one type conforms to the other, as far as functions have to know. */
function isWithin(type: FeelType, other: FeelType): boolean {
  const [one, two] = [bare(type), bare(other)];
  if (two.kind === 'Any' || one.kind === 'Null') return true;
  if (one.kind === 'list' || one.kind === 'range') return one.kind === two.kind && isWithin(one.of, two.of);
  if (one.kind === 'context' && two.kind === 'context')
    return two.entries.entries().every(([key, entry]) => isWithin(one.entries.get(key) ?? { kind: 'Any' }, entry));
  return one.kind === two.kind;
}

/** `value instance of type`; null is an instance of Null alone. */
export function isInstance(value: Value, type: FeelType, trace: Trace): boolean {
  if (value === null) return type.kind === 'Null';
  return conforms(value, type, { whole: true, trace });
}

/**
 * The value as one of the type, by the implicit conversions (DMN 1.5, 10.3.2.9.4): to and from a list of one, a date to
 * its midnight in UTC. What conforms neither way is null, and noted.
 */
export function convert(value: Value, type: FeelType, { trace, place }: { trace: Trace; place: Place }): Value {
  const candidates = [value, ...conversions(value, bare(type))];
  const found = candidates.find((candidate) => conforms(candidate, type, { whole: false, trace }));
  if (found !== undefined) return found;
  const restrained = type.kind === 'constrained' && conforms(value, bare(type), { whole: false, trace });
  return trace.fail(restrained ? 'feel.not-allowed' : 'feel.not-conforming', place, formatType(type));
}

function conversions(value: Value, type: FeelType): readonly Value[] {
  if (type.kind === 'list')
    return isList(value) ? [value.flatMap((item) => asItem(item, type.of))] : [asItem(value, type.of)];
  if (isList(value)) return value.length === 1 ? value.flatMap((item) => [item, ...conversions(item, type)]) : [];
  return type.kind === 'date and time' && isKind(value, 'date') ? [midnight(value)] : [];
}

function asItem(value: Value, type: FeelType): List {
  return bare(type).kind === 'date and time' && isKind(value, 'date') ? [midnight(value)] : [value];
}
