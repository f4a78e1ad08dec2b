import { Trouble } from '../problem.ts';
import { isContext, type Context, type FunctionValue, type List, type Value } from '../value.ts';
import { any, contextual, define, listed, text, way } from './define.ts';

function get(context: Context, keys: List): Value {
  const [key, ...inner] = keys;
  if (typeof key !== 'string') throw new Trouble('feel.argument', 'get value');
  const value = context.get(key);
  if (value === undefined) throw new Trouble('feel.unknown-property', key);
  if (inner.length === 0) return value;
  if (!isContext(value)) throw new Trouble('feel.types', key);
  return get(value, inner);
}

function put(context: Context, keys: List, value: Value): Context {
  const [key, ...inner] = keys;
  if (typeof key !== 'string') throw new Trouble('feel.argument', 'context put');
  if (inner.length === 0) return new Map(context).set(key, value);
  const old = context.get(key);
  if (!isContext(old)) throw new Trouble('feel.types', key);
  return new Map(context).set(key, put(old, inner, value));
}

function fromEntries(entries: List): Context {
  const context = new Map<string, Value>();
  for (const entry of entries) {
    const key = isContext(entry) ? entry.get('key') : undefined;
    const value = isContext(entry) ? entry.get('value') : undefined;
    if (typeof key !== 'string' || value === undefined) throw new Trouble('feel.argument', 'context');
    if (context.has(key)) throw new Trouble('feel.duplicate-key', key);
    context.set(key, value);
  }
  return context;
}

function merge(contexts: List): Context {
  const merged = new Map<string, Value>();
  for (const context of contexts) {
    if (!isContext(context)) throw new Trouble('feel.argument', 'context merge');
    for (const [key, value] of context) merged.set(key, value);
  }
  return merged;
}

function entry(key: string, value: Value): Context {
  return new Map([
    ['key', key],
    ['value', value],
  ]);
}

/** Many keys are a path into contexts; none is none. */
function path(keys: List): List {
  if (keys.length === 0) throw new Trouble('feel.argument');
  return keys;
}

export const contextFunctions: readonly FunctionValue[] = [
  define(
    'get value',
    way([contextual('m'), text('key')], ([context, key]) => get(context, [key])),
    way([contextual('m'), listed('keys')], ([context, keys]) => get(context, path(keys))),
    // DMN 1.4 names the parameters of the second form otherwise.
    way([contextual('context'), listed('keys')], ([context, keys]) => get(context, path(keys))),
  ),
  define(
    'get entries',
    way([contextual('m')], ([context]) => [...context].map(([key, value]) => entry(key, value))),
  ),
  define(
    'context',
    way([listed('entries')], ([entries]) => fromEntries(entries)),
  ),
  define(
    'context put',
    way([contextual('context'), text('key'), any('value')], ([context, key, value]) => put(context, [key], value)),
    way([contextual('context'), listed('keys'), any('value')], ([context, keys, value]) =>
      put(context, path(keys), value),
    ),
  ),
  define(
    'context merge',
    way([listed('contexts')], ([contexts]) => merge(contexts)),
  ),
];
