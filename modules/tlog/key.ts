import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatenate, decodeBase64, encodeBase64, encodeUint64, encodeUtf8, sameBytes } from './bytes.ts';
import { sha256 } from './hash.ts';
import { TlogProblem } from './problem.ts';

/** Signature types of signed-note: a plain Ed25519 signature, and a witness's with its time (tlog-cosignature). */
export type KeyType = 'ed25519' | 'cosignature';

export interface VerifierKey {
  readonly name: string;
  /** Four bytes that tell keys of one name apart. */
  readonly id: Uint8Array;
  readonly type: KeyType;
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
}

/** Signs; where the private key is, is its own business. */
export interface Signer {
  readonly key: VerifierKey;
  /** 64 bytes (RFC 8032). */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const TYPE_BYTE = { ed25519: 0x01, cosignature: 0x04 } as const;
const ID_BYTES = 4;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;
const MOST_TIME = 2n ** 63n;

/** @throws TlogProblem key.malformed */
export function verifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name) || publicKey.length !== KEY_BYTES) throw new TlogProblem('key.malformed');
  return { name, type, publicKey, id: keyId(name, type, publicKey) };
}

/** `name+id+key`, e.g. as Go's sumdb/note reads it (signed-note, Verifier keys). */
export function formatKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${hex(id)}+${encodeBase64(concatenate(Uint8Array.of(TYPE_BYTE[type]), publicKey))}`;
}

/** @throws TlogProblem key.malformed, key.unknown-type, key.id-does-not-match */
export function parseKey(text: string): VerifierKey {
  const [name = '', id = '', ...encoded] = text.split('+');
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id)) throw new TlogProblem('key.malformed');
  const bytes = decodeBase64(encoded.join('+'));
  const type = (['ed25519', 'cosignature'] as const).find((known) => TYPE_BYTE[known] === bytes[0]);
  if (type === undefined) throw new TlogProblem('key.unknown-type', name);
  const key = verifierKey(name, type, bytes.subarray(1));
  if (hex(key.id) !== id) throw new TlogProblem('key.id-does-not-match', name);
  return key;
}

/** A key's name has neither a Unicode space nor a plus (signed-note, Format). */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}+]/u.test(name) && name.isWellFormed();
}

/** What a signature by a key says: when it was made, where the type has a time. Undefined: it is not by this key. */
export interface Vouched {
  /** Seconds since 1970. */
  readonly time?: bigint;
}

/** Checks the signature bytes of a note line against the note's text. */
export function vouches(key: VerifierKey, text: Uint8Array, signature: Uint8Array): Vouched | undefined {
  if (key.type === 'ed25519') return verified(key, text, signature) ? {} : undefined;
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const time = new DataView(signature.buffer, signature.byteOffset, TIME_BYTES).getBigUint64(0);
  if (time >= MOST_TIME) return undefined;
  return verified(key, cosignedMessage(time, text), signature.subarray(TIME_BYTES)) ? { time } : undefined;
}

/** The bytes that follow the key id in a signature line. @param time seconds since 1970, for cosignatures */
export function signatureBytes(signer: Signer, text: Uint8Array, time: bigint): Uint8Array<ArrayBuffer> {
  if (signer.key.type === 'ed25519') return concatenate(signer.sign(text));
  return concatenate(encodeUint64(time), signer.sign(cosignedMessage(time, text)));
}

/** tlog-cosignature, "Ed25519 signed message". */
function cosignedMessage(time: bigint, text: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatenate(encodeUtf8(`cosignature/v1\ntime ${time}\n`), text);
}

function verified({ publicKey }: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false }) && isExact(publicKey, message, signature);
  } catch {
    // A point that is none: the library throws where RFC 8032 says "invalid".
    return false;
  }
}

/**
 * Whether the signature's R is S·B − k·A, as Go and OpenSSL want it. The library multiplies both sides by eight, which
 * RFC 8032 allows: the owner of a key could sign so that this reader believes what those refuse.
 */
function isExact(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const { Point } = ed25519;
  const r = signature.subarray(0, KEY_BYTES);
  const s = littleEndian(signature.subarray(KEY_BYTES));
  const k = Point.Fn.create(littleEndian(sha512(concatenate(r, publicKey, message))));
  const wanted = Point.BASE.multiplyUnsafe(s).subtract(Point.fromBytes(publicKey).multiplyUnsafe(k));
  return sameBytes(wanted.toBytes(), r);
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes.toReversed())}`);
}

function keyId(name: string, type: KeyType, publicKey: Uint8Array): Uint8Array {
  return sha256(concatenate(encodeUtf8(`${name}\n`), Uint8Array.of(TYPE_BYTE[type]), publicKey)).slice(0, ID_BYTES);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function sameKey(one: VerifierKey, other: VerifierKey): boolean {
  return one.name === other.name && sameBytes(one.id, other.id) && sameBytes(one.publicKey, other.publicKey);
}
