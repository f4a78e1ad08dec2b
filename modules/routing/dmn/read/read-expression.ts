import type { Expression, FunctionExpression, LiteralExpression, Variable } from '../model.ts';
import { isFeel } from '../namespaces.ts';
import { EXPRESSION_NAMES } from '../vocabulary.ts';
import { shown, type XmlElement } from '../xml.ts';
import { attribute, childOf, childrenOf, choice, textOf, typeRefOf, type Reading } from './reading.ts';
import { readTable } from './read-table.ts';

type Read = (reading: Reading, element: XmlElement) => Expression;

const readers: Readonly<Record<string, Read>> = {
  literalExpression: readLiteral,
  decisionTable: readTable,
  context: readContext,
  invocation: readInvocation,
  list: (reading, element) => ({ type: 'list', ...written(element), items: expressionsIn(reading, element) }),
  relation: readRelation,
  functionDefinition: readFunction,
  conditional: readConditional,
  filter: (reading, element) => ({
    type: 'filter',
    ...written(element),
    list: within(reading, element, 'in'),
    match: within(reading, element, 'match'),
  }),
  for: readIterator('for', 'return'),
  some: readIterator('some', 'satisfies'),
  every: readIterator('every', 'satisfies'),
};

export function written(element: XmlElement): {
  readonly id: string | undefined;
  readonly typeRef: string | undefined;
} {
  return { id: element.id, typeRef: typeRefOf(element) };
}

/** All expressions directly inside. */
export function expressionsIn(reading: Reading, element: XmlElement): readonly Expression[] {
  return element.children
    .filter(({ name }) => EXPRESSION_NAMES.has(name))
    .flatMap((child) => readers[child.name]?.(reading, child) ?? []);
}

/** The only expression inside; a refusal, and one that has no value, if there is none. */
function expressionIn(reading: Reading, element: XmlElement): Expression {
  const [only] = expressionsIn(reading, element);
  if (only !== undefined) return only;
  reading.refuse('model.element-missing', element, `${element.name}: expression`);
  return { type: 'literal', ...written(element), text: '' };
}

function within(reading: Reading, element: XmlElement, name: string): Expression {
  const child = childOf(element, name);
  if (child !== undefined) return expressionIn(reading, child);
  reading.refuse('model.element-missing', element, `${element.name}: ${name}`);
  return { type: 'literal', ...written(element), text: '' };
}

/** FEEL, or nothing that is read here. */
export function readLiteral({ refuse }: Reading, element: XmlElement): LiteralExpression {
  const language = element.attributes.get('expressionLanguage');
  if (!isFeel(language)) refuse('model.language', element, shown(language ?? ''));
  const imported = childOf(element, 'importedValues');
  if (imported !== undefined) refuse('model.element-unknown', imported, 'importedValues');
  return { type: 'literal', ...written(element), text: textOf(element) };
}

export function readVariable(reading: Reading, element: XmlElement): Variable {
  return { name: attribute(reading, element, 'name'), typeRef: typeRefOf(element) };
}

function readContext(reading: Reading, element: XmlElement): Expression {
  const entries = childrenOf(element, 'contextEntry').map((entry) => {
    const variable = childOf(entry, 'variable');
    return { variable: variable && readVariable(reading, variable), value: expressionIn(reading, entry) };
  });
  return { type: 'context', ...written(element), entries };
}

function readInvocation(reading: Reading, element: XmlElement): Expression {
  const bindings = childrenOf(element, 'binding').map((binding) => {
    const parameter = childOf(binding, 'parameter');
    const [value] = expressionsIn(reading, binding);
    if (parameter === undefined) reading.refuse('model.element-missing', binding, 'binding: parameter');
    return { name: parameter === undefined ? '' : attribute(reading, parameter, 'name'), value };
  });
  return { type: 'invocation', ...written(element), called: expressionIn(reading, element), bindings };
}

function readRelation(reading: Reading, element: XmlElement): Expression {
  const columns = childrenOf(element, 'column').map((column) => readVariable(reading, column));
  const rows = [...childrenOf(element, 'row'), ...childrenOf(element, 'list')].map((row) => {
    const cells = expressionsIn(reading, row);
    if (cells.length !== columns.length)
      reading.refuse('model.table-uneven', row, `${cells.length} ≠ ${columns.length}`);
    return cells;
  });
  return { type: 'relation', ...written(element), columns, rows };
}

const KINDS = ['FEEL', 'Java', 'PMML'] as const;

export function readFunction(reading: Reading, element: XmlElement): FunctionExpression {
  const parameters = childrenOf(element, 'formalParameter').map((parameter) => readVariable(reading, parameter));
  const kind = choice(reading, { element, name: 'kind' }, KINDS) ?? 'FEEL';
  const [body] = expressionsIn(reading, element);
  return { type: 'function', ...written(element), kind, parameters, body };
}

function readConditional(reading: Reading, element: XmlElement): Expression {
  return {
    type: 'conditional',
    ...written(element),
    condition: within(reading, element, 'if'),
    whenTrue: within(reading, element, 'then'),
    otherwise: within(reading, element, 'else'),
  };
}

function readIterator(type: 'for' | 'some' | 'every', body: string): Read {
  return (reading, element) => ({
    type,
    ...written(element),
    iterator: attribute(reading, element, 'iteratorVariable'),
    list: within(reading, element, 'in'),
    body: within(reading, element, body),
  });
}
