import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { regionDirectory, translator } from '#kernel';
import { aField } from '../testing.ts';
import { address, addressLevels } from './address.ts';

const field = aField({ kind: 'address' });
const VILLAGE = '530702001001';
const post = (region: string | readonly string[], detail = '1号') =>
  address.read(field, { 'answer.region': region, 'answer.detail': detail });

test('in Lijiang an address goes down to the village, elsewhere to the county', () => {
  for (const region of [VILLAGE, '110101', '441900', '810000']) {
    assert.equal(address.check(field, { region, detail: '1号' }), undefined, region);
  }
  for (const region of ['', '530000', '530702', '530702001', '999999', '530702001999']) {
    assert.equal(address.check(field, { region, detail: '1号' })?.code, 'forms.address-region', region);
  }
  assert.equal(address.check(field, { region: VILLAGE, detail: '' })?.code, 'forms.address-detail');
});

test('without script an address is chosen level by level', () => {
  assert.deepEqual(
    addressLevels('').map(({ level, options }) => [level, options.length]),
    [[1, 34]],
  );
  assert.deepEqual(
    addressLevels('530702').map(({ name, chosen }) => [name, chosen]),
    [
      ['province', '530000'],
      ['prefecture', '530700'],
      ['county', '530702'],
      ['town', undefined],
    ],
  );
  assert.equal(addressLevels(VILLAGE).at(-1)?.chosen, VILLAGE);
  assert.equal(addressLevels('nonsense').length, 1);
});

test('walking down the levels from any start ends at a complete address', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), (picks) => {
      let region = '';
      for (const pick of picks) {
        const next = addressLevels(region).at(-1);
        if (next === undefined || next.chosen !== undefined) break;
        region = next.options[pick % next.options.length]?.code ?? region;
      }
      assert.equal(address.check(field, { region, detail: '1号' }), undefined);
      assert.equal(regionDirectory().children(region).length, 0);
    }),
  );
});

test('a cascade posted whole is followed as far as it holds together: the upper choice counts', () => {
  assert.deepEqual(post(['530000', '530700', '530702', '530702001', VILLAGE]), { region: VILLAGE, detail: '1号' });
  assert.deepEqual(post(['110000', '530700', '530702']), { region: '110000', detail: '1号' });
  assert.deepEqual(post(['530000', '', '530702']), { region: '530000', detail: '1号' });
  const levels = { 'answer.region.1': '530000', 'answer.region.2': '530700', 'answer.region.3': '' };
  assert.deepEqual(address.read(field, levels), { region: '530700', detail: '' });
});

test('an address is read as one text', () => {
  assert.equal(
    address.show(field, { region: VILLAGE, detail: '玉雪路1号' }, translator()),
    '云南省丽江市古城区西安街道金甲社区居委会玉雪路1号',
  );
});
