import type { Limit, LimitUnit } from '../limit.ts';
import { saysNothing } from './clean-text.ts';

const PATTERN = /^(\d{1,4}(?:\.\d)?)\s*\(?\s*个?(工作日|自然日|日|天|月|年|小时|分钟)\s*\)?$/;
const AT_ONCE = /^(即办|即时办结|当场办结|当场办理|立等可取)$/;
const UNITS: Readonly<Record<string, readonly [unit: LimitUnit, times: number]>> = {
  工作日: ['workday', 1],
  自然日: ['naturalDay', 1],
  日: ['naturalDay', 1],
  天: ['naturalDay', 1],
  月: ['month', 1],
  年: ['month', 12],
  小时: ['hour', 1],
  分钟: ['minute', 1],
};

/** `20(工作日)` and its kin; undefined where the text says that there is none, 'unclear' where it cannot be read. */
export function readLimit(raw: string): Limit | undefined | 'unclear' {
  const text = raw.normalize('NFKC').trim();
  if (saysNothing(text)) return undefined;
  if (AT_ONCE.test(text)) return { value: 0, unit: 'workday', note: text };
  const [, digits = '', word = ''] = PATTERN.exec(text) ?? [];
  const known = UNITS[word];
  return known === undefined ? 'unclear' : { value: Number(digits) * known[1], unit: known[0] };
}
