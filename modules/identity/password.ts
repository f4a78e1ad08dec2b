import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** N = 2^15, r = 8, p = 3: 32 MiB, the OWASP equivalent of N = 2^17; about 0.2 s on one core. */
const COST = { ln: 15, r: 8, p: 3 };
const LENGTH = 32;
const SALT = 16;
const MEBIBYTE = 1024 * 1024;

interface Hash {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** `scrypt$ln=15,r=8,p=3$salt$key`, so that the cost can rise without locking anybody out. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT);
  const key = await run(password, { ...COST, salt });
  return `scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Whether the password is the one; without a stored hash (nobody has that login) it takes as long and says no. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const hash = stored === undefined ? NOBODY : parse(stored);
  const key = await run(password, hash);
  return timingSafeEqual(key, hash.key) && stored !== undefined;
}

const NOBODY: Hash = { ...COST, salt: Buffer.alloc(SALT), key: Buffer.alloc(LENGTH) };

async function run(password: string, { ln, r, p, salt }: Omit<Hash, 'key'>): Promise<Buffer> {
  return derive(password.normalize('NFKC'), salt, LENGTH, { N: 2 ** ln, r, p, maxmem: 64 * MEBIBYTE });
}

const STORED = /^scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/;

function parse(stored: string): Hash {
  const [, ln, r, p, salt, key] = STORED.exec(stored) ?? [];
  if (salt === undefined || key === undefined) throw new Error('A stored password hash cannot be read.');
  return {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}
