import { readModel } from '#routing';
import type { Example, Parts } from './change.ts';
import { linesOfModel, type Line } from './model-lines.ts';

export interface TableChange {
  /** Name of the model. */
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** What is there now and was not before, as lines: rules, columns, expressions, example rows. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Decisions whose rules stand in another order. */
  readonly reordered: readonly string[];
}

type Models = Pick<Parts, 'decisions' | 'examples'>;

/**
 * What is another between two sets of decision models, line by line, with their example rows. A model whose text differs is
 * always told, also where only its drawing does.
 */
export function tableDiff(before: Models, after: Models): readonly TableChange[] {
  const names = new Set([...Object.keys(before.decisions), ...Object.keys(after.decisions)]);
  return [...names].flatMap((name): readonly TableChange[] => {
    const [old, fresh] = [before.decisions[name], after.decisions[name]];
    const [rows, newRows] = [before.examples[name] ?? [], after.examples[name] ?? []].map(linesOfExamples);
    const [was, is] = [linesOf(old), linesOf(fresh)];
    const [texts, newTexts] = [
      [...was.map(({ text }) => text), ...(rows ?? [])],
      [...is.map(({ text }) => text), ...(newRows ?? [])],
    ];
    const [added, removed] = [without(newTexts, texts), without(texts, newTexts)];
    if (old === fresh && added.length + removed.length === 0) return [];
    const kind = old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed';
    return [{ name, kind, added, removed, reordered: reordered(was, is) }];
  });
}

/** A line that stands twice counts twice. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Of two rules that apply the first may count: their order is a part of what is decided. */
function reordered(was: readonly Line[], is: readonly Line[]): readonly string[] {
  const tables = new Set(is.flatMap(({ rule, of }) => (rule ? [of] : [])));
  return [...tables].filter((table) => {
    const rulesOf = (lines: readonly Line[]) =>
      lines.flatMap(({ rule, of, text }) => (rule && of === table ? [text] : []));
    const [old, fresh] = [rulesOf(was), rulesOf(is)];
    const common = (rules: readonly string[], others: readonly string[]) =>
      rules.filter((rule) => others.includes(rule));
    return common(old, fresh).join('\n') !== common(fresh, old).join('\n');
  });
}

function linesOf(xml: string | undefined): readonly Line[] {
  const read = xml === undefined ? undefined : readModel(xml);
  return read !== undefined && 'model' in read ? linesOfModel(read.model) : [];
}

function linesOfExamples(rows: readonly Example[]): readonly string[] {
  return rows.map(({ given, expected }) => {
    const inputs = Object.entries(given).map(([input, typed]) => `${input} = ${typed}`);
    return `${inputs.toSorted().join(', ')} ⇒ ${expected}`;
  });
}
