import { onRung } from './on-rung.ts';

/** Nobody answered in time: the law takes the case as accepted from the day of receipt. */
export const t02 = onRung({
  id: 'T-02',
  basis: '行政许可法 32(4)',
  clock: 'acceptance',
  rungs: { deemed: 'red' },
  settling: { by: ['accepted', 'notAccepted', 'supplementRequested', 'withdrawn'], anew: ['supplementSubmitted'] },
});
