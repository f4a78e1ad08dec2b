import { linesIn } from './sketch.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

const KEPT = /^([a-z0-9][A-Za-z0-9-]{0,49})\s*[:：]\s*(.+)$/;

/** Options as they are typed, one a line. A line that says no value of its own gets one that no other has. */
export function optionsIn(text: string): readonly Option[] {
  const typed = linesIn(text).map((line) => {
    const [, value, label] = KEPT.exec(line) ?? [];
    return value === undefined || label === undefined ? { label: line } : { value, label };
  });
  const taken = new Set(typed.flatMap(({ value }) => value ?? []));
  return typed.map(({ value, label }) => ({ value: value ?? fresh(taken), label }));
}

function fresh(taken: Set<string>): string {
  for (let no = 1; ; no += 1) {
    const value = `o${no}`;
    if (taken.has(value)) continue;
    taken.add(value);
    return value;
  }
}

/** Options as lines that keep their values, so that conditions go on meaning the same. */
export function optionLines(options: readonly Option[]): string {
  return options.map(({ value, label }) => `${value}：${label}`).join('\n');
}
