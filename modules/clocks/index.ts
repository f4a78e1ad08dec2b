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

export { calendarsAt, type Calendars } from './calendar-store.ts';
export { clocksOf, clocksOfMany, type ClockState, type ClockView } from './clocks-of.ts';
export { dueBy, type DueClock } from './due-by.ts';
export { extendClock, type Extending } from './extend-clock.ts';
export { footingAt, type Footing } from './footing.ts';
export { clockKinds, suspendable, type ClockId, type ClockKind, type SuspensionId } from './kinds.ts';
export { ladderOf, type Level, type Step } from './ladder.ts';
export { reckoningOf, type ClockLedger, type Extension, type KeptSuspension } from './ledger.ts';
export {
  raiseNext,
  type LockSubject,
  type RaisedRung,
  type Raising,
  type RungHandler,
  type RungHandlers,
} from './raise.ts';
export { resumeClocks, type Resuming } from './resume-clocks.ts';
export { hasPassed, rungsOf, type KeptRung } from './rung-store.ts';
export { startClock, startClocks, type ClockStart } from './start-clocks.ts';
export { extensionsAfter, rungsAfter, type ToldExtension, type ToldRung } from './told-rungs.ts';
export { stopClocks, type Moment, type Which } from './stop-clocks.ts';
export { suspendClocks, type NewSuspending } from './suspend-clocks.ts';
export { sweepClocks, type Reports, type Sweeping } from './sweep.ts';
