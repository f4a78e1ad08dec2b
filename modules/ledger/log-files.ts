import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LedgerFault } from './fault.ts';
import type { LogFile } from './tile-tree.ts';

/** The published log as a directory of static files: any file server or CDN can serve a copy of it. */
export interface LogFiles {
  /** Writes a file that never changes; writing it again with the same bytes does nothing. */
  readonly keep: (file: LogFile) => Promise<void>;
  /** Writes the one file that does change. */
  readonly replace: (file: LogFile) => Promise<void>;
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** Removes the partial files of a tile that has long been full (tlog-tiles, Partial Tiles). */
  readonly forgetPartial: (path: string) => Promise<void>;
}

/** The log in a directory of this machine, or of a file system that several machines share. */
export function directoryFiles(directory: string): LogFiles {
  const read = async (path: string) => readIfThere(join(directory, path));
  const replace = async ({ path, bytes }: LogFile) => writeWhole(join(directory, path), bytes);
  return {
    read,
    replace,
    forgetPartial: async (path) => rm(join(directory, `${path}.p`), { recursive: true, force: true }),
    keep: async (file) => {
      const known = await read(file.path);
      if (known === undefined) await replace(file);
      else if (!Buffer.from(known).equals(file.bytes)) throw new LedgerFault('ledger.tile-conflict', file.path);
    },
  };
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}

/** A reader sees the old file or the new one, and after a power cut it is one of them as well. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.draft`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(draft, 'w', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
