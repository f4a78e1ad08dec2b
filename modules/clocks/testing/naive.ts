import chineseDays from 'chinese-days';
import { changedDays, civil, momentOfLooking, type Drawn } from './drawn.ts';

/**
 * The same law counted on fingers: one day after the other as a date on a wall calendar, one minute after the other for
 * what runs by the clock. It shares nothing with the module but the notices of the State Council.
 */
export interface Counted {
  readonly dueAt: number;
  readonly elapsed: number;
  readonly remaining: number;
}

const MINUTE_MS = 60_000;
/** Every day from 2024 to 2032 by name, as if on a wall. */
const wall = Array.from({ length: 9 * 366 }, (_, at) => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10));
const place = new Map(wall.map((day, at) => [day, at]));
const worked = new Map(wall.map((day) => [day, chineseDays.isWorkday(day)]));

export function countDays(drawn: Drawn): Counted {
  const own = new Map(changedDays(drawn));
  const works = (day: string) => own.get(day) ?? worked.get(day) ?? false;
  const out = drawn.suspensions.map(({ from, plannedDays, endedAfter }) => {
    const begins = drawn.start + from * MINUTE_MS;
    const planned = civil(begins + plannedDays * 1_440 * MINUTE_MS);
    const ended = endedAfter === undefined ? planned : civil(begins + endedAfter * MINUTE_MS);
    return { began: civil(begins), ended: ended < planned ? ended : planned };
  });
  const isOut = (day: string) => out.some(({ began, ended }) => began < day && day <= ended);

  const first = civil(drawn.start);
  const last = lastDay(drawn, { first, works, isOut });
  const looked = civil(momentOfLooking(drawn));
  const today = looked < first ? first : looked;
  const counts = (day: string) => !isOut(day) && (drawn.limit.unit !== 'workday' || works(day));
  const within = (from: string, to: string) => wall.slice(at(from) + 1, at(to) + 1).filter(counts).length;
  return {
    dueAt: Date.parse(`${last}T24:00:00+08:00`),
    elapsed: within(first, today),
    remaining: within(today, last) - within(last, today),
  };
}

interface Walk {
  readonly first: string;
  readonly works: (day: string) => boolean;
  readonly isOut: (day: string) => boolean;
}

function lastDay({ limit, extensions }: Drawn, { first, works, isOut }: Walk): string {
  let day = first;
  const left = [limit, ...extensions];
  let unit: string = limit.unit;
  while (left.length > 0) {
    const [term] = left;
    unit = term?.unit ?? unit;
    let value = 0;
    while (left[0]?.unit === unit) value += left.shift()?.value ?? 0;
    for (let toGo = unit === 'month' ? daysTo(day, value) : value; toGo > 0;) {
      day = next(day);
      if (isOut(day) || (unit === 'workday' && !works(day))) continue;
      toGo -= 1;
    }
  }
  while (unit !== 'workday' && (isOut(day) || !works(day))) day = next(day);
  return day;
}

/** The same day of the month so many months later, or its last day where it has no such day. */
function daysTo(day: string, months: number): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  for (let wanted = date; ; wanted -= 1) {
    const found = new Date(Date.UTC(year, month - 1 + months, wanted));
    if (found.getUTCDate() === wanted) return at(found.toISOString().slice(0, 10)) - at(day);
  }
}

const at = (day: string) => place.get(day) ?? NaN;
const next = (day: string) => wall[at(day) + 1] ?? '';

/** The same for hours and minutes, a minute at a time. */
export function countMinutes(drawn: Drawn): Counted {
  const out = drawn.suspensions.map(({ from, plannedDays, endedAfter }) => {
    const begins = drawn.start + from * MINUTE_MS;
    const planned = Date.parse(`${civil(begins + plannedDays * 1_440 * MINUTE_MS)}T24:00:00+08:00`);
    const ended = endedAfter === undefined ? planned : begins + endedAfter * MINUTE_MS;
    return { begins, ends: ended < planned ? ended : planned };
  });
  const stands = (minute: number) => out.some(({ begins, ends }) => begins <= minute && minute < ends);
  const minutes = [drawn.limit, ...drawn.extensions].map(({ value, unit }) => (unit === 'hour' ? 60 * value : value));

  let due = drawn.start;
  for (let left = minutes.reduce((sum, each) => sum + each, 0); left > 0; due += MINUTE_MS) if (!stands(due)) left -= 1;
  const ran = (from: number, to: number) => {
    let count = 0;
    for (let minute = from; minute < to; minute += MINUTE_MS) if (!stands(minute)) count += 1;
    return count / (drawn.limit.unit === 'hour' ? 60 : 1);
  };
  const today = Math.max(drawn.start, momentOfLooking(drawn));
  return { dueAt: due, elapsed: ran(drawn.start, today), remaining: ran(today, due) - ran(due, today) };
}
