import { ANY, builtInType, type FeelType } from '../feel/type.ts';
import { normalizeName } from '../feel/parse/name.ts';
import type { Value, Trace } from '../feel/value.ts';
import type { ItemDefinition, Model } from './model.ts';

/** Whether a value passes the unary tests of an item definition. */
export type PassesTests = (tests: string, value: Value, trace: Trace) => boolean;

/** The types that a model can name. */
export interface Types {
  /** By normalized name; of an imported model `its name . type`. */
  readonly named: ReadonlyMap<string, FeelType>;
  /** Undefined for a reference to nothing. */
  readonly resolve: (typeRef: string) => FeelType | undefined;
  /** The allowed values of an item definition, as they were written. */
  readonly allowedValues: (typeRef: string) => string | undefined;
}

/** Types of an imported model, by the name that the import gives it. */
export interface ImportedTypes {
  readonly name: string;
  readonly namespace: string;
  readonly types: Types;
}

/** The types of a model (DMN 1.5, 7.3.2). A type that is made of itself ends in Any. */
export function typesOf(model: Model, imported: readonly ImportedTypes[], passes: PassesTests): Types {
  const named = new Map<string, FeelType>(imported.flatMap(importedNames));
  const definitions = new Map(model.types.map((definition) => [normalizeName(definition.name), definition]));
  const building = new Set<string>();

  const byName = (name: string): FeelType | undefined => {
    const known = named.get(name);
    const definition = definitions.get(name);
    if (known !== undefined || definition === undefined) return known;
    if (building.has(name)) return ANY;
    building.add(name);
    const type = build(definition, { resolve, passes });
    building.delete(name);
    named.set(name, type);
    return type;
  };
  const resolve = (typeRef: string): FeelType | undefined => {
    const [, namespace, local = typeRef] = /^\{(.*)\}([^}]*)$/.exec(typeRef) ?? [];
    const of = imported.find((one) => one.namespace === namespace);
    if (of !== undefined && namespace !== model.namespace) return of.types.resolve(local);
    return byName(normalizeName(local)) ?? builtInType(local) ?? (local.toLowerCase() === 'any' ? ANY : undefined);
  };

  const allowedValues = (typeRef: string) => definitions.get(normalizeName(localName(typeRef)))?.allowedValues;

  for (const name of definitions.keys()) byName(name);
  return { named, resolve, allowedValues };
}

/** Without the namespace that a prefix stood for. */
export function localName(typeRef: string): string {
  return typeRef.replace(/^\{.*\}/, '');
}

function importedNames({ name, types }: ImportedTypes): readonly (readonly [string, FeelType])[] {
  return [...types.named].map(
    ([type, value]) => [name === '' ? type : normalizeName(`${name}.${type}`), value] as const,
  );
}

interface Building {
  readonly resolve: (typeRef: string) => FeelType | undefined;
  readonly passes: PassesTests;
}

function build(definition: ItemDefinition, building: Building): FeelType {
  const { name, isCollection, allowedValues, typeConstraint } = definition;
  const item = constrained(baseOf(definition, building), { name, tests: allowedValues, building });
  const whole: FeelType = isCollection ? { kind: 'list', of: item } : item;
  return constrained(whole, { name, tests: typeConstraint, building });
}

/** A type that nothing defines has no values but null. */
const NOTHING: FeelType = { kind: 'Null' };

function baseOf({ typeRef, components, functionItem }: ItemDefinition, building: Building): FeelType {
  if (components.length > 0)
    return { kind: 'context', entries: new Map(components.map((one) => [one.name, build(one, building)])) };
  if (functionItem === undefined) return typeRef === undefined ? ANY : (building.resolve(typeRef) ?? NOTHING);
  const typeOf = (ref: string | undefined) => (ref === undefined ? ANY : (building.resolve(ref) ?? NOTHING));
  return {
    kind: 'function',
    parameters: functionItem.parameters.map((parameter) => typeOf(parameter.typeRef)),
    result: typeOf(functionItem.result),
  };
}

interface Restraint {
  readonly name: string;
  readonly tests: string | undefined;
  readonly building: Building;
}

function constrained(base: FeelType, { name, tests, building }: Restraint): FeelType {
  if (tests === undefined) return base;
  return { kind: 'constrained', name, base, allows: (value, trace) => building.passes(tests, value, trace) };
}
