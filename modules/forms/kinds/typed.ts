import type { AnswerProblem, PageInput } from './kind.ts';

/** The first value posted under a name; nothing is an empty text. */
export function one(input: PageInput, name: string): string {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** Every value posted under a name. */
export function many(input: PageInput, name: string): readonly string[] {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

const FULL_WIDTH_OFFSET = 0xfee0;

/** Digits, letters and signs as a Chinese input method writes them in full width, made plain. For codes and figures only. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/\u3000/g, ' ');
}

/** A code or number without the spaces that people put between its groups. */
export function compact(text: string): string {
  return halfWidth(text).replace(/\s+/gu, '');
}

/**
 * Characters that a text may not hold: controls (line breaks and tabs aside), half of a surrogate pair, and the marks
 * that turn the reading direction, with which a text can be made to look like another.
 */
export function textProblem(text: string, maxLength: number): AnswerProblem | undefined {
  if (!text.isWellFormed() || FORBIDDEN.test(text)) return { code: 'forms.characters' };
  // Code points: 𠮷 is one character to whoever bears it as a name.
  const length = [...text].length;
  return length > maxLength ? { code: 'forms.too-long', values: { max: maxLength, length } } : undefined;
}

const FORBIDDEN = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;
