import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faultsOf, Tour } from './pages/tour.ts';

let tour: Tour;
before(async () => {
  tour = await Tour.open();
});
after(async () => tour.close());

test('every page in every state is accessible and fits on the narrowest phone', async () => {
  assert.deepEqual(await tour.eachLook({ screen: 'narrow' }, faultsOf), []);
});

test('every page in every state is accessible and fits on the narrowest phone for the elderly', async () => {
  assert.deepEqual(await tour.eachLook({ screen: 'narrow', elder: true }, faultsOf), []);
});
