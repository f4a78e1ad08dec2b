import type { Limits } from '../feel/limits.ts';
import { normalizeName } from '../feel/parse/name.ts';
import type { Diagnostic } from '../feel/problem.ts';
import { bounded } from '../feel/run.ts';
import { ANY, type FeelType } from '../feel/type.ts';
import { isContext, type Context, type Value } from '../feel/value.ts';
import type { TableCheck } from './check/check-table.ts';
import { checkTables } from './check/tables.ts';
import { unreadableIn } from './check/unreadable.ts';
import type { Unreadable } from './compile/surroundings.ts';
import { explain, type ExplainedRule } from './explain.ts';
import { DecisionTrace, type Fired } from './fired.ts';
import { follow, link, named, type Linked, type Target } from './link.ts';
import type { Model } from './model.ts';
import { Program } from './program.ts';
import { questionsOf, type Question } from './questions.ts';
import { callWith, Session } from './session.ts';

/** What decisions came to and why. A value that is null without being meant has a diagnostic. */
export interface Decided {
  /** By the names of the decisions asked for; of a service or function by its own name. */
  readonly results: ReadonlyMap<string, Value>;
  readonly fired: readonly Fired[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Circumstances {
  /** The clock of `now()` and `today()`. */
  readonly now: () => Date;
  readonly limits?: Limits;
}

/** A model that can be asked. */
export interface Decisions {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly decisions: readonly string[];
  readonly services: readonly string[];
  readonly knowledge: readonly string[];
  /** Of inputs, undefined where none is declared; of an imported model's within a context of the import's name. */
  readonly inputTypes: ReadonlyMap<string, FeelType | undefined>;
  /** Of the parameters of a service or business knowledge model; empty if there is none of that name. */
  readonly parameterTypes: (invocable: string) => ReadonlyMap<string, FeelType | undefined>;
  /**
   * Decides what is named, or everything. Inputs by the names of the model's input data; those of an imported model
   * under the import's name. A name that no decision has is a null with the diagnostic `dmn.no-logic`.
   */
  readonly decide: (inputs: Context, circumstances: Circumstances, decisions?: readonly string[]) => Decided;
  /** Its inputs as questions to a person. */
  readonly questions: () => readonly Question[];
  /** Overlaps and gaps of its decision tables, where they only compare with constants. */
  readonly check: () => readonly TableCheck[];
  /** Expressions that have no value whatever they are given. */
  readonly unreadable: () => readonly Unreadable[];
  /** The rules that fired in words. */
  readonly explain: (fired: readonly Fired[]) => readonly ExplainedRule[];
  /** Calls a decision service or business knowledge model with arguments by name. */
  readonly invoke: (name: string, args: Context, circumstances: Circumstances) => Decided;
}

/** Links a model with those that it imports, which have to be among the others. */
export function openModel(model: Model, others: readonly Model[] = []): Decisions {
  const linked = link(model, others);
  const program = new Program();
  const names = (parts: readonly { readonly name: string }[]) => parts.map(({ name }) => name);
  return {
    name: model.name,
    inputs: names(model.inputs),
    decisions: names(model.decisions),
    services: names(model.services),
    knowledge: names(model.knowledge),
    inputTypes: inputTypesOf(linked),
    questions: () => questionsOf(linked),
    check: () => checkTables(linked),
    unreadable: () => unreadableIn(linked),
    explain: (fired) => explain(model, fired),
    parameterTypes: (invocable) => parameterTypesOf(invocable, linked, program),
    decide: (inputs, circumstances, decisions = names(model.decisions)) =>
      run(circumstances, (session, trace) => decisions.map((name) => decideOne({ session, trace, linked }, name)), {
        program,
        find: inputsOf(inputs, linked),
      }),
    invoke: (name, args, circumstances) =>
      run(
        circumstances,
        (session, trace) => {
          const target = named(name, 'service', linked) ?? named(name, 'knowledge', linked);
          const own = new Map([...args].map(([key, value]) => [normalizeName(key), value]));
          const call = () =>
            target ? callWith(session.valueOf(target), own, trace) : trace.fail('dmn.no-logic', { from: 0 }, name);
          return [[name, bounded(trace, call)]];
        },
        { program, find: inputsOf(args, linked) },
      ),
  };
}

interface Deciding {
  readonly session: Session;
  readonly trace: DecisionTrace;
  readonly linked: Linked;
}

function decideOne({ session, trace, linked }: Deciding, name: string): readonly [string, Value] {
  const target = named(name, 'decision', linked);
  const value = () => (target ? session.valueOf(target) : trace.fail('dmn.no-logic', { from: 0 }, name));
  return [name, bounded(trace, value)];
}

function inputTypesOf({ model, types, imports }: Linked): ReadonlyMap<string, FeelType | undefined> {
  const own = model.inputs.map(({ name, variable: { typeRef } }) => {
    return [name, typeRef === undefined ? undefined : types.resolve(typeRef)] as const;
  });
  const imported = imports.map(({ name, linked }) => {
    const entries = [...inputTypesOf(linked)].map(([input, type]) => [input, type ?? ANY] as const);
    return [name, { kind: 'context', entries: new Map(entries) }] as const;
  });
  return new Map<string, FeelType | undefined>([...imported, ...own]);
}

function parameterTypesOf(name: string, linked: Linked, program: Program): ReadonlyMap<string, FeelType | undefined> {
  const service = named(name, 'service', linked);
  const hrefs = service ? [...service.part.inputData, ...service.part.inputDecisions] : [];
  const inputs = hrefs.flatMap((href) => follow(href, linked)?.target ?? []);
  const knowledge = named(name, 'knowledge', linked);
  const parameters = knowledge?.part.logic?.parameters ?? [];
  return new Map([
    ...inputs.map((target) => [target.part.variable.name, program.typeOf(target)] as const),
    ...parameters.map(
      (one) => [one.name, one.typeRef === undefined ? undefined : linked.types.resolve(one.typeRef)] as const,
    ),
  ]);
}

type Results = readonly (readonly [string, Value])[];

interface Prepared {
  readonly program: Program;
  readonly find: (target: Target) => Value | undefined;
}

function run(
  { now, limits }: Circumstances,
  ask: (session: Session, trace: DecisionTrace) => Results,
  { program, find }: Prepared,
): Decided {
  const trace = new DecisionTrace(now, limits);
  const results = new Map(ask(new Session(program, trace, find), trace));
  return { results, fired: trace.fired, diagnostics: trace.diagnostics };
}

/** Of an input its value among those given: by its own name, or within the contexts of the imports on the way to it. */
function inputsOf(inputs: Context, root: Linked): (target: Target) => Value | undefined {
  return ({ kind, part, home }) => {
    if (kind !== 'input') return undefined;
    return within(inputs, root, { name: part.name, home }) ?? entry(inputs, part.name);
  };
}

interface Sought {
  readonly name: string;
  readonly home: Linked;
}

function within(given: Context, at: Linked, sought: Sought): Value | undefined {
  if (at === sought.home) return entry(given, sought.name);
  for (const { name, linked } of at.imports) {
    const inner = name === '' ? given : entry(given, name);
    const value = isContext(inner) ? within(inner, linked, sought) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function entry(context: Context, name: string): Value | undefined {
  const wanted = normalizeName(name);
  return context.get(name) ?? context.entries().find(([key]) => normalizeName(key) === wanted)?.[1];
}
