import { isWorkday } from '#kernel';

/** Nobody counts further than this; what is later is years away or a slip. */
const MOST = 2000;

/**
 * The working days that are left up to a last day, this one not counted: 0 on the last day itself, and on days without
 * work right before it; below 0, how many working days it is over.
 */
export function workdaysLeft(today: Temporal.PlainDate, last: Temporal.PlainDate): number {
  const order = Temporal.PlainDate.compare(today, last);
  if (order === 0) return 0;
  const [from, to] = order < 0 ? [today, last] : [last, today];
  let count = 0;
  for (let day = from.add({ days: 1 }), seen = 0; Temporal.PlainDate.compare(day, to) <= 0; seen += 1) {
    if (seen > MOST) break;
    if (isWorkday(day)) count += 1;
    day = day.add({ days: 1 });
  }
  return order < 0 ? count : -count;
}
