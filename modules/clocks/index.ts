export { workdaysLeft } from './workdays-left.ts';
export { deadline, lastDay, type Limit } from './deadline.ts';
export { WORKDAY_MS, workingTime } from './working-time.ts';
