import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionPrefix } from './index.ts';

test('a region’s prefix begins the code of everything inside it and of nothing beside it', () => {
  assert.equal(regionPrefix('530000'), '53');
  assert.equal(regionPrefix('530700'), '5307');
  assert.equal(regionPrefix('530702'), '530702');
  assert.equal(regionPrefix('530702001000'), '530702001');
  assert.equal(regionPrefix('530702000000'), '530702');
  assert.equal(regionPrefix('530700000000'), '5307');
  assert.equal(regionPrefix('530702100'), '530702100');
  assert.equal(regionPrefix('530702001001'), '530702001001');
});

test('short codes, as statistics use them, are their own prefix', () => {
  assert.equal(regionPrefix('53'), '53');
  assert.equal(regionPrefix('5307'), '5307');
});
