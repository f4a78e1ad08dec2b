import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { decodeBase64, encodeBase64, formatKey, TlogProblem, verifierKey, type KeyType, type Signer } from '#tlog';

const PREFIX = 'PRIVATE+KEY';
const SEED_BYTES = 32;
/** PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410 section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const TYPE_BYTE = { ed25519: 1, cosignature: 4 } as const;

/** A signing key as Go's sumdb/note writes it: `PRIVATE+KEY+name+id+base64(type ‖ seed)`. Keep it secret. */
export function newSigningKey(name: string, type: KeyType = 'ed25519'): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { key } = signerOf(name, type, { privateKey, publicKey });
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const [, id] = formatKey(key).split('+');
  return `${PREFIX}+${name}+${id}+${encodeBase64(Buffer.from([TYPE_BYTE[type], ...seed]))}`;
}

/** @throws TlogProblem key.malformed, key.unknown-type, key.id-does-not-match */
export function readSigningKey(text: string): Signer {
  const [first, second, name = '', id, ...encoded] = text.split('+');
  if (`${first}+${second}` !== PREFIX) throw new TlogProblem('key.malformed');
  const bytes = decodeBase64(encoded.join('+'));
  const type = (['ed25519', 'cosignature'] as const).find((known) => TYPE_BYTE[known] === bytes[0]);
  if (type === undefined) throw new TlogProblem('key.unknown-type', name);
  if (bytes.length !== 1 + SEED_BYTES) throw new TlogProblem('key.malformed', name);
  const der = Buffer.concat([PKCS8, bytes.subarray(1)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const signer = signerOf(name, type, { privateKey, publicKey: createPublicKey(privateKey) });
  if (formatKey(signer.key).split('+')[1] !== id) throw new TlogProblem('key.id-does-not-match', name);
  return signer;
}

interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

function signerOf(name: string, type: KeyType, { privateKey, publicKey }: Pair): Signer {
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { key: verifierKey(name, type, raw), sign: (message) => sign(undefined, message, privateKey) };
}
