import { formatNumber, FeelNumber, parseNumber } from '../feel/number.ts';
import { parseLiteral } from '../feel/time/literal.ts';
import { toText } from '../feel/text.ts';
import { bare, type FeelType } from '../feel/type.ts';
import { isContext, isList, isNumber, kindOf, type Context, type Value } from '../feel/value.ts';

/** JSON as it was written, each number as its digits. */
type Json = null | boolean | string | FeelNumber | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * Inputs from the text of a JSON object. Numbers keep every digit; a text stands for a date, time or duration where the
 * model declares one, and for a number where it declares that: `"530701199001011234"`. Undefined if it is no object.
 */
export function readInputs(text: string, types: ReadonlyMap<string, FeelType | undefined>): Context | undefined {
  const json = parsed(text);
  if (!isObject(json)) return undefined;
  return new Map(Object.entries(json).map(([name, value]) => [name, valueOf(value, types.get(name))]));
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
/** The boundary: the types of the language do not know yet that a reviver is given the source. */
const parse = JSON.parse as (text: string, reviver: Reviver) => Json;

function parsed(text: string): Json | undefined {
  try {
    return parse(text, (_key, value, { source = '' }) =>
      typeof value === 'number' ? (parseNumber(source) ?? null) : value,
    );
  } catch {
    return undefined;
  }
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof FeelNumber);
}

function valueOf(json: Json, declared: FeelType | undefined): Value {
  const type = declared && bare(declared);
  if (typeof json === 'string') return read(json, type?.kind);
  if (json === null || typeof json === 'boolean' || json instanceof FeelNumber) return json;
  if (isObject(json)) {
    const entries = type?.kind === 'context' ? type.entries : undefined;
    return new Map(Object.entries(json).map(([key, value]) => [key, valueOf(value, entries?.get(key))]));
  }
  return json.map((item) => valueOf(item, type?.kind === 'list' ? type.of : undefined));
}

/** What cannot be read as its type stays a text, which then does not conform. */
function read(text: string, kind: string | undefined): Value {
  if (kind === undefined || kind === 'string' || kind === 'Any') return text;
  const value = kind === 'number' ? parseNumber(text) : parseLiteral(text);
  return value !== undefined && kindOf(value) === kind ? value : text;
}

/** A value for JSON: dates and the like as texts, and as text every number that a double would change. */
export function toJson(value: Value): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isNumber(value)) return exact(value);
  if (isList(value)) return value.map(toJson);
  if (isContext(value)) return Object.fromEntries([...value].map(([key, entry]) => [key, toJson(entry)]));
  return toText(value);
}

function exact(value: FeelNumber): number | string {
  const [text, double] = [formatNumber(value), value.toNumber()];
  return Number.isFinite(double) && String(double) === text ? double : text;
}
