import { isByClock, type Budget, type Limit } from './budget.ts';
import { nationalCalendar } from './calendar.ts';
import { dueAt, dueOn } from './project.ts';
import { startOf, numberOf } from './day.ts';

/** The moment at which a limit has passed where nothing suspends it and no region has days of its own: `dueAt`. */
export function deadline(from: Date, limit: Limit): Date {
  return dueAt(nationwide({ start: from, limit }));
}

/** The last day of a limit in days or months; of one in hours or minutes, the day of the event. */
export function lastDay(start: Temporal.PlainDate, limit: Limit): Temporal.PlainDate {
  if (isByClock(limit)) return start;
  return dueOn(nationwide({ start: new Date(startOf(numberOf(start))), limit }));
}

function nationwide(budget: Budget) {
  return { budget, suspensions: [], calendar: nationalCalendar };
}
