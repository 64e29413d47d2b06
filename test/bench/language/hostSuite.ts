/**
 * Runs in the extension host of a real VS Code in place of a test suite: opens a Kusto file of 2,000 lines, types in
 * it, completes and runs a query, and writes what that cost to the file that `KQL_HUNTING_BENCH_FIGURES` names.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import path from 'node:path';
import {
  commands,
  extensions,
  languages,
  Position,
  Selection,
  Uri,
  window,
  workspace,
  type CompletionList,
  type TextDocument,
} from 'vscode';
import { OwnCode } from './ownCode';
import { TimedExtension } from './timedExtension';
import { queryOfStroke, TYPED_AFTER } from './hundredQueries';

const EXTENSION = 'kql-hunting.kql-hunting';
const STROKES = 20;

export async function run(): Promise<void> {
  const folder = process.env['KQL_HUNTING_BENCH_FOLDER'] ?? '';
  const extension = extensions.getExtension(EXTENSION);
  if (extension === undefined) throw new Error(`${EXTENSION} is not installed.`);
  const timed = new TimedExtension(path.join(extension.extensionPath, 'dist', 'extension.js'));
  const loop = monitorEventLoopDelay({ resolution: 1 });
  await settled();
  const own = await OwnCode.watch(path.join(extension.extensionPath, 'dist', path.sep));
  loop.enable();

  const first = await open(folder, 'first.kql');
  const second = await open(folder, 'second.kql');
  const typing = await typeIn(second.document);
  await window.showTextDocument(second.document, { selection: new Selection(0, 0, 0, 0) });
  const ran = Date.now();
  await commands.executeCommand('kqlHunting.runQuery');
  const runMs = Date.now() - ran;

  loop.disable();
  const busyRuns = await own.longestRuns();
  const figures = {
    node: process.version,
    activation: timed.figures,
    opened: { 'first.kql': first.at, 'second.kql': second.at },
    firstDiagnosticsMs: { 'first.kql': first.diagnosticsMs, 'second.kql': second.diagnosticsMs },
    ...typing,
    runMs,
    busyRuns,
    loopDelayMs: { longest: loop.max / 1e6, p99: loop.percentile(99) / 1e6 },
  };
  writeFileSync(process.env['KQL_HUNTING_BENCH_FIGURES'] ?? '', JSON.stringify(figures));
}

/** Waits until the host has nothing to do: it has just started. */
async function settled(): Promise<void> {
  for (;;) {
    const before = performance.eventLoopUtilization();
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (performance.eventLoopUtilization(before).utilization < 0.05) return;
  }
}

async function open(folder: string, name: string) {
  const uri = Uri.file(path.join(folder, name));
  const at = Date.now();
  const diagnosed = whenDiagnosed(uri);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  await diagnosed;
  return { document, at, diagnosticsMs: Date.now() - at };
}

function whenDiagnosed(uri: Uri): Promise<void> {
  return new Promise((resolve) => {
    const listener = languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((changed) => changed.toString() === uri.toString())) return;
      listener.dispose();
      resolve();
    });
  });
}

/** From a typed letter to the diagnostics and the completions, as the extension API has them. */
async function typeIn(document: TextDocument) {
  const editor = await window.showTextDocument(document);
  const diagnosticsMs: number[] = [];
  const completionMs: number[] = [];
  for (let stroke = 0; stroke < STROKES; stroke++) {
    const hunt = document.getText().indexOf(`// Hunt ${queryOfStroke(stroke)}\n`);
    const position = document.positionAt(document.getText().indexOf(TYPED_AFTER, hunt) + TYPED_AFTER.length);
    editor.selection = new Selection(position, position);
    const typed = performance.now();
    const diagnosed = whenDiagnosed(document.uri);
    await commands.executeCommand('type', { text: ' and F' });
    await diagnosed;
    diagnosticsMs.push(performance.now() - typed);
    const asked = performance.now();
    await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new Position(position.line, position.character + ' and F'.length),
    );
    completionMs.push(performance.now() - asked);
  }
  return { diagnosticsMs, completionMs };
}
