import { resolve } from 'node:path';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { modulesOutside } from './modules-outside.ts';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  plugins: [
    modulesOutside(resolve(here, '../..')),
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
        },
      },
      compilerOptions: { runes: true },
      paths: { relative: false },
    }),
  ],
});
