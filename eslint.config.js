import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** style.md, "Size": a file is seen without scrolling, a function at a glance. */
const size = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 40 }],
  'max-params': 'off',
  '@typescript-eslint/max-params': ['error', { max: 3 }],
  'max-depth': ['error', 3],
};

const habits = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  // An arrow that hands on a call's void is shorter and no less clear.
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // node:test waits for its own tests.
  '@typescript-eslint/no-floating-promises': [
    'error',
    {
      allowForKnownSafeCalls: [
        { from: 'package', package: 'node:test', name: ['test', 'suite', 'describe', 'it', 'before', 'after'] },
      ],
    },
  ],
  // A string falls apart into characters, not UTF-16 halves: that is what is wanted of names.
  '@typescript-eslint/no-misused-spread': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
    { selector: 'TSEnumDeclaration', message: 'A union of string literals says the same without code.' },
  ],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
  'no-console': 'error',
  eqeqeq: 'error',
};

export default ts.config(
  {
    ignores: [
      '**/node_modules',
      '**/.svelte-kit',
      'apps/web/build',
      'data',
      'keys',
      '.cache',
      'db/tables.ts',
      'bin/link-node.cjs',
      '.dependency-cruiser.cjs',
    ],
  },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    rules: { ...size, ...habits },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // Styles and markup share the file: its length is not that of an idea.
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': 'off',
      // Every address of this site is absolute and the site has no base path.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  // Programs speak to the terminal; everything else to the log.
  { files: ['apps/cli/**', 'db/*.ts', 'testing/*.ts', 'bin/**', 'bench/**'], rules: { 'no-console': 'off' } },
  // Tools that want a default export.
  { files: ['*.config.js', 'apps/web/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.js', '**/*.cjs'], ...ts.configs.disableTypeChecked },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
);
