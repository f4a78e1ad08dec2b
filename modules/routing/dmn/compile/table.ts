import { evaluate } from '../../feel/eval/evaluate.ts';
import type { Frame } from '../../feel/frame.ts';
import type { Native, Node } from '../../feel/node.ts';
import { ANY, bare, type FeelType } from '../../feel/type.ts';
import { typeOf } from '../../feel/typing.ts';
import type { Trace, Value } from '../../feel/value.ts';
import { noteFired } from '../fired.ts';
import { byPolicy, composed, ofNoHit, type Hit } from '../hit-policy.ts';
import type { InputClause, OutputClause, Rule, TableExpression } from '../model.ts';
import { passesCell, placeAmong, readCell, type Cell } from './cell.ts';
import { compileLiteral } from './literal.ts';
import { native, placed, START, typed, type Surroundings } from './surroundings.ts';

interface Input {
  readonly node: Node;
  readonly values: Cell | undefined;
}

interface Output {
  readonly otherwise: Node | undefined;
  readonly values: Cell | undefined;
  /** Whose order is that of priorities. */
  readonly order: Cell | undefined;
}

interface CompiledRule {
  readonly number: number;
  readonly id: string | undefined;
  readonly cells: readonly Cell[];
  readonly outputs: readonly Node[];
}

interface Table {
  readonly expression: TableExpression;
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
  readonly rules: readonly CompiledRule[];
}

interface Running {
  readonly frame: Frame;
  readonly trace: Trace;
}

/** A decision table (DMN 1.5, 8 and 10.3.2.10). */
export function compileTable(expression: TableExpression, at: Surroundings): Native {
  const inputs = expression.inputs.map((input) => compileInput(input, at));
  const table: Table = {
    expression,
    inputs,
    outputs: expression.outputs.map((output) => compileOutput(output, at)),
    rules: expression.rules.map((rule, place) => compileRule({ rule, expression, inputs }, place + 1, at)),
  };
  return native(resultType(expression, at), (frame, trace) => decide(table, { frame, trace }));
}

function compileInput({ expression, values }: InputClause, at: Surroundings): Input {
  const node = placed(typed(compileLiteral(expression.text, at, expression.id), expression.typeRef, at), expression.id);
  return {
    node,
    values: values === undefined ? undefined : readCell(values, { ...at, element: expression.id }, typeOf(node)),
  };
}

function compileOutput({ typeRef, values, otherwise }: OutputClause, at: Surroundings): Output {
  const type = typeRef === undefined ? undefined : at.resolve(typeRef);
  const order = values ?? (typeRef === undefined ? undefined : at.allowedValues(typeRef));
  return {
    otherwise: otherwise && placed(typed(compileLiteral(otherwise.text, at, otherwise.id), typeRef, at), otherwise.id),
    values: values === undefined ? undefined : readCell(values, at, type),
    order: order === undefined ? undefined : readCell(order, { scope: at.scope }, type),
  };
}

interface Written {
  readonly rule: Rule;
  readonly expression: TableExpression;
  readonly inputs: readonly Input[];
}

function compileRule({ rule, expression, inputs }: Written, number: number, at: Surroundings): CompiledRule {
  return {
    number,
    id: rule.id,
    cells: inputs.map(({ node }, column) =>
      readCell(rule.inputs[column] ?? '', { ...at, element: rule.id }, typeOf(node)),
    ),
    outputs: expression.outputs.map(({ typeRef }, column) => {
      const cell = rule.outputs[column];
      return placed(typed(compileLiteral(cell?.text ?? '', at, cell?.id ?? rule.id), typeRef, at), cell?.id);
    }),
  };
}

const MANY: ReadonlySet<TableExpression['hitPolicy']> = new Set(['RULE ORDER', 'OUTPUT ORDER', 'COLLECT']);

function givesList({ hitPolicy, aggregator }: TableExpression): boolean {
  return MANY.has(hitPolicy) && aggregator === undefined;
}

function resultType(table: TableExpression, { resolve }: Surroundings): FeelType | undefined {
  const types = table.outputs.map(({ typeRef }) => (typeRef === undefined ? ANY : (resolve(typeRef) ?? ANY)));
  const [only = ANY] = types;
  const entries = new Map(table.outputs.map(({ name }, at) => [name, types[at] ?? ANY]));
  const one: FeelType = table.outputs.length === 1 ? only : { kind: 'context', entries };
  if (one.kind === 'Any') return undefined;
  return givesList(table) ? { kind: 'list', of: one } : one;
}

/** The type that a table says it has. Where many rules may fire some write the type of one result, which is none here. */
export function tableTypeRef(table: TableExpression, { resolve }: Surroundings): string | undefined {
  const type = table.typeRef === undefined ? undefined : resolve(table.typeRef);
  const ofOne = type !== undefined && bare(type).kind !== 'list' && givesList(table);
  return ofOne ? undefined : table.typeRef;
}

function decide(table: Table, running: Running): Value {
  const { frame, trace } = running;
  const values = table.inputs.map(({ node }) => evaluate(node, frame, trace));
  const wrong = table.inputs.findIndex((input, at) => !isAllowed(input, values[at] ?? null, running));
  if (wrong >= 0) return trace.fail('dmn.input-not-allowed', START, `${wrong + 1}`);
  const hits = findHits(table, values, running).map((rule) => hitOf(table, rule, running));
  if (hits.length === 0) return otherwise(table, running);
  const { value, from } = byPolicy(table.expression, hits, trace);
  noteFired(
    trace,
    table.expression.id,
    from.map(({ rule }) => ({ number: rule, id: table.rules[rule - 1]?.id })),
  );
  return value;
}

function isAllowed({ values }: Input, value: Value, running: Running): boolean {
  return values === undefined || passesCell(values, value, running);
}

function findHits({ rules, expression }: Table, values: readonly Value[], running: Running): readonly CompiledRule[] {
  const hits: CompiledRule[] = [];
  for (const rule of rules) {
    running.trace.step(1 + rule.cells.length);
    if (!rule.cells.every((cell, at) => passesCell(cell, values[at] ?? null, running))) continue;
    hits.push(rule);
    if (expression.hitPolicy === 'FIRST') break;
  }
  return hits;
}

function hitOf({ outputs: columns }: Table, { number, outputs }: CompiledRule, running: Running): Hit {
  const values = outputs.map((output, at) =>
    allowed(columns[at], evaluate(output, running.frame, running.trace), running),
  );
  const priorities = values.map((value, at) => placeAmong(columns[at]?.order, value, running));
  return { rule: number, outputs: values, priorities };
}

function allowed(column: Output | undefined, value: Value, running: Running): Value {
  const isOne = value === null || column?.values === undefined || passesCell(column.values, value, running);
  return isOne ? value : running.trace.fail('dmn.output-not-allowed', START);
}

function otherwise({ expression, outputs }: Table, { frame, trace }: Running): Value {
  if (outputs.every((output) => output.otherwise === undefined)) return ofNoHit(expression, trace);
  const values = outputs.map((output) => (output.otherwise ? evaluate(output.otherwise, frame, trace) : null));
  return composed(expression, values);
}
