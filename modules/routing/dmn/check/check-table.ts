import { baseFrame } from '../../feel/base.ts';
import { convert } from '../../feel/conform.ts';
import { Exhausted } from '../../feel/problem.ts';
import { ANY, type FeelType } from '../../feel/type.ts';
import type { Trace } from '../../feel/value.ts';
import { passesCell, readCell, type Cell } from '../compile/cell.ts';
import { START, type Surroundings } from '../compile/surroundings.ts';
import { MOST_CHECKED_RULES } from '../limits.ts';
import type { InputClause, TableExpression } from '../model.ts';
import { constantsOf } from './constants.ts';
import { ANYTHING, segmentsOf, type Segment } from './segments.ts';

/** Two rules that fire together, or a case for which none fires; one value or range of each input shows where. */
export type TableFinding =
  | { readonly kind: 'overlap'; readonly rules: readonly [number, number]; readonly inputs: readonly string[] }
  | { readonly kind: 'gap'; readonly inputs: readonly string[] };

export interface TableCheck {
  readonly table: string | undefined;
  /** False: cells do more than compare with constants, or there are too many; nothing is claimed of such a table. */
  readonly checked: boolean;
  readonly findings: readonly TableFinding[];
}

const MOST_FINDINGS = 50;

/** For each input its segments, and for each rule which of them it lets pass. */
interface Grid {
  readonly segments: readonly (readonly Segment[])[];
  readonly passes: readonly (readonly ReadonlySet<number>[])[];
}

/** Looks through a table for overlaps that its hit policy forbids, and, where it has no default, for gaps. */
export function checkTable(table: TableExpression, at: Surroundings, trace: Trace): TableCheck {
  try {
    const grid = table.rules.length > MOST_CHECKED_RULES ? undefined : gridOf(table, at, trace);
    if (grid === undefined) return { table: table.id, checked: false, findings: [] };
    const complete = table.outputs.some(({ otherwise }) => otherwise !== undefined);
    const gaps = complete ? [] : gapsOf(grid, trace);
    return {
      table: table.id,
      checked: true,
      findings: [...overlapsOf(table, grid, trace), ...gaps].slice(0, MOST_FINDINGS),
    };
  } catch (error) {
    if (error instanceof Exhausted) return { table: table.id, checked: false, findings: [] };
    throw error;
  }
}

function gridOf(table: TableExpression, at: Surroundings, trace: Trace): Grid | undefined {
  const columns = table.inputs.map((input, column) => {
    const cells = table.rules.map(({ inputs }) => readCell(inputs[column] ?? '', at, undefined));
    return { cells, segments: segmentsFor({ input, cells }, at, trace) };
  });
  const segments = columns.flatMap((column) => (column.segments === undefined ? [] : [column.segments]));
  if (segments.length < columns.length) return undefined;
  const passes = table.rules.map((_, rule) =>
    columns.map(({ cells, segments: own = [] }) => {
      const cell = cells[rule] ?? { tests: undefined, negated: false };
      const passing = own.flatMap(({ sample }, place) =>
        passesCell(cell, sample, { frame: baseFrame, trace }) ? [place] : [],
      );
      return new Set(passing);
    }),
  );
  return { segments, passes };
}

interface Column {
  readonly input: InputClause;
  readonly cells: readonly Cell[];
}

/** Only of values that the input may have. */
function segmentsFor({ input, cells }: Column, at: Surroundings, trace: Trace): readonly Segment[] | undefined {
  const allowed = allowedCell(input, at);
  const constants = [...cells, ...(allowed === undefined ? [] : [allowed])].map((cell) => constantsOf(cell, trace));
  if (constants.includes(undefined)) return undefined;
  const values = constants.flatMap((found) => found ?? []);
  if (values.length === 0) return ANYTHING;
  const { typeRef } = input.expression;
  const type: FeelType = (typeRef === undefined ? undefined : at.resolve(typeRef)) ?? ANY;
  const isPossible = ({ sample }: Segment) =>
    (allowed === undefined || passesCell(allowed, sample, { frame: baseFrame, trace })) &&
    convert(sample, type, { trace, place: START }) !== null;
  return segmentsOf(values)?.filter(isPossible);
}

function allowedCell({ values, expression: { typeRef } }: InputClause, at: Surroundings): Cell | undefined {
  const source = values ?? (typeRef === undefined ? undefined : at.allowedValues(typeRef));
  return source === undefined ? undefined : readCell(source, at, undefined);
}

/** Of a unique table every overlap, of one where any hit will do those that say different things. */
function overlapsOf(table: TableExpression, { passes, segments }: Grid, trace: Trace): readonly TableFinding[] {
  if (table.hitPolicy !== 'UNIQUE' && table.hitPolicy !== 'ANY') return [];
  const findings: TableFinding[] = [];
  for (const [one, ofOne] of passes.entries()) {
    for (let other = one + 1; other < passes.length && findings.length < MOST_FINDINGS; other += 1) {
      trace.step();
      if (table.hitPolicy === 'ANY' && saySame(table, one, other)) continue;
      const shared = ofOne.map((own, column) => own.values().find((place) => passes[other]?.[column]?.has(place)));
      if (shared.includes(undefined)) continue;
      findings.push({ kind: 'overlap', rules: [one + 1, other + 1], inputs: shown(segments, shared) });
    }
  }
  return findings;
}

function saySame({ rules }: TableExpression, one: number, other: number): boolean {
  const texts = [one, other].map((rule) => rules[rule]?.outputs.map(({ text }) => text.trim()).join('\n'));
  return texts[0] === texts[1];
}

function shown(segments: Grid['segments'], places: readonly (number | undefined)[]): readonly string[] {
  return segments.map((own, column) => own[places[column] ?? -1]?.shown ?? '-');
}

/** Column by column: where no rule is left, there is a gap whatever the columns behind say. */
function gapsOf({ passes, segments }: Grid, trace: Trace): readonly TableFinding[] {
  const gaps: (readonly string[])[] = [];
  const search = (rules: readonly number[], before: readonly string[]): void => {
    trace.step(1 + rules.length);
    if (gaps.length >= MOST_FINDINGS) return;
    const column = before.length;
    if (rules.length === 0) gaps.push([...before, ...segments.slice(column).map(() => '-')]);
    if (rules.length === 0 || column === segments.length) return;
    for (const [place, { shown: where }] of (segments[column] ?? []).entries()) {
      const left = rules.filter((rule) => passes[rule]?.[column]?.has(place));
      search(left, [...before, where]);
    }
  };
  search([...passes.keys()], []);
  return gaps.map((inputs) => ({ kind: 'gap', inputs }));
}
