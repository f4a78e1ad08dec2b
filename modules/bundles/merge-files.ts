import type { Condition, FormField, FormPage } from '#forms';
import { saysTheSame } from './field-meaning.ts';

/** A file that a service asks for. */
export interface FileAsk {
  readonly node: string;
  readonly field: FormField;
  /** Title of the page that asks for it there. */
  readonly title: string;
  readonly when: Condition | undefined;
  /** What the bundle calls it. */
  readonly name: string;
}

/** Node → number of its material → number in the merged form. */
export type NodeFiles = Readonly<Record<string, Readonly<Record<number, number>>>>;

interface Merged {
  readonly no: number;
  readonly name: string;
  readonly when: Condition | undefined;
  readonly title: string;
  readonly asks: readonly FormField[];
  readonly nodes: readonly string[];
}

const FILES_A_PAGE = 5;
const NEEDS = ['required', 'conditional', 'deferrable', 'optional'] as const;

/** Pages that ask for each file once, those asked for in the same cases together; last in the form, so that every answer is known. */
export function mergeFiles(asks: readonly FileAsk[]): {
  readonly pages: readonly FormPage[];
  readonly numbers: NodeFiles;
} {
  const merged: Merged[] = [];
  const numbers: Record<string, Record<number, number>> = {};
  // What is always asked for comes first: it answers for what is asked for in a case.
  for (const ask of asks.toSorted((a, b) => Number(a.when !== undefined) - Number(b.when !== undefined))) {
    // One file answers one material of a service: what a service asks for twice by one name is two things.
    const at = merged.findIndex(
      ({ name, when, nodes }) =>
        name === ask.name && !nodes.includes(ask.node) && (when === undefined || saysTheSame(when, ask.when)),
    );
    const known = merged[at];
    const no = known?.no ?? merged.length + 1;
    if (known !== undefined)
      merged[at] = { ...known, asks: [...known.asks, ask.field], nodes: [...known.nodes, ask.node] };
    else merged.push({ no, ...ask, name: freeName(merged, ask), asks: [ask.field], nodes: [ask.node] });
    if (ask.field.material !== undefined) numbers[ask.node] = { ...numbers[ask.node], [ask.field.material]: no };
  }
  return { pages: filePages(merged), numbers };
}

function freeName(merged: readonly Merged[], { name, field }: FileAsk): string {
  return merged.some((other) => other.name === name) ? field.label : name;
}

function filePages(merged: readonly Merged[]): readonly FormPage[] {
  const pages: { when: Condition | undefined; title: string; fields: FormField[] }[] = [];
  for (const file of merged) {
    const open = pages.find(({ when, fields }) => fields.length < FILES_A_PAGE && saysTheSame(when, file.when));
    if (open === undefined) pages.push({ when: file.when, title: file.title, fields: [fileField(file)] });
    else open.fields.push(fileField(file));
  }
  return pages.map(({ when, title, fields }, at) => ({
    id: `materials-${at + 1}`,
    title: pages.length === 1 ? title : `${title}(${at + 1}/${pages.length})`,
    ...(when === undefined ? {} : { showIf: when }),
    fields,
  }));
}

/** Demanded if one of them demands it; replaced only where all take the replacement. */
function fileField({ no, name, asks }: Merged): FormField {
  const [first] = asks;
  const required = asks.some((ask) => ask.required);
  const replacedBy = !required && asks.every((ask) => ask.replacedBy !== undefined) ? first?.replacedBy : undefined;
  const need = NEEDS.find((known) => asks.some((ask) => ask.need === known));
  const hint = asks.find((ask) => ask.required === required)?.hint;
  return {
    name: `material${no}`,
    kind: 'file',
    label: name,
    required,
    material: no,
    ...(need === undefined ? {} : { need }),
    ...(hint === undefined ? {} : { hint }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}
