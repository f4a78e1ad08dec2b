import { baseFrame } from '../feel/base.ts';
import { convert } from '../feel/conform.ts';
import { invoke } from '../feel/eval/call.ts';
import { evaluate } from '../feel/eval/evaluate.ts';
import { frameOf, type Frame } from '../feel/frame.ts';
import { normalizeName } from '../feel/parse/name.ts';
import { ANY, bare, type FeelType } from '../feel/type.ts';
import { isContext, type Context, type FunctionValue, type Trace, type Value } from '../feel/value.ts';
import { START } from './compile/surroundings.ts';
import type { DecisionTrace } from './fired.ts';
import { follow, type Linked, type Target } from './link.ts';
import type { Variable } from './model.ts';
import type { DecisionTarget, KnowledgeTarget, Program, ServiceTarget } from './program.ts';

/** Finds the value of an input; undefined if none was given. */
export type FindInput = (target: Target) => Value | undefined;

/** One evaluation of a requirement graph: every part once. */
export class Session {
  readonly #program: Program;
  readonly #trace: DecisionTrace;
  readonly #find: FindInput;
  readonly #values = new Map<Target['part'], Value>();
  readonly #open = new Set<Target['part']>();

  constructor(program: Program, trace: DecisionTrace, find: FindInput) {
    this.#program = program;
    this.#trace = trace;
    this.#find = find;
  }

  valueOf(target: Target): Value {
    const { part } = target;
    const known = this.#values.get(part);
    if (known !== undefined) return known;
    if (this.#open.has(part)) return this.#trace.fail('dmn.cycle', START, part.name);
    this.#open.add(part);
    const value = this.#trace.nested(() => this.#trace.within(part.id, () => this.#evaluate(target)));
    this.#open.delete(part);
    this.#values.set(part, value);
    return value;
  }

  #evaluate(target: Target): Value {
    const given = target.kind === 'input' || target.kind === 'decision' ? this.#find(target) : undefined;
    if (given !== undefined) return this.#conforming(given, target.part.variable, target.home);
    switch (target.kind) {
      case 'input':
        return this.#trace.fail('dmn.input-missing', START, target.part.name);
      case 'decision':
        return this.#decide(target);
      case 'knowledge':
        return this.#function(target);
      case 'service':
        return this.#service(target);
    }
  }

  #conforming(value: Value, { typeRef }: Variable, home: Linked): Value {
    if (typeRef === undefined) return value;
    const type = home.types.resolve(typeRef);
    if (type === undefined) return this.#trace.fail('feel.unknown-type', START, typeRef);
    return convert(value, type, { trace: this.#trace, place: START });
  }

  #decide(target: DecisionTarget): Value {
    const { part, home } = target;
    const node = this.#program.decision(target);
    const frame = this.#frame(part.requires, home);
    if (node === undefined) return this.#trace.fail('dmn.no-logic', START, part.name);
    const outer = this.#trace.decision;
    this.#trace.decision = part.name;
    const value = this.#conforming(evaluate(node, frame, this.#trace), part.variable, home);
    this.#trace.decision = outer;
    return value;
  }

  /** What is required, by name; of imports, contexts of what is required of them. */
  #frame(requires: readonly string[], home: Linked): Frame {
    const { own, imported } = this.#program.required(requires, home);
    const contexts = imported.entries().map(([alias, parts]) => [alias, this.#context(parts)] as const);
    const values = own.map(([name, target]) => [normalizeName(name), this.valueOf(target)] as const);
    return frameOf(new Map<string, Value>([...contexts, ...values]), baseFrame);
  }

  #context(parts: readonly (readonly [string, Target])[]): Context {
    return new Map(parts.map(([name, target]) => [name, this.valueOf(target)]));
  }

  /** A function whose names are those around its definition, looked up when it is called. */
  #function(target: KnowledgeTarget): Value {
    const { part, home } = target;
    const node = this.#program.knowledge(target);
    if (node === undefined) return this.#trace.fail('dmn.no-logic', START, part.name);
    let frame: Frame | undefined;
    const invokeWith = (args: readonly Value[], trace: Trace): Value =>
      trace.within(part.id, () => {
        if (node.external) return trace.fail('feel.external', START, part.name);
        frame ??= frameOf(new Map([[normalizeName(part.variable.name), itself]]), this.#frame(part.requires, home));
        const bound = node.parameters.map(({ name, type }, at) => {
          return [name, convert(args[at] ?? null, type, { trace, place: START })] as const;
        });
        return this.#result(evaluate(node.body, frameOf(new Map(bound), frame), trace), part.variable, home);
      });
    const itself: FunctionValue = functionOf({
      name: part.name,
      parameters: node.parameters,
      resultType: this.#resultType(part.variable, home),
      invoke: invokeWith,
    });
    return itself;
  }

  #resultType({ typeRef }: Variable, home: Linked): FeelType {
    const type = typeRef === undefined ? ANY : (home.types.resolve(typeRef) ?? ANY);
    const plain = bare(type);
    return plain.kind === 'function' ? plain.result : type;
  }

  #result(value: Value, variable: Variable, home: Linked): Value {
    return convert(value, this.#resultType(variable, home), { trace: this.#trace, place: START });
  }

  /** A function of the inputs and input decisions of a service, which sees nothing else (DMN 1.5, 10.4). */
  #service(target: ServiceTarget): Value {
    const { part, home } = target;
    const inputs = [...part.inputData, ...part.inputDecisions].flatMap((href) => follow(href, home)?.target ?? []);
    const outputs = part.outputs.flatMap((href) => follow(href, home)?.target ?? []);
    const parameters = inputs.map((input) => ({
      name: normalizeName(input.part.variable.name),
      type: this.#program.typeOf(input) ?? ANY,
    }));
    const run = (args: readonly Value[]): Value => {
      const given = new Map(inputs.map((input, at) => [input.part, args[at] ?? null]));
      const inner = new Session(this.#program, this.#trace, ({ part: asked }) => given.get(asked));
      const values = outputs.map((output) => [output.part.variable.name, inner.valueOf(output)] as const);
      const [only] = values;
      const value = values.length === 1 && only !== undefined ? only[1] : new Map(values);
      return this.#result(value, part.variable, home);
    };
    const resultType = this.#resultType(part.variable, home);
    return functionOf({ name: part.name, parameters, resultType, invoke: run });
  }
}

interface Made {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: FeelType }[];
  readonly resultType: FeelType;
  readonly invoke: FunctionValue['invoke'];
}

function functionOf({ name, parameters, resultType, invoke: run }: Made): FunctionValue {
  return {
    kind: 'function',
    name,
    signatures: [{ parameters: parameters.map((one) => one.name), required: parameters.length, rest: false }],
    parameterTypes: parameters.map(({ type }) => type),
    resultType,
    invoke: run,
  };
}

/** Calls a function by the names of its parameters; what is not given is null. */
export function callWith(target: Value, args: ReadonlyMap<string, Value>, trace: Trace): Value {
  if (
    target === null ||
    typeof target !== 'object' ||
    isContext(target) ||
    !('kind' in target) ||
    target.kind !== 'function'
  )
    return trace.fail('feel.no-function', START);
  const [signature] = target.signatures;
  const ordered = (signature?.parameters ?? []).map((name) => args.get(name) ?? null);
  return invoke(target, ordered, { trace, place: START });
}
