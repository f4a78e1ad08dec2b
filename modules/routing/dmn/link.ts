import { baseFrame, baseScope } from '../feel/base.ts';
import { passes } from '../feel/eval/evaluate.ts';
import { FeelProblem } from '../feel/problem.ts';
import { parseUnaryTests } from '../feel/parse/parse.ts';
import { normalizeName } from '../feel/parse/name.ts';
import { INPUT } from '../feel/parse/tests.ts';
import type { Scope } from '../feel/scope.ts';
import type { UnaryTests } from '../feel/node.ts';
import type { Decision, InputData, Knowledge, Model, Service } from './model.ts';
import { propertiesOf } from './properties.ts';
import { typesOf, type PassesTests, type Types } from './types.ts';

/** A part of a model that others may require. */
export type Target =
  | { readonly kind: 'input'; readonly part: InputData; readonly home: Linked }
  | { readonly kind: 'decision'; readonly part: Decision; readonly home: Linked }
  | { readonly kind: 'knowledge'; readonly part: Knowledge; readonly home: Linked }
  | { readonly kind: 'service'; readonly part: Service; readonly home: Linked };

/** A model with the models that it imports. */
export interface Linked {
  readonly model: Model;
  readonly imports: readonly { readonly name: string; readonly linked: Linked }[];
  readonly types: Types;
  /** Built-in functions, types and properties; no variables yet. */
  readonly scope: Scope;
  readonly byId: ReadonlyMap<string, Target>;
}

/** Follows imports among the models given; what imports itself, or a model that is not given, gets nothing for it. */
export function link(model: Model, others: readonly Model[]): Linked {
  const known = new Map([...others, model].map((one) => [one.namespace, one]));
  const done = new Map<string, Linked>();
  const open = new Set<string>();
  const follow = (one: Model): Linked => {
    const before = done.get(one.namespace);
    if (before !== undefined) return before;
    open.add(one.namespace);
    const imports = one.imports.flatMap(({ name, namespace }) => {
      const imported = known.get(namespace);
      return imported === undefined || open.has(namespace) ? [] : [{ name, linked: follow(imported) }];
    });
    open.delete(one.namespace);
    const linked = linkedOf(one, imports);
    done.set(one.namespace, linked);
    return linked;
  };
  return follow(model);
}

function linkedOf(model: Model, imports: Linked['imports']): Linked {
  const properties = new Set([
    ...propertiesOf(model),
    ...imports.flatMap(({ linked }) => [...linked.scope.properties]),
  ]);
  const importedTypes = imports.map(({ name, linked }) => ({
    name,
    namespace: linked.model.namespace,
    types: linked.types,
  }));
  const passesTests = testing(() => baseScope(types.named, properties));
  const types: Types = typesOf(model, importedTypes, passesTests);
  const byId = new Map<string, Target>();
  const linked: Linked = { model, imports, types, scope: baseScope(types.named, properties), byId };
  for (const part of model.inputs) byId.set(part.id, { kind: 'input', part, home: linked });
  for (const part of model.decisions) byId.set(part.id, { kind: 'decision', part, home: linked });
  for (const part of model.knowledge) byId.set(part.id, { kind: 'knowledge', part, home: linked });
  for (const part of model.services) byId.set(part.id, { kind: 'service', part, home: linked });
  return linked;
}

/** Allowed values are read when the first value is asked about: a type may be named before it is built. */
function testing(scope: () => Scope): PassesTests {
  const read = new Map<string, UnaryTests | undefined>();
  return (source, value, trace) => {
    if (!read.has(source)) read.set(source, testsOf(source, scope()));
    const tests = read.get(source);
    return tests !== undefined && passes(tests, value, { frame: baseFrame, trace }) === true;
  };
}

function testsOf(source: string, scope: Scope): UnaryTests | undefined {
  try {
    return parseUnaryTests(source, scope.with([[INPUT, undefined]]));
  } catch (error) {
    if (error instanceof FeelProblem) return undefined;
    throw error;
  }
}

/** What `#id` or `namespace#id` points at, and by which import; undefined if at nothing. */
export function follow(href: string, from: Linked): { readonly target: Target; readonly alias: string } | undefined {
  const at = href.lastIndexOf('#');
  const [namespace, id] = [href.slice(0, Math.max(at, 0)), href.slice(at + 1)];
  const own = namespace === '' || namespace === from.model.namespace ? from.byId.get(id) : undefined;
  if (own !== undefined) return { target: own, alias: '' };
  for (const { name, linked } of from.imports) {
    const target = namespace === linked.model.namespace ? linked.byId.get(id) : undefined;
    if (target !== undefined) return { target, alias: normalizeName(name) };
  }
  return undefined;
}

/** A part by its name. */
export function named<K extends Target['kind']>(
  name: string,
  kind: K,
  { byId }: Linked,
): Extract<Target, { kind: K }> | undefined {
  const wanted = normalizeName(name);
  const isIt = (target: Target): target is Extract<Target, { kind: K }> =>
    target.kind === kind && normalizeName(target.part.name) === wanted;
  return byId.values().find(isIt);
}
