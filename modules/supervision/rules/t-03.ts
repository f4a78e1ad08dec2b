import { onRung } from './on-rung.ts';

/** Most of the promised time is over. */
export const t03 = onRung({
  id: 'T-03',
  basis: '优化营商环境条例 36',
  clock: 'promised',
  rungs: { warn: 'blue' },
  settling: { by: ['approved', 'denied', 'withdrawn'] },
  uses: ['act', 'extension'],
});
