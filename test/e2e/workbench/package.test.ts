import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../../scripts/packaging/targets.ts';
import { listVsix, vsixPathOf } from '../../../scripts/packaging/vsix.ts';

/** Everything that may be in the package; what the extension does not read has no place in it. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(?:package\.json|readme\.md|changelog\.md|LICENSE\.txt|ThirdPartyNotices\.txt|language-configuration\.json)$/,
  /^extension\/dist\/(?:extension|language|languageClient|languageProtocol|languageTypes|jsonRpc|graphConnection|tenantSignIn|results|engine|cli)\.js$/,
  /^extension\/dist\/helpTopics\.json$/,
  /^extension\/dist\/webview\/[\w-]+\.(?:js|css)$/,
  /^extension\/media\/(?:icon\.png|icons\/[\w-]+\.svg)$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/samples\/data\/[\w.-]+\.(?:parquet|json)$/,
  /^extension\/node_modules\/(?:@duckdb\/(?:node-bindings|node-bindings-[\w-]+)|detect-libc)\//,
];

const NEEDED = [
  'extension/package.json',
  'extension/LICENSE.txt',
  'extension/ThirdPartyNotices.txt',
  'extension/language-configuration.json',
  'extension/dist/extension.js',
  'extension/dist/graphConnection.js',
  'extension/dist/language.js',
  'extension/dist/languageClient.js',
  'extension/dist/languageProtocol.js',
  'extension/dist/languageTypes.js',
  'extension/dist/jsonRpc.js',
  'extension/dist/tenantSignIn.js',
  'extension/dist/results.js',
  'extension/dist/helpTopics.json',
  'extension/dist/engine.js',
  'extension/dist/webview/grid.js',
  'extension/dist/webview/grid.css',
  'extension/syntaxes/kusto.tmLanguage.json',
  'extension/samples/data/DeviceProcessEvents.parquet',
];

describe('the package', () => {
  const names = listVsix(vsixPathOf()).map(({ name }) => name);

  it('holds what the extension needs', () => {
    expect(names).toEqual(expect.arrayContaining(NEEDED));
  });

  it('holds nothing else', () => {
    expect(names.filter((name) => !ALLOWED.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  it('brings DuckDB for this platform and no other', () => {
    const natives = names.filter((name) => name.endsWith('/duckdb.node'));
    expect(natives).toEqual([`extension/node_modules/${parseTarget(undefined).nativePackage}/duckdb.node`]);
  });

  it('has no source maps, types or tests', () => {
    expect(names.filter((name) => /\.(?:map|ts|mts)$|\.test\./.test(name))).toEqual([]);
  });
});
