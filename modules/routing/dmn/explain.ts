import type { Fired } from './fired.ts';
import type { Expression, Model, Rule, TableExpression } from './model.ts';
import { partsOf } from './properties.ts';

/** A rule that fired, in words. */
export interface ExplainedRule {
  /** Name of the decision. */
  readonly decision: string;
  readonly table: string | undefined;
  /** Counted from 1, as the table is drawn. */
  readonly number: number;
  readonly id: string | undefined;
  /** Its own sentence; without one, its cells. */
  readonly text: string;
  /** The law that it rests on: its annotation 依据. */
  readonly basis: string | undefined;
}

/** The column of annotations that names a rule's law. */
export const BASIS = '依据';

/** What the rules that fired say, in the order in which their tables were asked. */
export function explain({ decisions, knowledge }: Model, fired: readonly Fired[]): readonly ExplainedRule[] {
  const logic = [...decisions, ...knowledge].flatMap((part) => part.logic ?? []);
  const tables = logic.flatMap(tablesIn);
  return fired.flatMap(({ decision = '', table, rules }) => {
    const drawn = tables.find(({ id }) => id === table);
    return rules.flatMap(({ number, id }) => {
      const rule = drawn?.rules[number - 1];
      return rule === undefined
        ? []
        : [{ decision, table, number, id, text: textOf(rule), basis: rule.annotations.get(BASIS) }];
    });
  });
}

/** A rule's own sentence; without one, what it asks and what it comes to. */
export function textOf({ description, inputs, outputs }: Rule): string {
  return description ?? `${inputs.join(', ')} → ${outputs.map(({ text }) => text).join(', ')}`;
}

/** The decision tables of an expression, wherever they stand in it. */
export function tablesIn(expression: Expression): readonly TableExpression[] {
  return expression.type === 'table' ? [expression] : partsOf(expression).flatMap(tablesIn);
}
