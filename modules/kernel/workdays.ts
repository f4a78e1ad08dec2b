import chineseDays from 'chinese-days';

/**
 * The civil date `count` working days after `start`; the day of the event does not count (民法典 201), and working days
 * are those of the State Council's holiday notices (行政许可法 82). Years without a published calendar count weekdays.
 */
export function addWorkdays(start: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = start;
  for (let left = count; left > 0;) {
    day = day.add({ days: 1 });
    if (chineseDays.isWorkday(day.toString())) left -= 1;
  }
  return day;
}

/** Whether people work on a day, by the State Council's notices; of years without one, on weekdays. */
export function isWorkday(day: Temporal.PlainDate): boolean {
  return chineseDays.isWorkday(day.toString());
}
