import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { openJson, sealJson, softwareCrypto } from '#kernel';

const crypto = softwareCrypto(randomBytes(32));
const key = crypto.newDataKey();
const text = Buffer.from('丽江市古城区');

test('what was sealed opens in its place and nowhere else', () => {
  const sealed = crypto.seal(key, 'forms.answers:1', text);
  assert.deepEqual(Buffer.from(crypto.open(key, 'forms.answers:1', sealed)), text);
  assert.throws(() => crypto.open(key, 'forms.answers:2', sealed));
});

test('a ciphertext with one changed bit anywhere stays closed', () => {
  const sealed = crypto.seal(key, 'place', text);
  // The second byte is a label that says which key wrapped it, not part of what is protected.
  const bit = fc.nat(sealed.length * 8 - 1).filter((at) => at >> 3 !== 1);
  fc.assert(
    fc.property(bit, (at) => {
      const changed = Uint8Array.from(sealed, (byte, place) => (place === at >> 3 ? byte ^ (1 << (at & 7)) : byte));
      assert.throws(() => crypto.open(key, 'place', changed));
    }),
  );
});

test('a ciphertext cut short stays closed', () => {
  const sealed = crypto.seal(key, 'place', text);
  for (let length = 0; length < sealed.length; length += 1)
    assert.throws(() => crypto.open(key, 'place', sealed.subarray(0, length)), `${length} bytes`);
});

test('neither another data key nor another master key opens it', () => {
  const sealed = crypto.seal(key, 'place', text);
  assert.throws(() => crypto.open(crypto.newDataKey(), 'place', sealed));
  assert.throws(() => softwareCrypto(randomBytes(32)).open(key, 'place', sealed));
});

test('the same text is sealed differently every time, and names its cipher and key', () => {
  const first = crypto.seal(key, 'place', text);
  const second = crypto.seal(key, 'place', text);
  assert.notDeepEqual(first, second);
  assert.deepEqual([first[0], first[1]], [1, crypto.keyVersion]);
});

test('a blind index finds the exact value of its purpose under its own key', () => {
  assert.deepEqual(crypto.blindIndex('phone', '13812345678'), crypto.blindIndex('phone', '13812345678'));
  assert.notDeepEqual(crypto.blindIndex('phone', '13812345678'), crypto.blindIndex('name', '13812345678'));
  assert.notDeepEqual(
    crypto.blindIndex('phone', '13812345678'),
    softwareCrypto(randomBytes(32)).blindIndex('phone', '13812345678'),
  );
});

test('pseudonyms under different data keys cannot be joined', () => {
  const other = crypto.newDataKey();
  assert.deepEqual(crypto.pseudonym(key, 'person', 'x'), crypto.pseudonym(key, 'person', 'x'));
  assert.notDeepEqual(crypto.pseudonym(key, 'person', 'x'), crypto.pseudonym(other, 'person', 'x'));
});

test('JSON comes back as it went in', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const back = openJson(crypto, key, 'place', sealJson(crypto, key, 'place', value));
      assert.equal(JSON.stringify(back), JSON.stringify(value));
    }),
  );
});

test('a master key of the wrong length is not accepted', () => {
  assert.throws(() => softwareCrypto(randomBytes(16)), /32 bytes/);
});
