import { mask } from '#kernel';
import type { AnswerPage, AnswerRow } from './answer-rows.ts';

/** The same rows for a screen that does not need all of them: identity numbers and phones are masked. */
export function maskedRows(pages: readonly AnswerPage[]): readonly AnswerPage[] {
  return pages.map((page) => ({ ...page, rows: page.rows.map(masked) }));
}

function masked(row: AnswerRow): AnswerRow {
  if (row.text === '') return row;
  if (row.kind === 'identity-number') return { ...row, text: mask.identityNumber(row.text) };
  return row.kind === 'phone' ? { ...row, text: mask.phone(row.text) } : row;
}
