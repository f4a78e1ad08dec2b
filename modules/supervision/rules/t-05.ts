import { onRung } from './on-rung.ts';

/** The promised time is over, or has been for some working days (`clocks.redAfterWorkdays`). */
export const t05 = onRung({
  id: 'T-05',
  basis: '优化营商环境条例 36',
  clock: 'promised',
  rungs: { due: 'yellow', late: 'red' },
  settling: { by: ['approved', 'denied', 'withdrawn'] },
  uses: ['act', 'extension'],
});
