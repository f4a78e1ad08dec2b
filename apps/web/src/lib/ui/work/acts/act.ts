import type { Command } from '#cases';
import type { FieldProblem } from '#kernel';

/** What became of the last act on this page, if it did not succeed: shown above, with what was typed kept. */
export interface FailedAct {
  readonly act: string;
  readonly refusal?: { readonly code: string; readonly values?: Readonly<Record<string, string | number>> };
  readonly problems?: readonly FieldProblem[];
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
  /** Place of the ready text that was chosen; it has not failed at all then. */
  readonly fill?: string | undefined;
}

/** Forms in which an officer writes something that others read. */
export const writingForms = ['request-supplement', 'refuse', 'record-visit', 'pass', 'decide'] as const;
export type WritingForm = (typeof writingForms)[number];

export interface ActProps {
  key: string;
  failed: FailedAct | undefined;
}

/** Keys of the keyboard, one per act: the browser adds its own modifier. */
export const accessKeys = {
  'request-supplement': 's',
  accept: 'a',
  refuse: 'r',
  pass: 'p',
  decide: 'd',
  deliver: 'e',
  release: 'q',
  'plan-visit': 'o',
  'record-visit': 'v',
  'hand-over': 'g',
  next: 'n',
  hand: 'h',
} as const;

const withForm = ['accept', 'request-supplement', 'refuse', 'pass', 'deliver', 'hand-over', 'release'] as const;

/** The acts that have a form, by what the lifecycle allows. */
export function formsOf(acts: readonly Command[]): readonly (keyof typeof accessKeys)[] {
  const forms = acts.flatMap((act) => {
    if (act === 'grant' || act === 'deny') return ['decide' as const];
    return withForm.filter((form) => form === act);
  });
  return [...new Set(forms)];
}

/** What somebody typed into a field before the act failed. */
export function typedIn(failed: FailedAct | undefined, name: string): string {
  const value = failed?.typed[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** Whether a box or a choice was ticked before the act failed. */
export function tickedIn(failed: FailedAct | undefined, name: string, value: string): boolean {
  const chosen = failed?.typed[name];
  return typeof chosen === 'string' ? chosen === value : (chosen?.includes(value) ?? false);
}
