import type { MapStep } from '#analytics';
import type { Translate } from '#lib/text.ts';

/** A number of working days in words; of nothing that was measured, a dash. */
export function daysText(days: number | undefined, t: Translate): string {
  if (days === undefined) return t('process.none');
  return days < 0.1 ? t('process.days.few') : t('process.days', { days: decimal(days) });
}

/** Short, for a picture: both medians, one after the other. */
export function mediansText({ waiting, working }: MapStep, t: Translate): string {
  if (waiting.median === undefined || working.median === undefined) return t('process.none');
  return t('process.picture.time', { waiting: decimal(waiting.median), working: decimal(working.median) });
}

function decimal(days: number): string {
  return days < 0.1 ? '<0.1' : days.toFixed(1);
}

/** A share in whole percents, or with one decimal where that would say none. */
export function percentOf(count: number, of: number): string {
  const percent = of === 0 ? 0 : (count / of) * 100;
  return percent > 0 && percent < 1 ? percent.toFixed(1) : String(Math.round(percent));
}
