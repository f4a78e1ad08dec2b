export { workdaysLeft } from './workdays-left.ts';
export { deadline, lastDay } from './deadline.ts';
export { extensionProblem, limitProblem, type Budget, type Limit, type LimitProblem } from './budget.ts';
export { calendarOf, nationalCalendar, type Calendar, type DayRule } from './calendar.ts';
export type { Reckoning } from './count-days.ts';
export { dueAt, dueOn, elapsed, percentUsed, remaining, total, type Span } from './project.ts';
export {
  endOf,
  isSuspended,
  ledgerProblem,
  suspensionProblem,
  type Suspension,
  type SuspensionProblem,
} from './suspension.ts';
export { WORKDAY_MS, workingTime } from './working-time.ts';
