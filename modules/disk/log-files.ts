import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import type { LogFile } from '#tlog';
import { FileConflict } from './file-conflict.ts';
import { readIfThere, writeWhole } from './whole-file.ts';

/** A published log as a directory of static files: any file server or CDN can serve a copy of it. */
export interface LogFiles {
  /** Writes a file that never changes; writing it again with the same bytes does nothing. @throws FileConflict */
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
      else if (!Buffer.from(known).equals(file.bytes)) throw new FileConflict(file.path);
    },
  };
}

/** Keeps many files at once: the disk then waits for its platter once for several of them. @throws FileConflict */
export async function keepAll({ keep }: Pick<LogFiles, 'keep'>, files: readonly LogFile[]): Promise<void> {
  const kept = await Promise.allSettled(files.map(keep));
  for (const one of kept) if (one.status === 'rejected') throw one.reason;
}
