import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSearchAddress, searchHref } from './search-address.ts';

const read = (query: string) => readSearchAddress(new URLSearchParams(query));

test('an address that was typed by hand is read as far as it makes sense', () => {
  assert.deepEqual(read('q=%20身份证%20&page=-3&subject='), {
    q: '身份证',
    dept: undefined,
    topic: undefined,
    subject: undefined,
    page: 1,
  });
  assert.equal(read(`q=${'长'.repeat(500)}`).q.length, 100);
});

test('a further choice keeps the words and begins at the first page', () => {
  const from = read('q=开饭店&topic=开餐饮店&page=4');
  assert.equal(
    searchHref(from, { subject: '2' }),
    `/services?${new URLSearchParams({ q: '开饭店', topic: '开餐饮店', subject: '2' })}`,
  );
});

test('taking back every choice leads to the bare address', () => {
  assert.equal(searchHref(read('dept=x&page=2'), { dept: undefined }), '/services');
});
