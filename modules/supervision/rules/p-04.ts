import { refiled } from './refiled.ts';

/** A case was sent back and the same one filed again soon: its clocks began anew. */
export const p04 = refiled({
  id: 'P-04',
  basis: '行政许可法 32(4), 42',
  // Whoever withdraws does so by themselves; who does not answer in time was reminded twice.
  ends: { notAccepted: undefined },
});
