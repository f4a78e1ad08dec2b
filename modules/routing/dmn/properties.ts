import { normalizeName } from '../feel/parse/name.ts';
import type { Expression, ItemDefinition, Model } from './model.ts';

/**
 * Names of the entries that contexts of a model have, wherever they are written: where a type is not declared, what
 * follows a dot is the longest of them.
 */
export function propertiesOf(model: Model): readonly string[] {
  const logic = [...model.decisions, ...model.knowledge].flatMap(({ logic: one }) => one ?? []);
  return [
    ...model.types.flatMap(ofType),
    ...[...model.inputs, ...model.decisions, ...model.knowledge, ...model.services].map(
      ({ variable }) => variable.name,
    ),
    ...logic.flatMap(ofExpression),
  ].map(normalizeName);
}

function ofType({ components }: ItemDefinition): readonly string[] {
  return components.flatMap((component) => [component.name, ...ofType(component)]);
}

function ofExpression(expression: Expression): readonly string[] {
  return [...ownNames(expression), ...partsOf(expression).flatMap(ofExpression)];
}

function ownNames(expression: Expression): readonly string[] {
  if (expression.type === 'table') return expression.outputs.map(({ name }) => name);
  if (expression.type === 'relation') return expression.columns.map(({ name }) => name);
  return expression.type === 'context' ? expression.entries.flatMap(({ variable }) => variable?.name ?? []) : [];
}

/** The expressions directly inside. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case 'literal':
    case 'table':
      return [];
    case 'context':
      return expression.entries.map(({ value }) => value);
    case 'relation':
      return expression.rows.flat();
    case 'invocation':
      return [expression.called, ...expression.bindings.flatMap(({ value }) => value ?? [])];
    case 'list':
      return expression.items;
    case 'function':
      return expression.body === undefined ? [] : [expression.body];
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.otherwise];
    case 'filter':
      return [expression.list, expression.match];
    default:
      return [expression.list, expression.body];
  }
}
