import { bare, LIMITS, readInputs, toJson, type Decisions, type FeelType, type Limits } from '#routing';
import type { Example } from './change.ts';

/** What an example row came to. */
export interface ExampleResult {
  readonly example: Example;
  /** As it would be typed; empty where nothing came out. */
  readonly result: string;
  readonly right: boolean;
  /** Numbers of the rules that fired, from 1, as the table is drawn. */
  readonly fired: readonly number[];
}

/** Steps for all rows of a change together: somebody waits for them. A table of a hundred rules needs some thousands. */
const STEPS = 4_000_000;
const MOST_STEPS = 20_000;

/** What one of so many rows may cost. */
export function limitsOfRows(count: number): Limits {
  return { ...LIMITS, steps: Math.min(MOST_STEPS, Math.floor(STEPS / Math.max(1, count))) };
}

interface Asking {
  readonly at: Date;
  readonly limits: Limits;
}

/** Asks a model each of its example rows, as they would be asked at a moment. */
export function runExamples(
  decisions: Decisions,
  name: string,
  { rows, ...asking }: Asking & { readonly rows: readonly Example[] },
): readonly ExampleResult[] {
  return rows.map((example) => runExample(decisions, name, { example, ...asking }));
}

/** A row whose cells cannot be read, or whose answer came of a fault, is not right by chance. */
function runExample(
  decisions: Decisions,
  name: string,
  { example, at, limits }: Asking & { readonly example: Example },
): ExampleResult {
  const given = Object.fromEntries(
    Object.entries(example.given).map(([input, typed]) => [input, readInput(typed, decisions.inputTypes.get(input))]),
  );
  const inputs = readInputs(JSON.stringify(given), decisions.inputTypes);
  const isKnown = Object.keys(example.given).every((input) => decisions.inputs.includes(input));
  if (inputs === undefined || !isKnown) return { example, result: '', right: false, fired: [] };
  const wanted = decisions.decisions.includes(name) ? name : (decisions.decisions.at(-1) ?? name);
  const { results, fired, diagnostics } = decisions.decide(inputs, { now: () => at, limits }, [wanted]);
  const result = toJson(results.get(wanted) ?? null);
  return {
    example,
    result: cellText(result),
    right: diagnostics.length === 0 && same(result, readCell(example.expected)),
    fired: fired.flatMap(({ decision, rules }) => (decision === wanted ? rules.map(({ number }) => number) : [])),
  };
}

/** Digits are words where the model asks for words. */
function readInput(typed: string, declared: FeelType | undefined): unknown {
  return declared !== undefined && bare(declared).kind === 'string' && !typed.trim().startsWith('"')
    ? typed.trim() || null
    : readCell(typed);
}

const YES = new Set(['true', '是']);
const NO = new Set(['false', '否']);

/**
 * What people type into a cell: nothing, yes or no (是, 否), a number, a list or context in JSON, and everything else as
 * the words that it is.
 */
export function readCell(typed: string): unknown {
  const cell = typed.trim();
  if (cell === '' || cell === 'null') return null;
  if (YES.has(cell)) return true;
  if (NO.has(cell)) return false;
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/.test(cell)) return Number(cell);
  if (!/^[[{"]/.test(cell)) return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

/** A value as it would be typed. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function same(one: unknown, other: unknown): boolean {
  return cellText(one) === cellText(other);
}
