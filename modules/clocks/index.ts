export { readLimit, type Budget } from './budget.ts';
export { nationalCalendar, regionalCalendar, type Calendar, type DayChange } from './calendar.ts';
export { deadline, lastDay, type Limit } from './deadline.ts';
export { progressOf, type Progress } from './progress.ts';
export { dueAt, type Projecting } from './project.ts';
export { gapsOf, suspensionProblem, type Gap, type Suspension } from './suspension.ts';
export { workdaysLeft } from './workdays-left.ts';
export { WORKDAY_MS, workingTime } from './working-time.ts';
