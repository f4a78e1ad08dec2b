import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installationCrypto } from '../../apps/cli/master-key.ts';
import { importItems } from '#catalogue';
import { systemClock, type World } from '#kernel';
import { startServer, type RunningServer } from '#testing/running-server';

const REAL_ITEMS = join(import.meta.dirname, '../../db/seeds/guangdong-items.jsonl');

/** The running product and, beside its pages, its own database and keys, to set a scene without a browser. */
export interface City extends RunningServer {
  readonly world: World;
}

export async function openCity(environment: Readonly<Record<string, string>> = {}): Promise<City> {
  const server = await startServer({ LOG_LEVEL: 'warn', ...environment });
  const crypto = installationCrypto(join(server.directory, 'keys'));
  return { ...server, world: { db: server.database.db, clock: systemClock, crypto } };
}

/** Takes over the real items whose line holds one of these words, and starts again so that the search knows them. */
export async function importRealItems({ world, restart }: City, words: readonly string[]): Promise<void> {
  const counts = await importItems(world, { name: 'guangdong-items.jsonl', chunks: linesWith(words) });
  if (counts.imported === 0) throw new Error(`No real item speaks of ${words.join(', ')}.`);
  await restart();
}

async function* linesWith(words: readonly string[]): AsyncGenerator<Uint8Array> {
  for await (const line of createInterface({ input: createReadStream(REAL_ITEMS) }))
    if (words.some((word) => line.includes(word))) yield Buffer.from(`${line}\n`);
}
