import { onRung } from './on-rung.ts';

/** The time that the law gives is over: the unit has to say publicly why. */
export const t06 = onRung({
  id: 'T-06',
  basis: '行政许可法 42, 74(2); 优化营商环境条例 36',
  clock: 'statutory',
  rungs: { late: 'red' },
  settling: { by: ['approved', 'denied', 'withdrawn'] },
  uses: ['act', 'extension'],
});
