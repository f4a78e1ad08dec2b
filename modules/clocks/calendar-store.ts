import { civilDate, regionDirectory, type Db, type Tx } from '#kernel';
import { calendarOf, type Calendar, type DayRule } from './calendar.ts';

/** The calendar of each region, as it is on a day. */
export type Calendars = (region: string) => Calendar;

interface Change {
  readonly region: string;
  readonly publishes: number | null;
  readonly days: readonly DayRule[];
}

/**
 * The calendars in force at a moment. There are some dozen changes in a year, so that all of them are read at once.
 */
export async function calendarsAt(db: Db | Tx, now: Date): Promise<Calendars> {
  const today = civilDate(now).toString();
  const rows = await db
    .selectFrom('clocks.calendar_change as c')
    .leftJoin('clocks.calendar_day as d', 'd.change_id', 'c.id')
    .select(['c.id', 'c.region', 'c.publishes', 'd.day', 'd.works'])
    .where('c.effective_on', '<=', today)
    .orderBy('c.effective_on')
    .orderBy('c.id')
    .execute();
  return calendarsOf(
    rows.map(({ region, publishes, day, works }) => ({
      region,
      publishes,
      days: day === null || works === null ? [] : [{ day: Temporal.PlainDate.from(day), works }],
    })),
  );
}

/** @param changes the earlier before the later, which holds. What is above a region counts in it, its own comes last. */
export function calendarsOf(changes: readonly Change[]): Calendars {
  const made = new Map<string, Calendar>();
  return (region) => {
    const known = made.get(region);
    if (known !== undefined) return known;
    const above = regionsAbove(region).map((code) => changes.filter((change) => change.region === code));
    const calendar = calendarOf(region, {
      days: above.flatMap((own) => own.flatMap(({ days }) => days)),
      years: above.flatMap((own) => own.flatMap(({ publishes }) => publishes ?? [])),
    });
    made.set(region, calendar);
    return calendar;
  };
}

/** From the province down to the region itself; of one that nobody knows, itself. */
function regionsAbove(region: string): readonly string[] {
  const path = regionDirectory().path(region);
  return path.length === 0 ? [region] : path.map(({ code }) => code);
}
