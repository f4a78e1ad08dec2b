import { onRung } from './on-rung.ts';

/** A stage has taken longer than its time, though the whole may still be in time. */
export const t04 = onRung({
  id: 'T-04',
  basis: '国办函〔2016〕108号',
  clock: 'task',
  rungs: { due: 'yellow' },
  settling: { by: ['passed', 'consented', 'dropped', 'approved', 'denied', 'withdrawn'] },
  byTask: true,
});
