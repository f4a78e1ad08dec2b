import { onRung } from './on-rung.ts';

/** The last day for accepting has come and nobody has answered. */
export const t01 = onRung({
  id: 'T-01',
  basis: '行政许可法 32(4)',
  clock: 'acceptance',
  rungs: { warn: 'blue' },
  // A notice of what is missing stops the clock, and what is handed in starts it anew.
  settling: { by: ['accepted', 'notAccepted', 'supplementRequested', 'withdrawn'], anew: ['supplementSubmitted'] },
});
