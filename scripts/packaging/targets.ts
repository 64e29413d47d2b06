/** Marketplace targets, each with the npm package that holds DuckDB's program for it. */
const NATIVE_PACKAGES: ReadonlyMap<string, string> = new Map([
  ['linux-x64', '@duckdb/node-bindings-linux-x64'],
  ['linux-arm64', '@duckdb/node-bindings-linux-arm64'],
  ['alpine-x64', '@duckdb/node-bindings-linux-x64-musl'],
  ['alpine-arm64', '@duckdb/node-bindings-linux-arm64-musl'],
  ['darwin-x64', '@duckdb/node-bindings-darwin-x64'],
  ['darwin-arm64', '@duckdb/node-bindings-darwin-arm64'],
  ['win32-x64', '@duckdb/node-bindings-win32-x64'],
  ['win32-arm64', '@duckdb/node-bindings-win32-arm64'],
]);

/** A platform that a `.vsix` is made for. */
export interface Target {
  /** Name that `vsce --target` and the Marketplace know. */
  readonly name: string;
  /** npm package with DuckDB's program for this platform. */
  readonly nativePackage: string;
}

/** Reads a `--target`; undefined means the platform that runs this. @throws with the names that are allowed. */
export function parseTarget(given: string | undefined): Target {
  const name = given ?? nameThisPlatform();
  const nativePackage = NATIVE_PACKAGES.get(name);
  if (nativePackage === undefined) {
    throw new Error(`There is no target "${name}". Use one of ${[...NATIVE_PACKAGES.keys()].join(', ')}.`);
  }
  return { name, nativePackage };
}

function nameThisPlatform(): string {
  return `${isMusl() ? 'alpine' : process.platform}-${process.arch}`;
}

/** Only a Linux with glibc names its version in Node's report. */
function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  return !JSON.stringify(process.report.getReport()).includes('"glibcVersionRuntime"');
}
