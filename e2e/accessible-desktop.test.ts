import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faultsOf, Tour } from './pages/tour.ts';

let tour: Tour;
before(async () => {
  tour = await Tour.open();
});
after(async () => tour.close());

test('every page in every state is accessible and fits on a desktop', async () => {
  assert.deepEqual(await tour.eachLook({ screen: 'desktop' }, faultsOf), []);
});

test('every page in every state is accessible and fits on a desktop for the elderly, in the dark', async () => {
  assert.deepEqual(await tour.eachLook({ screen: 'desktop', elder: true, dark: true }, faultsOf), []);
});
