import { onAnswer } from './on-answer.ts';

/** A question or a complaint has not been answered in time. */
export const t09 = onAnswer({
  id: 'T-09',
  basis: '国办函〔2016〕108号; 优化营商环境条例 49',
  colour: 'yellow',
  to: ['consultation', 'complaint'],
  rungs: ['due'],
});
