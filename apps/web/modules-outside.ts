import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Plugin } from 'vite';

const Imports = z.object({ imports: z.record(z.string(), z.string()) });

function importsOf(root: string): Readonly<Record<string, string>> {
  return Imports.parse(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))).imports;
}

/** Module sources that the dev server's runner hands to Node instead of transforming them. */
const OUTSIDE = /^file:.*\/(modules|apps\/wire\.ts)/;

/** What strangers verify with: pure, so that a browser may have it too. */
const EVERYWHERE = new Set(['#tlog', '#audit']);

/**
 * Keeps `#kernel`, `#identity` … and `#app` out of the bundle. Bundled, every module would exist twice in the process
 * that serves the pages: another pool, another App, and `instanceof Refusal` would be false.
 */
export function modulesOutside(root: string): Plugin {
  const known = importsOf(root);
  const outside = new Map(Object.entries(known).filter(([, target]) => /^\.\/(modules\/|apps\/wire\.ts)/.test(target)));
  let command: 'build' | 'serve' = 'build';

  return {
    name: 'tongban-modules-outside',
    enforce: 'pre',
    config: () => ({ environments: { ssr: { resolve: { builtins: [...builtinModules, /^node:/, OUTSIDE] } } } }),
    configResolved: (config) => {
      command = config.command;
    },
    resolveId(id) {
      const target = outside.get(id);
      if (target === undefined) return undefined;
      if (this.environment.name === 'client') {
        if (EVERYWHERE.has(id)) return resolve(root, target);
        return this.error(`${id} belongs to the server. Pass what the page needs through its load function.`);
      }
      return { id: command === 'build' ? id : pathToFileURL(resolve(root, target)).href, external: true };
    },
  };
}

/** The same for the script of a page, which is bundled apart: nothing in it may come from the server. */
export function verifierOnly(root: string): Plugin {
  const known = importsOf(root);
  return {
    name: 'tongban-verifier-only',
    enforce: 'pre',
    resolveId(id) {
      const target = known[id];
      if (target === undefined) return undefined;
      if (EVERYWHERE.has(id)) return resolve(root, target);
      return this.error(`${id} belongs to the server. A script in a page may have #tlog and #audit.`);
    },
  };
}
