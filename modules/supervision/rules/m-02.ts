import { onAnswer } from './on-answer.ts';

/** Money that is owed back has not come back in time. */
export const m02 = onAnswer({
  id: 'M-02',
  basis: '行政许可法 58, 59',
  colour: 'blue',
  to: ['refund'],
  rungs: ['due'],
});
