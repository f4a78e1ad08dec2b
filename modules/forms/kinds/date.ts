import { asTyped } from '../answers.ts';
import type { Kind, PageInput } from './kind.ts';
import { compact, one } from './typed.ts';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

/** A civil date, `2026-11-22`: typed in one input, or in three named `.year`, `.month` and `.day`. */
export const date: Kind = {
  missing: 'forms.missing',
  read: ({ name }, input) => {
    const typed = one(input, name).trim() || inParts(input, name);
    return readDate(compact(typed)) ?? typed;
  },
  check: (_, answer) => (typeof answer === 'string' && isDay(answer) ? undefined : { code: 'forms.date' }),
  show: (_, answer) => longDate(asTyped(answer)),
  schema: () => ({ type: 'string', format: 'date' }),
};

function inParts(input: PageInput, name: string): string {
  const parts = ['year', 'month', 'day'].map((part) => one(input, `${name}.${part}`).trim());
  return parts.every((part) => part === '') ? '' : parts.join('-');
}

/** 2026-1-2, 2026/1/2, 2026.1.2, 2026年1月2日 and 20260102 are the same day. */
function readDate(typed: string): string | undefined {
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/u.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  if (!parts) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = Number(text.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

const LONG = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' });

function longDate(text: string): string {
  return isDay(text) ? LONG.format(new Date(`${text}T00:00:00Z`)) : text;
}
