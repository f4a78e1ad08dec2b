import { calculate, negate } from '../arithmetic.ts';
import { compare } from '../compare.ts';
import { isInstance } from '../conform.ts';
import { Trouble, type Place } from '../problem.ts';
import type { Arithmetic, ContextNode, If, InstanceOf, Negation, Node, RangeNode, UnaryTests } from '../node.ts';
import { normalizeName } from '../parse/name.ts';
import type { Trace } from '../trace.ts';
import { kindOf, type RangeValue, type Value } from '../value.ts';
import { evaluateCall, evaluateFunction } from './call.ts';
import { frameOf, lookUp, type Env, type Frame } from './env.ts';
import { evaluateFilter } from './filter.ts';
import { evaluateBetween, evaluateComparison, evaluateJunction } from './logic.ts';
import { evaluateFor, evaluateQuantified } from './loop.ts';
import { evaluatePath } from './path.ts';
import { evaluateIn, passesTests } from './tests.ts';

/** The value of an expression; null, and a diagnostic in the trace, where there is none. @throws Exhausted */
export function evaluate(node: Node, frame: Frame, trace: Trace): Value {
  trace.step();
  return trace.nested(() => trace.weigh(valueOf(node, envOf(frame, trace))));
}

/** Whether an input passes; undefined if that cannot be said. @throws Exhausted */
export function passes(
  tests: UnaryTests,
  input: Value,
  { frame, trace }: Pick<Env, 'frame' | 'trace'>,
): boolean | undefined {
  return passesTests(tests, input, envOf(frame, trace));
}

function envOf(frame: Frame, trace: Trace): Env {
  return { trace, frame, evaluate: (node, inner = frame) => evaluate(node, inner, trace) };
}

function valueOf(node: Node, env: Env): Value {
  switch (node.type) {
    case 'literal':
      return node.value;
    case 'name':
      return lookUp(node.name, env.frame) ?? null;
    case 'native':
      return node.run(env.frame, env.trace);
    case 'missing':
      return env.trace.fail('feel.unknown-name', node.place, node.name);
    case 'list':
      return node.items.map((item) => env.evaluate(item));
    case 'context':
      return evaluateContext(node, env);
    case 'range':
      return evaluateRange(node, env);
    case 'arithmetic':
    case 'negation':
      return evaluateArithmetic(node, env);
    case 'comparison':
      return evaluateComparison(node, env);
    case 'and':
    case 'or':
      return evaluateJunction(node, env);
    default:
      return compoundValue(node, env);
  }
}

type Compound = Extract<
  Node,
  { type: 'between' | 'in' | 'instance of' | 'if' | 'for' | 'some' | 'every' | 'filter' | 'path' | 'call' | 'function' }
>;

function compoundValue(node: Compound, env: Env): Value {
  switch (node.type) {
    case 'between':
      return evaluateBetween(node, env);
    case 'in':
      return evaluateIn(node, env);
    case 'instance of':
      return evaluateInstance(node, env);
    case 'if':
      return evaluateIf(node, env);
    case 'for':
      return evaluateFor(node, env);
    case 'some':
    case 'every':
      return evaluateQuantified(node, env);
    case 'filter':
      return evaluateFilter(node, env);
    case 'path':
      return evaluatePath(node, env);
    case 'call':
      return evaluateCall(node, env);
    case 'function':
      return evaluateFunction(node, env);
  }
}

function evaluateContext({ entries, place }: ContextNode, env: Env): Value {
  const context = new Map<string, Value>();
  const variables = new Map<string, Value>();
  const frame = frameOf(variables, env.frame);
  for (const { key, value } of entries) {
    if (variables.has(normalizeName(key))) return env.trace.fail('feel.duplicate-key', place, key);
    const entry = env.evaluate(value, frame);
    context.set(key, entry);
    variables.set(normalizeName(key), entry);
  }
  return context;
}

/** Both ends of one kind that has an order. An end is open if it says so; one that merely has no value makes no range. */
function evaluateRange(node: RangeNode, env: Env): Value {
  const range: RangeValue = {
    kind: 'range',
    start: node.start ? env.evaluate(node.start) : null,
    end: node.end ? env.evaluate(node.end) : null,
    startIncluded: node.startIncluded,
    endIncluded: node.endIncluded,
  };
  const missing = isMissing(range.start, node.start) || isMissing(range.end, node.end);
  if (!missing && isOrdered(range)) return range;
  return env.trace.fail('feel.types', node.place, `${kindOf(range.start)}..${kindOf(range.end)}`);
}

function isMissing(value: Value, node: Node | undefined): boolean {
  return value === null && node !== undefined && node.type !== 'literal';
}

function isOrdered({ start, end }: RangeValue): boolean {
  if (start === null || end === null) return compare(start ?? end, start ?? end) !== undefined;
  return compare(start, end) !== undefined;
}

function evaluateArithmetic(node: Arithmetic | Negation, env: Env): Value {
  if (node.type === 'negation') return attempt(() => negate(env.evaluate(node.operand)), env.trace, node.place);
  const [left, right] = [env.evaluate(node.left), env.evaluate(node.right)];
  if (typeof left === 'string' && typeof right === 'string') env.trace.letters(left.length + right.length);
  return attempt(() => calculate(node.operator, left, right), env.trace, node.place);
}

function attempt(calculation: () => Value, trace: Trace, place: Place): Value {
  try {
    return calculation();
  } catch (error) {
    if (error instanceof Trouble) return trace.fail(error.code, place, error.detail);
    throw error;
  }
}

function evaluateInstance({ value, of, place }: InstanceOf, env: Env): Value {
  const asked = env.evaluate(value);
  return of === undefined ? env.trace.fail('feel.unknown-type', place) : isInstance(asked, of, env.trace);
}

/** Everything but true leads to the other branch. */
function evaluateIf({ condition, whenTrue, otherwise }: If, env: Env): Value {
  return env.evaluate(env.evaluate(condition) === true ? whenTrue : otherwise);
}
