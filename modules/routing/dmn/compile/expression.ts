import { evaluate } from '../../feel/eval/evaluate.ts';
import { inFilter, inIteration, inResult } from '../../feel/inner-scope.ts';
import type { ContextNode, FunctionNode, Node } from '../../feel/node.ts';
import { normalizeName } from '../../feel/parse/name.ts';
import { ANY } from '../../feel/type.ts';
import { typeOf } from '../../feel/typing.ts';
import type {
  ContextExpression,
  Expression,
  FilterExpression,
  FunctionExpression,
  InvocationExpression,
  IteratorExpression,
  RelationExpression,
} from '../model.ts';
import { compileLiteral } from './literal.ts';
import { native, placed, START, typed, type Surroundings } from './surroundings.ts';
import { compileTable, tableTypeRef } from './table.ts';

/** A boxed expression (DMN 1.5, 7.3 and 10.2) as the FEEL that it stands for. */
export function compile(expression: Expression, at: Surroundings): Node {
  if (expression.type === 'function') return placed(compileFunction(expression, at), expression.id);
  const node = untyped(expression, at);
  const typeRef = expression.type === 'table' ? tableTypeRef(expression, at) : expression.typeRef;
  return placed(typed(node, typeRef, at), expression.id);
}

function untyped(expression: Exclude<Expression, FunctionExpression>, at: Surroundings): Node {
  switch (expression.type) {
    case 'literal':
      return compileLiteral(expression.text, at, expression.id);
    case 'table':
      return compileTable(expression, at);
    case 'context':
      return compileContext(expression, at);
    case 'invocation':
      return compileInvocation(expression, at);
    case 'list':
      return { type: 'list', items: expression.items.map((item) => compile(item, at)), place: START };
    case 'relation':
      return compileRelation(expression, at);
    case 'filter':
      return compileFilter(expression, at);
    case 'conditional':
      return {
        type: 'if',
        condition: compile(expression.condition, at),
        whenTrue: compile(expression.whenTrue, at),
        otherwise: compile(expression.otherwise, at),
        place: START,
      };
    default:
      return compileIterator(expression, at);
  }
}

/** The key of the entry without a variable: no name is empty. */
const RESULT = '';

/** Entries see those before them; one without a name is the result. */
function compileContext({ entries }: ContextExpression, at: Surroundings): Node {
  const compiled: ContextNode['entries'][number][] = [];
  let scope = at.scope;
  for (const { variable, value } of entries) {
    const node = typed(compile(value, { ...at, scope }), variable?.typeRef, at);
    compiled.push({ key: variable?.name ?? RESULT, value: node });
    if (variable === undefined) continue;
    scope.properties.add(normalizeName(variable.name));
    scope = scope.with([[normalizeName(variable.name), typeOf(node)]]);
  }
  const node: ContextNode = { type: 'context', entries: compiled, place: START };
  const result = entries.some(({ variable }) => variable === undefined);
  return result ? { type: 'path', object: node, key: RESULT, place: START } : node;
}

/** Named arguments; a parameter without a formula is null. */
function compileInvocation({ called, bindings }: InvocationExpression, at: Surroundings): Node {
  const args = bindings.map(({ name, value }) => ({
    name: normalizeName(name),
    value: value === undefined ? native(undefined, () => null) : compile(value, at),
  }));
  return { type: 'call', callee: compile(called, at), args, place: START };
}

/** A cell does not see the cells before it, as an entry of a context would. */
function compileRelation({ columns, rows }: RelationExpression, at: Surroundings): Node {
  const items = rows.map((row) => {
    const cells = row.map((cell, place) => typed(compile(cell, at), columns[place]?.typeRef, at));
    const named = columns.map(({ name }, place) => [name, cells[place] ?? native(undefined, () => null)] as const);
    const entries = new Map(named.map(([name, node]) => [name, typeOf(node) ?? ANY]));
    return native({ kind: 'context', entries }, (frame, trace) => {
      return new Map(named.map(([name, node]) => [name, evaluate(node, frame, trace)]));
    });
  });
  return { type: 'list', items, place: START };
}

function compileFilter({ list, match }: FilterExpression, at: Surroundings): Node {
  const from = compile(list, at);
  const { scope, entries } = inFilter(at.scope, from);
  return { type: 'filter', list: from, condition: compile(match, { ...at, scope }), entries, place: START };
}

function compileIterator({ type, iterator, list, body }: IteratorExpression, at: Surroundings): Node {
  const name = normalizeName(iterator);
  const iterators = [{ name, from: compile(list, at), to: undefined }] as const;
  const scope = inIteration(at.scope, name, iterators[0]);
  if (type !== 'for') return { type, iterators, condition: compile(body, { ...at, scope }), place: START };
  return { type, iterators, result: compile(body, { ...at, scope: inResult(scope) }), place: START };
}

/**
 * A function. The type that it says it has is that of the function, or of what it gives: models before DMN 1.3 meant
 * the one and wrote the other.
 */
export function compileFunction(expression: FunctionExpression, at: Surroundings): FunctionNode {
  const { parameters, kind, body, typeRef } = expression;
  const named = parameters.map((parameter) => ({
    name: normalizeName(parameter.name),
    type: parameter.typeRef === undefined ? ANY : (at.resolve(parameter.typeRef) ?? ANY),
  }));
  const scope = at.scope.with(named.map(({ name, type }) => [name, type.kind === 'Any' ? undefined : type]));
  const external = kind !== 'FEEL';
  const inner = external || body === undefined ? compileLiteral('', at) : compile(body, { ...at, scope });
  const declared = typeRef === undefined ? undefined : at.resolve(typeRef);
  const result = declared?.kind === 'function' ? inner : typed(inner, typeRef, at);
  return { type: 'function', parameters: named, body: result, external, place: START };
}
