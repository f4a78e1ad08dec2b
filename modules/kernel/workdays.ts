import chineseDays from 'chinese-days';

/**
 * The civil date `count` working days after `start`; the day of the event does not count (民法典 201), and working days
 * are those of the State Council's holiday notices (行政许可法 82). Years without a published calendar count weekdays.
 */
export function addWorkdays(start: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = start;
  for (let left = count; left > 0;) {
    day = day.add({ days: 1 });
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

/** Looking a day up reads the notices again each time; figures ask for the same days a hundred thousand times. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 20_000;

/** Whether people work on a day, by the State Council's notices; of years without one, on weekdays. */
export function isWorkday(day: Temporal.PlainDate): boolean {
  const name = day.toString();
  const before = known.get(name);
  if (before !== undefined) return before;
  const works = chineseDays.isWorkday(name);
  if (known.size < MOST_KNOWN) known.set(name, works);
  return works;
}

const noticed = new Map<number, boolean>();

/** Whether this release knows the State Council's notice for a year; a year without one has only weekdays. */
export function hasHolidayNotice(year: number): boolean {
  const before = noticed.get(year);
  if (before !== undefined) return before;
  const last = new Temporal.PlainDate(year, 12, 31);
  let day = new Temporal.PlainDate(year, 1, 1);
  let found = false;
  for (; !found && Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    found = isWorkday(day) !== day.dayOfWeek < SATURDAY;
  noticed.set(year, found);
  return found;
}

const SATURDAY = 6;
