import { join } from 'node:path';
import { z } from 'zod';
import { devPages } from '../web/dev.ts';
import { buildPages } from './build-pages.ts';
import { ADDRESS_HEADER } from './client-address.ts';
import type { Listener } from './door.ts';

export interface Pages {
  readonly handler: Listener;
  readonly close: () => Promise<void>;
}

const HANDLER = join(import.meta.dirname, '../web/build/handler.js');
const Built = z.object({ handler: z.custom<Listener>((value) => typeof value === 'function') });

/** The pages as built, or from their sources in development. Call after `provideApp`: pages look for the App. */
export async function openPages({ development }: { development: boolean }): Promise<Pages> {
  if (development) return devPages();
  await buildPages();
  // All are read when the handler is imported: the host overwrites these headers, so that no client can forge it.
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
  process.env.ADDRESS_HEADER = ADDRESS_HEADER;
  process.env.BODY_SIZE_LIMIT = '1M';
  const { handler } = Built.parse(await import(HANDLER));
  return { handler, close: async () => Promise.resolve() };
}
