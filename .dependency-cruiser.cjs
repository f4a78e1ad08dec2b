/**
 * The shape of the house: modules import only to their left and only through front doors, and nothing goes in circles.
 * `bin/check` runs it; testing/boundaries.test.ts plants a violation of each rule and sees it caught.
 */
const order = [
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

const onlyToTheLeft = order
  .map((module, place) => ({
    name: `${module}-imports-only-to-its-left`,
    severity: 'error',
    from: { path: `^modules/${module}/`, pathNot: '\\.test\\.ts$|/testing\\.ts$' },
    to: { path: order.slice(place + 1).map((later) => `^modules/${later}/`) },
  }))
  .filter(({ to }) => to.path.length > 0);

module.exports = {
  forbidden: [
    ...onlyToTheLeft,
    {
      name: 'known-modules-only',
      comment: 'A new module takes its place in the order first.',
      severity: 'error',
      from: { path: '^(modules|apps)/' },
      to: { path: '^modules/[^/]+/', pathNot: order.map((module) => `^modules/${module}/`) },
    },
    {
      name: 'front-doors-only',
      comment: 'A module is known by its index.ts; tests may also use another module’s testing.ts.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/', pathNot: '\\.test\\.ts$|/testing\\.ts$' },
      to: { path: '^modules/[^/]+/', pathNot: ['^modules/$1/', '^modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'front-doors-only-from-outside',
      comment: 'Benches measure what is behind a door and may go through it.',
      severity: 'error',
      from: { path: '^(apps|db|testing|e2e)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^modules/[^/]+/', pathNot: ['^modules/[^/]+/(index|testing)\\.ts$'] },
    },
    {
      name: 'tests-use-front-doors-and-testing',
      severity: 'error',
      from: { path: '^modules/([^/]+)/.*(\\.test|/testing)\\.ts$' },
      to: { path: '^modules/[^/]+/', pathNot: ['^modules/$1/', '^modules/[^/]+/(index|testing)\\.ts$'] },
    },
    {
      name: 'no-framework-in-modules',
      comment: 'The rules outlive the web framework and the HTTP server.',
      severity: 'error',
      from: { path: '^modules/' },
      to: { path: 'node_modules/(@sveltejs|svelte|fastify|vite|oidc-provider|openid-client|playwright-core)(/|$)' },
    },
    {
      name: 'modules-do-not-know-apps',
      severity: 'error',
      from: { path: '^modules/' },
      to: { path: '^(apps|bench|e2e)/' },
    },
    {
      name: 'testing-stays-in-tests',
      severity: 'error',
      from: { path: '^(modules|apps)/', pathNot: '\\.test\\.ts$|/testing\\.ts$' },
      to: { path: '^testing/|/testing\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\$app/|\\./\\$types|#lib|\\$types)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.svelte-kit|build|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'svelte', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.svelte'],
    },
  },
};
