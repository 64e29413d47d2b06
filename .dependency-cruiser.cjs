/** Imports point one way: each room may import only the rooms named for it. See ARCHITECTURE.md. */
const rooms = {
  core: [],
  kusto: ['core'],
  graph: ['core'],
  auth: ['core'],
  engine: ['core', 'kusto'],
  language: ['core', 'kusto'],
  history: ['core'],
  resultWorker: ['core', 'graph'],
  webview: ['core'],
  cli: ['core', 'kusto', 'graph', 'auth', 'engine', 'language'],
  extension: ['core', 'graph', 'auth', 'history', 'language', 'resultWorker'],
};

const oneWay = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-one-way`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...oneWay,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-extension-imports-vscode',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'core-and-webview-are-pure',
      severity: 'error',
      from: { path: '^src/(core|webview)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-kusto-touches-the-language-service',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/kusto/' },
      to: { path: '@kusto/' },
    },
    {
      name: 'only-engine-touches-duckdb',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/' },
      to: { path: '@duckdb/' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
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
