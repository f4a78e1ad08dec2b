import { resolve } from 'node:path';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { modulesOutside, verifierOnly } from './modules-outside.ts';

const here = import.meta.dirname;
const repository = resolve(here, '../..');

export default defineConfig({
  root: here,
  // The script of /verify; it can be loaded in parts only as a module.
  worker: { format: 'es', plugins: () => [verifierOnly(repository)] },
  server: { fs: { allow: [resolve(repository, 'modules/tlog'), resolve(repository, 'modules/audit')] } },
  plugins: [
    modulesOutside(repository),
    sveltekit({
      adapter: adapter({ out: resolve(here, 'build') }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
          'base-uri': ['none'],
          'frame-src': ['self'],
        },
      },
      compilerOptions: { runes: true },
      paths: { relative: false },
    }),
  ],
});
