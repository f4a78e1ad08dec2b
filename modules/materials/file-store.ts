import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AssetId } from './asset.ts';

/** Where the encrypted bytes lie. A directory on one machine, object storage on many: the same three verbs. */
export interface FileStore {
  /** Writes a file whole or not at all, and durably: once this returns, it survives a power cut. */
  write(asset: AssetId, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  read(asset: AssetId): AsyncIterable<Uint8Array>;
  /** Removes a file and what a crash left of it. Nothing happens if there is none. */
  remove(asset: AssetId): Promise<void>;
}

/** A store in a directory, made if it is missing. Readable by the account of the process only. */
export function directoryStore(directory: string): FileStore {
  const pathOf = (asset: AssetId) => join(directory, asset.slice(0, 2), asset.slice(2, 4), asset);
  return {
    write: async (asset, bytes) => {
      const path = pathOf(asset);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeDurably(path, bytes);
    },
    read: (asset) => createReadStream(pathOf(asset)),
    remove: async (asset) => {
      await Promise.all([rm(pathOf(asset), { force: true }), rm(partOf(pathOf(asset)), { force: true })]);
    },
  };
}

async function writeDurably(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const part = partOf(path);
  const file = await open(part, 'wx', 0o600);
  try {
    await writeAll(file, bytes);
    await file.sync();
    await rename(part, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) await file.writeFile(chunk);
}

/** A rename is on disk when its directory is. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function partOf(path: string): string {
  return `${path}.part`;
}
