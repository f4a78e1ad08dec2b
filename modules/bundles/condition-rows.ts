import type { Condition, FormField } from '#forms';
import { isNumberQuestion, type NodeCondition } from './condition.ts';

export const comparisonsOf = ['is', 'is-not', 'at-least', 'at-most', 'more', 'less'] as const;
export type Comparison = (typeof comparisonsOf)[number];

/** One line of a condition, as somebody without a programmer puts it: a question, a comparison, a value. */
export interface ConditionRow {
  readonly question: string;
  readonly is: string;
  /** `yes` or `no`, the value of an option, or a number. */
  readonly value: string;
}

export const matches = ['always', 'all', 'any', 'expression'] as const;
export type Match = (typeof matches)[number];

export interface WrittenCondition {
  readonly match: string;
  readonly rows: readonly ConditionRow[];
  /** In FEEL, where lines do not say it. */
  readonly expression: string;
}

const SIGNS: Readonly<Record<Comparison, string>> = {
  is: '=',
  'is-not': '!=',
  'at-least': '>=',
  'at-most': '<=',
  more: '>',
  less: '<',
};

type Questions = readonly FormField[];

/** What lines come to; undefined: the node always applies. Lines must be about what is asked. */
export function conditionOf({ match, rows, expression }: WrittenCondition, questions: Questions) {
  if (match === 'expression') return { feel: expression.trim() } as const;
  if (match !== 'all' && match !== 'any') return undefined;
  const [first, ...others] = rows;
  if (first === undefined) return undefined;
  if (rows.some(({ question }) => isNumber(questions, question)))
    return { feel: rows.map((row) => feelOf(row, questions)).join(match === 'all' ? ' and ' : ' or ') } as const;
  const conditions = rows.map(plain);
  if (others.length === 0) return conditions[0];
  return match === 'all' ? { all: conditions } : { any: conditions };
}

function plain({ question: field, is, value }: ConditionRow): Condition {
  const same = { field, equals: value === 'yes' ? true : value === 'no' ? false : value };
  return is === 'is-not' ? { not: same } : same;
}

function feelOf({ question, is, value }: ConditionRow, questions: Questions): string {
  const sign = SIGNS[is as Comparison];
  const asked = questions.find(({ name }) => name === question);
  if (asked !== undefined && isNumberQuestion(asked)) return `${question} ${sign} ${value.trim()}`;
  if (asked?.kind === 'choices') {
    const chosen = `list contains(${question}, ${JSON.stringify(value)})`;
    return is === 'is-not' ? `not(${chosen})` : chosen;
  }
  return `${question} ${sign} ${value === 'yes' ? 'true' : value === 'no' ? 'false' : JSON.stringify(value)}`;
}

function isNumber(questions: Questions, name: string): boolean {
  return questions.some((question) => question.name === name && isNumberQuestion(question));
}

/** A condition as lines, and in FEEL where lines cannot say it. */
export function writtenCondition(condition: NodeCondition | undefined): WrittenCondition {
  if (condition === undefined) return { match: 'always', rows: [], expression: '' };
  const lines = linesOf(condition);
  if (lines !== undefined) return { ...lines, expression: '' };
  return { match: 'expression', rows: [], expression: 'feel' in condition ? condition.feel : asFeel(condition) };
}

type Lines = Pick<WrittenCondition, 'match' | 'rows'>;

function linesOf(condition: NodeCondition): Lines | undefined {
  if ('feel' in condition) return linesOfFeel(condition.feel);
  const [match, parts] =
    'all' in condition ? ['all', condition.all] : 'any' in condition ? ['any', condition.any] : ['all', [condition]];
  const rows = parts.map(rowOf);
  return rows.every((row) => row !== undefined) ? { match, rows } : undefined;
}

function rowOf(condition: Condition): ConditionRow | undefined {
  if ('not' in condition) {
    const row = rowOf(condition.not);
    return row?.is === 'is' ? { ...row, is: 'is-not' } : undefined;
  }
  if (!('equals' in condition)) return undefined;
  const { field: question, equals } = condition;
  return { question, is: 'is', value: equals === true ? 'yes' : equals === false ? 'no' : equals };
}

const ROW = /^([a-z][A-Za-z0-9]*) (=|!=|>=|<=|>|<) (true|false|"[A-Za-z0-9-]*"|\d+(?:\.\d+)?)$/;

function linesOfFeel(feel: string): Lines | undefined {
  for (const [match, word] of [
    ['all', ' and '],
    ['any', ' or '],
  ] as const) {
    const rows = feel.split(word).map((part) => {
      const [, question, sign, value] = ROW.exec(part) ?? [];
      const is = comparisonsOf.find((known) => SIGNS[known] === sign);
      if (question === undefined || value === undefined || is === undefined) return undefined;
      return { question, is, value: value === 'true' ? 'yes' : value === 'false' ? 'no' : value.replaceAll('"', '') };
    });
    if (rows.every((row) => row !== undefined)) return { match, rows };
  }
  return undefined;
}

/** A condition on chosen answers, in FEEL. */
export function asFeel(condition: Condition): string {
  if ('not' in condition) return `not(${asFeel(condition.not)})`;
  if ('all' in condition) return condition.all.map(bracketed).join(' and ');
  if ('any' in condition) return condition.any.map(bracketed).join(' or ');
  const values = 'in' in condition ? condition.in : [condition.equals];
  return values.map((value) => `${condition.field} = ${JSON.stringify(value)}`).join(' or ');
}

function bracketed(condition: Condition): string {
  return 'field' in condition && 'equals' in condition ? asFeel(condition) : `(${asFeel(condition)})`;
}
