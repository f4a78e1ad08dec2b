import {
  AGGREGATORS,
  HIT_POLICIES,
  type InputClause,
  type LiteralExpression,
  type OutputClause,
  type Rule,
  type TableExpression,
} from '../model.ts';
import { isFeel } from '../namespaces.ts';
import { shown, type XmlElement } from '../xml.ts';
import { childOf, childrenOf, choice, textOf, typeRefOf, wordsOf, type Reading } from './reading.ts';

/** DMN 1.5, 8.3. Every rule has as many cells as the table has columns. */
export function readTable(reading: Reading, element: XmlElement): TableExpression {
  const inputs = childrenOf(element, 'input').map((input) => readInput(reading, input));
  const outputs = childrenOf(element, 'output').map((output) => readOutput(reading, output));
  const annotations = childrenOf(element, 'annotation').map(({ attributes }) => attributes.get('name') ?? '');
  const columns = { inputs: inputs.length, outputs: outputs.length, annotations };
  if (outputs.length === 0) reading.refuse('model.element-missing', element, 'decisionTable: output');
  return {
    type: 'table',
    id: element.id,
    typeRef: typeRefOf(element),
    hitPolicy: choice(reading, { element, name: 'hitPolicy' }, HIT_POLICIES) ?? 'UNIQUE',
    aggregator: choice(reading, { element, name: 'aggregation' }, AGGREGATORS),
    inputs,
    outputs,
    rules: childrenOf(element, 'rule').map((rule) => readRule(reading, rule, columns)),
  };
}

function readInput(reading: Reading, element: XmlElement): InputClause {
  const expression = childOf(element, 'inputExpression');
  if (expression === undefined) reading.refuse('model.element-missing', element, 'input: inputExpression');
  return { expression: readCell(reading, expression ?? element), values: wordsOf(childOf(element, 'inputValues')) };
}

function readOutput(reading: Reading, element: XmlElement): OutputClause {
  const otherwise = childOf(element, 'defaultOutputEntry');
  return {
    name: element.attributes.get('name') ?? '',
    typeRef: typeRefOf(element),
    values: wordsOf(childOf(element, 'outputValues')),
    otherwise: wordsOf(otherwise) === undefined ? undefined : otherwise && readCell(reading, otherwise),
  };
}

function readCell({ refuse }: Reading, element: XmlElement): LiteralExpression {
  const language = element.attributes.get('expressionLanguage');
  if (!isFeel(language)) refuse('model.language', element, shown(language ?? ''));
  return { type: 'literal', id: element.id, typeRef: typeRefOf(element), text: textOf(element) };
}

interface Columns {
  readonly inputs: number;
  readonly outputs: number;
  readonly annotations: readonly string[];
}

function readRule(reading: Reading, element: XmlElement, columns: Columns): Rule {
  const inputs = childrenOf(element, 'inputEntry');
  const outputs = childrenOf(element, 'outputEntry');
  const uneven = (found: number, wanted: number) =>
    found === wanted || reading.refuse('model.table-uneven', element, `${found} ≠ ${wanted}`);
  uneven(inputs.length, columns.inputs);
  uneven(outputs.length, columns.outputs);
  for (const entry of inputs) readCell(reading, entry);
  const description = childOf(element, 'description')?.text.trim() ?? '';
  return {
    id: element.id,
    description: description === '' ? undefined : description,
    annotations: annotationsOf(element, columns.annotations),
    inputs: inputs.map(textOf),
    outputs: outputs.map((entry) => readCell(reading, entry)),
  };
}

function annotationsOf(rule: XmlElement, names: readonly string[]): Rule['annotations'] {
  const entries = childrenOf(rule, 'annotationEntry').map(
    (entry, at) => [names[at] ?? '', textOf(entry).trim()] as const,
  );
  return new Map(entries.filter(([name, text]) => name !== '' && text !== ''));
}
