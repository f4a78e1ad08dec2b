import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * What the platform needs of cryptography. Every ciphertext begins with its algorithm and the id of the key that
 * wrapped it, so that SM4 or a hardware module can take over without rewriting rows (GB/T 39786—2021).
 */
export interface CryptoProvider {
  /** A new data key, wrapped by the master key: store the bytes, never the key itself. */
  newDataKey(): Uint8Array;
  /** Encrypts under a wrapped data key. `context` binds the ciphertext to its place: `table.column:id`. */
  seal(wrappedKey: Uint8Array, context: string, plaintext: Uint8Array): Uint8Array;
  /** @throws Error when the key, the context or a byte is not the one that was sealed. */
  open(wrappedKey: Uint8Array, context: string, ciphertext: Uint8Array): Uint8Array;
  /** A keyed digest by which an exact value can be found without being readable (blind index). */
  blindIndex(purpose: string, value: string): Uint8Array;
  /** A keyed digest under a data key: pseudonyms that die with the key. */
  pseudonym(wrappedKey: Uint8Array, purpose: string, value: string): Uint8Array;
  /** Goes with each blind index, so that a rotated key is noticed. */
  readonly keyVersion: number;
}

const AES_256_GCM = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;
const HEADER = 2;

/** Software keys: AES-256-GCM and HMAC-SHA-256 from one 32-byte master key. */
export function softwareCrypto(masterKey: Uint8Array, keyVersion = 1): CryptoProvider {
  if (masterKey.length !== KEY) throw new Error(`The master key must be ${KEY} bytes long.`);
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), purpose, KEY));
  const wrapping = derived('tongban/wrap/v1');
  const indexing = derived('tongban/blind-index/v1');
  const unwrap = (wrapped: Uint8Array) => decrypt(wrapping, 'data-key', wrapped);

  return {
    keyVersion,
    newDataKey: () => encrypt({ key: wrapping, keyVersion }, 'data-key', randomBytes(KEY)),
    seal: (wrapped, context, plaintext) => encrypt({ key: unwrap(wrapped), keyVersion }, context, plaintext),
    open: (wrapped, context, ciphertext) => decrypt(unwrap(wrapped), context, ciphertext),
    blindIndex: (purpose, value) => keyed(indexing, `${purpose}\0${value}`),
    pseudonym: (wrapped, purpose, value) => keyed(unwrap(wrapped), `tongban/pseudonym/v1\0${purpose}\0${value}`),
  };
}

/** Reads a master key written as 64 hex digits. */
export function readMasterKey(file: string): Uint8Array {
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

function keyed(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}

interface EncryptionKey {
  readonly key: Uint8Array;
  readonly keyVersion: number;
}

/** algorithm (1 byte) ‖ key version (1 byte) ‖ nonce ‖ tag ‖ ciphertext */
function encrypt({ key, keyVersion }: EncryptionKey, context: string, plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(AES_256_GCM, keyVersion), nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Uint8Array, context: string, sealed: Uint8Array): Uint8Array {
  if (sealed[0] !== AES_256_GCM) throw new Error(`Unknown cipher ${String(sealed[0])}.`);
  const nonce = sealed.subarray(HEADER, HEADER + NONCE);
  const tag = sealed.subarray(HEADER + NONCE, HEADER + NONCE + TAG);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(HEADER + NONCE + TAG)), decipher.final()]);
}
