import { asTyped } from '../answers.ts';
import type { FormField } from '../field.ts';
import type { Kind } from './kind.ts';
import { compact, one } from './typed.ts';

/** 99,999,999.99 元 in 分: more than any resident's form asks, far less than a double can hold. */
const LIMIT = 9_999_999_999;

const bounds = ({ min = 0, max = LIMIT }: FormField) => ({ min, max });

/** An amount typed in 元 with at most two decimals, kept in 分. */
export const money: Kind = {
  missing: 'forms.missing',
  read: ({ name }, input) => {
    const typed = one(input, name).trim();
    return readMoney(compact(typed)) ?? typed;
  },
  check: (field, answer) => {
    if (typeof answer !== 'number' || !Number.isSafeInteger(answer) || answer < 0) return { code: 'forms.money' };
    const { min, max } = bounds(field);
    if (answer < min) return { code: 'forms.money-least', values: { min: yuan(min) } };
    return answer > max ? { code: 'forms.money-most', values: { max: yuan(max) } } : undefined;
  },
  show: (_, answer, t) => (typeof answer === 'number' ? t('forms.amount', { amount: yuan(answer) }) : asTyped(answer)),
  schema: (field) => ({ type: 'integer', minimum: bounds(field).min, maximum: bounds(field).max }),
};

/** 1234.5, 1,234.50, ￥1234 and 1234元; no signs, no powers of ten. */
function readMoney(typed: string): number | undefined {
  const plain = typed.replace(/^[¥￥]/u, '').replace(/元$/u, '');
  const parts = /^(\d{1,12}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(plain);
  if (parts === null) return undefined;
  const [, whole = '', fraction = ''] = parts;
  const amount = Number(whole.replaceAll(',', '') + fraction.padEnd(2, '0'));
  return Number.isSafeInteger(amount) ? amount : undefined;
}

function yuan(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}
