/**
 * Builds every entry into dist/: `node esbuild.js [--production] [--watch]`.
 * Prints each bundle's size; a production build fails where one has outgrown its budget.
 */
const { chmodSync, mkdirSync, statSync, writeFileSync } = require('node:fs');
const { parseArgs } = require('node:util');
const esbuild = require('esbuild');

const { values: flags } = parseArgs({
  options: { production: { type: 'boolean', default: false }, watch: { type: 'boolean', default: false } },
});

/** The oldest Node and Chromium that the supported VS Code releases bring. */
const NODE = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode', '@duckdb/node-bindings'],
  loader: { '.sql': 'text' },
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
};
const BROWSER = { platform: 'browser', target: 'chrome132', format: 'iife' };

/** What a page imports when it is needed. */
const BROWSER_MODULE = { ...BROWSER, format: 'esm' };

/** What the language client is made of, by the bundle that has it: each is read in a turn of its own. */
const LANGUAGE_LIBRARIES = {
  'vscode-jsonrpc/node': 'jsonRpc.js',
  'vscode-languageserver-types': 'languageTypes.js',
  'vscode-languageserver-protocol/node': 'languageProtocol.js',
};
/**
 * What the extension loads when it is first needed, each a bundle of its own: with them in one, reading its main file
 * would take longer than starting the extension may.
 */
const LATER = {
  ...LANGUAGE_LIBRARIES,
  './languageClientParts': 'languageClient.js',
  '../../graph/graphConnection': 'graphConnection.js',
  '../../auth/tenantSignIn': 'tenantSignIn.js',
};
const loadsLater = {
  name: 'loads-later',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(?:\.|vscode-)/ }, ({ kind, path }) =>
      kind === 'dynamic-import' && path in LATER ? { path: `./${LATER[path]}`, external: true } : undefined,
    ),
};
/** The libraries' own names for each other: what is in a bundle already is taken from there, with all that Node's part has. */
const sharesLanguageLibraries = {
  name: 'shares-language-libraries',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^vscode-/ }, ({ kind, path }) => {
      const bundle = LANGUAGE_LIBRARIES[path] ?? LANGUAGE_LIBRARIES[`${path}/node`];
      return kind === 'entry-point' || bundle === undefined ? undefined : { path: `./${bundle}`, external: true };
    }),
};
/** Each part finds VS Code's own module as the main file does: with `require`. */
const HOST = { ...NODE, supported: { 'dynamic-import': false } };

/** Budgets are for production, in kilobytes of 1,000 bytes; Kusto's language service alone is 4,800. */
const BUNDLES = [
  {
    entry: 'src/extension/extension.ts',
    outfile: 'dist/extension.js',
    budget: 200,
    options: { ...HOST, plugins: [loadsLater] },
  },
  ...[
    { entry: 'vscode-jsonrpc/node', outfile: 'dist/jsonRpc.js', budget: 70 },
    { entry: 'vscode-languageserver-types', outfile: 'dist/languageTypes.js', budget: 40 },
    { entry: 'vscode-languageserver-protocol/node', outfile: 'dist/languageProtocol.js', budget: 70 },
    { entry: 'src/extension/language/languageClientParts.ts', outfile: 'dist/languageClient.js', budget: 310 },
  ].map((bundle) => ({ ...bundle, options: { ...HOST, plugins: [sharesLanguageLibraries] } })),
  { entry: 'src/graph/graphConnection.ts', outfile: 'dist/graphConnection.js', budget: 120, options: HOST },
  { entry: 'src/auth/tenantSignIn.ts', outfile: 'dist/tenantSignIn.js', budget: 400, options: HOST },
  { entry: 'src/resultWorker/main.ts', outfile: 'dist/results.js', budget: 185, options: NODE },
  { entry: 'src/language/server.ts', outfile: 'dist/language.js', budget: 6800, options: NODE },
  { entry: 'src/engine/main.ts', outfile: 'dist/engine.js', budget: 6700, options: NODE },
  {
    entry: 'src/cli/main.ts',
    outfile: 'dist/cli.js',
    budget: 7400,
    options: { ...NODE, banner: { js: '#!/usr/bin/env node' } },
    isExecutable: true,
  },
  { entry: 'src/webview/main.ts', outfile: 'dist/webview/grid.js', budget: 130, options: BROWSER },
  { entry: 'src/webview/chart/main.ts', outfile: 'dist/webview/chart.js', budget: 700, options: BROWSER_MODULE },
  { entry: 'src/webview/grid.css', outfile: 'dist/webview/grid.css', budget: 40, options: BROWSER },
  { entry: 'src/webview/chart/chart.css', outfile: 'dist/webview/chart.css', budget: 40, options: BROWSER },
];

/** Microsoft's help on KQL, taken at build time out of the package that brings it. */
const HELP_TOPICS = {
  outfile: 'dist/helpTopics.json',
  budget: 760,
  source: 'node_modules/@kusto/language-service/Kusto.JavaScript.Client.min.js',
};

main().catch((error) => {
  // esbuild has printed what is wrong with the sources; anything else is a fault of this script.
  if (!('errors' in error)) console.error(error);
  process.exitCode = 1;
});

async function main() {
  await writeHelpTopics();
  const contexts = await Promise.all(BUNDLES.map((bundle) => esbuild.context(optionsOf(bundle))));
  if (flags.watch) {
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  try {
    await Promise.all(contexts.map((context) => context.rebuild()));
  } finally {
    await Promise.all(contexts.map((context) => context.dispose()));
  }
}

async function writeHelpTopics() {
  const { readHelpTopics } = await import('./scripts/kustoHelpTopics.mjs');
  mkdirSync('dist', { recursive: true });
  writeFileSync(HELP_TOPICS.outfile, JSON.stringify(readHelpTopics()));
  // Says whose text this is, as the bundles' maps do, to those who list the licences.
  const map = { version: 3, file: 'helpTopics.json', sources: [`../${HELP_TOPICS.source}`], names: [], mappings: '' };
  writeFileSync(`${HELP_TOPICS.outfile}.map`, JSON.stringify(map));
  reportSize(HELP_TOPICS);
}

function optionsOf(bundle) {
  return {
    entryPoints: [bundle.entry],
    outfile: bundle.outfile,
    bundle: true,
    minify: flags.production,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    ...bundle.options,
    plugins: [
      ...(bundle.options.plugins ?? []),
      { name: 'report', setup: (build) => build.onEnd((result) => report(bundle, result)) },
    ],
  };
}

function report(bundle, result) {
  if (result.errors.length > 0) return;
  if (bundle.isExecutable) chmodSync(bundle.outfile, 0o755);
  reportSize(bundle);
}

function reportSize(bundle) {
  const size = Math.ceil(statSync(bundle.outfile).size / 1000);
  const budget = flags.production ? ` of ${bundle.budget}` : '';
  console.log(`${bundle.outfile.padEnd(24)} ${String(size).padStart(6)} kB${budget}`);
  if (!flags.production || size <= bundle.budget) return;
  console.error(`${bundle.outfile} is over its budget: find what made it grow, or raise the budget in esbuild.js.`);
  process.exitCode = 1;
}
