/* eslint @typescript-eslint/max-params: ["error", { max: 4 }] -- the three of CryptoProvider.seal, and the provider */
import type { CryptoProvider } from './crypto-provider.ts';

/** Encrypts a JSON value whole; the shape is the caller's business on the way back. */
export function sealJson(crypto: CryptoProvider, wrappedKey: Uint8Array, context: string, value: unknown): Buffer {
  return Buffer.from(crypto.seal(wrappedKey, context, Buffer.from(JSON.stringify(value), 'utf8')));
}

/** Decrypts what `sealJson` wrote. Parse the result with the schema of its place. */
export function openJson(
  crypto: CryptoProvider,
  wrappedKey: Uint8Array,
  context: string,
  ciphertext: Uint8Array,
): unknown {
  return JSON.parse(Buffer.from(crypto.open(wrappedKey, context, ciphertext)).toString('utf8'));
}
