// The layers of docs/architecture.md: imports go downward only, and there is no cycle.
const layers = [
  ['shared'],
  ['charter', 'ledger'],
  ['motions', 'contributions', 'roadmap', 'catalog', 'audit'],
  ['ports'],
  ['commands', 'events', 'queue', 'inbox', 'outbox', 'jobs', 'replies', 'search', 'mirror', 'evaluation', 'planning'],
  ['adapters'],
];
const folder = (names) => `^src/(${names.join('|')})/`;
const ports = '^src/(forges/(forge|files|event|sighting|refs|index)\\.ts|[a-z]+/store\\.ts)$';
const adapters = '^src/(forges/(github|gitee)|storage|portal|cli|sandbox)/';
const toolbox = '^src/web/';
const composition = '^src/(main\\.ts|config\\.ts|compose/)';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-imports-nothing',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(?!shared/)' },
    },
    {
      name: 'ground-imports-shared-only',
      severity: 'error',
      from: { path: '^src/(charter|ledger)/', pathNot: ports },
      to: { path: '^src/(?!shared/|charter/|ledger/)' },
    },
    {
      name: 'charter-and-ledger-are-apart',
      severity: 'error',
      from: { path: '^src/ledger/' },
      to: { path: '^src/charter/' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: folder(layers[2]), pathNot: ports },
      to: { path: '^src/', pathNot: '^src/(shared|charter|ledger|motions|contributions|roadmap|catalog|audit)/' },
    },
    {
      name: 'core-has-no-input-or-output',
      severity: 'error',
      from: { path: '^src/(shared|charter|motions|contributions|roadmap|catalog|audit)/', pathNot: ports },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ledger-uses-only-crypto',
      severity: 'error',
      from: { path: '^src/ledger/', pathNot: ports },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'ports-are-below-the-application',
      severity: 'error',
      from: { path: ports },
      to: {
        path: '^src/(commands|events|queue|jobs|replies|search/(?!store)|mirror/(?!store)|evaluation/(?!store)|planning/(?!store)|storage|portal|cli|sandbox|forges/(github|gitee))/',
      },
    },
    {
      name: 'application-knows-no-adapter',
      severity: 'error',
      from: { path: folder(layers[4]) },
      to: { path: `${adapters}|${toolbox}|${composition}` },
    },
    {
      name: 'inbox-does-not-import-events',
      severity: 'error',
      from: { path: '^src/inbox/' },
      to: { path: '^src/events/' },
    },
    {
      name: 'adapters-are-apart',
      severity: 'error',
      from: { path: '^src/(forges/github|forges/gitee|storage|portal|cli|sandbox)/' },
      to: { path: adapters, pathNot: ['^src/$1/', ports] },
    },
    {
      name: 'toolbox-of-pages-knows-no-adapter',
      severity: 'error',
      from: { path: toolbox },
      to: { path: '^src/', pathNot: '^src/(web|shared|charter|motions)/' },
    },
    {
      name: 'nobody-imports-composition',
      severity: 'error',
      from: { path: '^src/', pathNot: `${composition}|^src/cli/index\\.ts` },
      to: { path: composition },
    },
    { name: 'source-never-imports-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|bench)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
