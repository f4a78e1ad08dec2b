import { civilDate, isWorkday, LEGAL_TIME_ZONE } from '#kernel';
import type { Thresholds } from '../thresholds.ts';

/** Whether offices are open at a moment: on a working day, between the hours that are set. */
export function isServiceTime(at: Date, thresholds: Thresholds): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(LEGAL_TIME_ZONE);
  const isOpen = hour >= thresholds['rules.serviceFromHour'] && hour < thresholds['rules.serviceUntilHour'];
  return isOpen && isWorkday(civilDate(at));
}
