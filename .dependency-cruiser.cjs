'use strict';
/**
 * The shape of the house: modules import only to their left and only through front doors, and nothing goes in circles.
 * `bin/check` looks; testing/boundaries.test.ts plants a breach of each rule and sees it caught.
 */
const ORDER = [
  'tlog',
  'audit',
  'disk',
  'kernel',
  'ledger',
  'identity',
  'catalogue',
  'exchange',
  'certificates',
  'materials',
  'forms',
  'clocks',
  'queue',
  'routing',
  'publishing',
  'cases',
  'bundles',
  'feedback',
  'content',
  'supervision',
  'notifications',
  'analytics',
];

const leftOnly = ORDER.slice(0, -1).map((name, at) => ({
  name: `${name}-imports-only-to-its-left`,
  comment: `modules/${name} must not know what stands to its right; ask through a port or emit a job.`,
  severity: 'error',
  from: { path: `^modules/${name}/` },
  to: { path: `^modules/(${ORDER.slice(at + 1).join('|')})/` },
}));

const FRAMEWORKS = [
  '@sveltejs',
  'svelte',
  'fastify',
  '@fastify/(?!busboy)',
  'oidc-provider',
  'openid-client',
  'vite',
  'compression',
  'graphile-worker',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...leftOnly,
    {
      name: 'known-modules-only',
      comment: 'A new module gets its place in the order first.',
      severity: 'error',
      from: {},
      to: { path: '^modules/', pathNot: `^modules/(${ORDER.join('|')})/` },
    },
    {
      name: 'front-doors-only',
      comment: 'Another module is known only by its index.ts; its testing.ts is for tests.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/' },
      to: { path: '^modules/([^/]+)/', pathNot: ['^modules/$1/', '^modules/[^/]+/(index|testing)\\.ts$'] },
    },
    {
      name: 'front-doors-only-for-apps',
      comment: 'Apps, seeds and tests know modules by their front doors; benches may measure what is behind one.',
      severity: 'error',
      from: { path: '^(apps|db|testing|e2e|bin)/' },
      to: { path: '^modules/[^/]+/', pathNot: '^modules/[^/]+/(index|testing)\\.ts$' },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'What only tests need must not be reached from the product.',
      severity: 'error',
      from: {
        path: '^(modules|apps|db)/',
        pathNot: ['\\.test\\.ts$', '/testing\\.ts$', '/testing/', '^db/generate-tables\\.ts$'],
      },
      to: { path: ['^testing/', '/testing\\.ts$', '/testing/[^/]+\\.ts$', '^e2e/'] },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one idea or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-framework-in-modules',
      comment: 'Modules outlive frameworks: adapters live in apps/.',
      severity: 'error',
      from: { path: '^modules/' },
      to: { path: `(^|/)node_modules/(${FRAMEWORKS.join('|')})(/|$)` },
    },
    {
      name: 'the-verifier-runs-everywhere',
      comment:
        'One verifier for servers, browsers and strangers: no Node, no database, nothing but the noble libraries.',
      severity: 'error',
      from: { path: '^modules/(tlog|audit)/', pathNot: ['\\.test\\.ts$', '/testing\\.ts$', '/testing/'] },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg'],
        pathNot: ['(^|/)node_modules/@noble/', '(^|/)node_modules/canonicalize/'],
      },
    },
    {
      name: 'watchers-need-no-database',
      comment: 'Witness, mirror and monitor run on machines of others: formats and rules, and nothing that serves.',
      severity: 'error',
      from: { path: '^apps/watch/', pathNot: ['\\.test\\.ts$', '/testing\\.ts$'] },
      to: { path: ['^modules/(?!(tlog|audit|disk)/)', '^apps/(?!watch/)', '^db/', '(^|/)node_modules/(pg|kysely)/'] },
    },
    {
      name: 'no-app-in-modules',
      comment: 'Modules do not know who calls them.',
      severity: 'error',
      from: { path: '^modules/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-development-tool-in-the-product',
      comment: 'npm ci --omit=dev must be enough to serve.',
      severity: 'error',
      from: {
        path: '^(modules|apps|db)/',
        pathNot: ['\\.test\\.ts$', '/testing\\.ts$', '/testing/', '^db/generate-tables\\.ts$'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/@types/' },
    },
    {
      name: 'resolvable',
      comment: 'Names that lead nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^\\$app/', '^\\./\\$types', '^#lib'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^apps/web/(build|node_modules|\\.svelte-kit)/', '\\.svelte-kit/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'svelte', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.svelte'],
    },
  },
};
