import type { Answers, FormField } from '#forms';

/** What every control of a field needs. */
export interface ControlProps {
  field: FormField;
  value: Answers[string] | undefined;
  /** The form that the control belongs to: controls stand between upload forms, and forms cannot nest. */
  form: string;
  describedBy: string | undefined;
  invalid: boolean;
}

/** What a text input shows of an answer; bad answers were kept as they were typed. */
export function typed(value: Answers[string] | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Money is kept in 分; people type 元. */
export function typedMoney(value: Answers[string] | undefined): string {
  return typeof value === 'number' ? (value / 100).toFixed(2).replace(/\.00$/, '') : typed(value);
}

/** Which of several choices are ticked. */
export function ticked(value: Answers[string] | undefined): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** Numbers and codes are typed on the keypad that has them. */
export function keypad({ kind, inputmode }: FormField): 'text' | 'tel' | 'decimal' | 'numeric' {
  if (inputmode === 'numeric' || inputmode === 'decimal' || inputmode === 'tel') return inputmode;
  if (kind === 'phone') return 'tel';
  return kind === 'money' ? 'decimal' : 'text';
}
