import { onAnswer } from './on-answer.ts';

/** Whoever gave a bad rating was not called back, or what they said not put right, in time. */
export const e01 = onAnswer({
  id: 'E-01',
  basis: '国办发〔2019〕51号',
  colour: 'yellow',
  to: ['rating'],
  rungs: ['due'],
});
