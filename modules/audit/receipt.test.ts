import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { encodeUtf8, leafHash, signNote, verifierKey, type Signer } from '#tlog';
import { formatReceipt, openReceipt } from './index.ts';

function signer(name: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { key: verifierKey(name, 'ed25519', raw), sign: (message) => sign(undefined, message, privateKey) };
}

const key = signer('tongban.example/ledger/receipt');
const receipt = {
  origin: 'tongban.example/ledger',
  index: 12n,
  leafHash: leafHash(encodeUtf8('{}')),
  time: 1_790_000_000n,
  mergeDelay: 60n,
};

test('a receipt says what was promised, under the key that promised it', () => {
  assert.deepEqual(openReceipt(encodeUtf8(formatReceipt(receipt, key)), [key.key]), receipt);
  const other = signer('tongban.example/ledger/receipt');
  assert.throws(() => openReceipt(encodeUtf8(formatReceipt(receipt, other)), [key.key]), {
    code: 'note.no-known-signature',
  });
});

test('whatever else the receipt key signs is no receipt', () => {
  for (const text of [
    'tongban/receipt/v2\na\n1\nb\n1\n60\n',
    'tongban/receipt/v1\n\n',
    `tongban/receipt/v1\n${'x\n'.repeat(6)}`,
  ])
    assert.throws(() => openReceipt(encodeUtf8(signNote(text, key)), [key.key]), { code: 'receipt.malformed' });
});
