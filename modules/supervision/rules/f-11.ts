import { refiled } from './refiled.ts';

/**
 * A case ended and the same one was filed again soon, so that its clocks began anew: whoever ended it may have wanted
 * just that. Who files something else has changed their mind; who did not answer in time was reminded twice.
 */
export const f11 = refiled({
  id: 'F-11',
  basis: '行政许可法 42, 74(2)',
  ends: { notAccepted: 0.7, withdrawn: 0.4 },
});
