import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { createServer } from 'vite';

export interface DevPages {
  readonly handler: (req: IncomingMessage, res: ServerResponse) => void;
  readonly close: () => Promise<void>;
}

/** The pages from their sources, rebuilt as they change; in place of the built handler. Call after `provideApp`. */
export async function devPages(): Promise<DevPages> {
  const vite = await createServer({
    configFile: resolve(import.meta.dirname, 'vite.config.ts'),
    // Bundled, the configuration would be a new file at each start, at which `node --watch` starts again.
    configLoader: 'native',
    root: import.meta.dirname,
    server: { middlewareMode: true, hmr: false, ws: false },
    clearScreen: false,
  });
  return { handler: (req, res) => vite.middlewares(req, res), close: () => vite.close() };
}
