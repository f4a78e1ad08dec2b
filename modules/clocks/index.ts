export { deadline, lastDay, type Limit } from './deadline.ts';
