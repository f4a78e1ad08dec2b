import { readModel } from '#routing';
import type { Parts } from './change.ts';

export interface TableChange {
  /** Name of the model. */
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Rules that are there now and were not before, as lines. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What is another between two sets of decision models, rule by rule; of what cannot be read, that it is another. */
export function tableDiff(before: Parts['decisions'], after: Parts['decisions']): readonly TableChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name): readonly TableChange[] => {
    const [old, fresh] = [before[name], after[name]];
    if (old === fresh) return [];
    const [was, is] = [rulesOf(old), rulesOf(fresh)];
    return [
      {
        name,
        kind: old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed',
        added: is.filter((rule) => !was.includes(rule)),
        removed: was.filter((rule) => !is.includes(rule)),
      },
    ];
  });
}

/** Each rule of the decision tables that decisions consist of, in a line: what it asks, and what it comes to. */
function rulesOf(xml: string | undefined): readonly string[] {
  if (xml === undefined) return [];
  const read = readModel(xml);
  if (!('model' in read)) return [];
  return read.model.decisions.flatMap(({ name, logic }) =>
    logic?.type === 'table'
      ? logic.rules.map(
          ({ inputs, outputs }) => `${name}: ${inputs.map(cell).join(', ')} → ${outputs.map(cell).join(', ')}`,
        )
      : [],
  );
}

function cell(part: unknown): string {
  if (typeof part === 'string') return part;
  return typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : JSON.stringify(part);
}
