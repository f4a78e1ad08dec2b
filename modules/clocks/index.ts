export { deadline, lastDay, type Limit } from './deadline.ts';
export { WORKDAY_MS, workingTime } from './working-time.ts';
