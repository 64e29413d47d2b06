import { version } from '../../package.json';
import type { HuntError } from '../core/errors';
import { parseCommand, type Command } from './arguments';
import { unexpectedFailure } from './errors';
import { HELP } from './help';
import { openConnection } from './openConnection';
import { run } from './run';
import { serve } from './serve';
import { tellError, type Terminal } from './terminal';

const FAILED = 1;
const WRONG_USAGE = 2;

const USAGE_CODES: ReadonlySet<string> = new Set(['WrongUsage', 'WrongTimespan', 'ReversedTimespan', 'EmptyQuery']);

const terminal: Terminal = {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  environment: process.env,
};

void main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  // Whoever reads may leave at any time (`| head`): each write learns of it, and nothing else has to.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const command = parseCommand(words);
  if (!command.ok) {
    end(command.error);
    return;
  }
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second Ctrl+C ends the process at once.
    process.once(name, () => interruption.abort(name));
  }
  const error = await runCommand(command.value, interruption.signal).catch(unexpectedFailure);
  if (error?.code === 'Cancelled') dieOf(interruption.signal.reason);
  else end(error);
}

/** Tells shells what happened, and waits for no query that goes on inside the database. */
function dieOf(reason: unknown): void {
  process.kill(process.pid, reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
}

async function runCommand(command: Command, signal: AbortSignal): Promise<HuntError | undefined> {
  switch (command.kind) {
    case 'help':
      terminal.output.write(HELP);
      return undefined;
    case 'version':
      terminal.output.write(`${version}\n`);
      return undefined;
    case 'run': {
      const outcome = await run(command, terminal, openConnection, signal);
      return outcome.ok ? undefined : outcome.error;
    }
    case 'serve': {
      const outcome = await serve(command, terminal, signal);
      return outcome.ok ? undefined : outcome.error;
    }
    case 'check': {
      const { check } = await import('./check');
      const outcome = await check(command, terminal, signal);
      return outcome.ok ? undefined : outcome.error;
    }
    case 'format': {
      const { format } = await import('./format');
      const outcome = await format(command, terminal, signal);
      return outcome.ok ? undefined : outcome.error;
    }
  }
}

function end(error: HuntError | undefined): void {
  if (error === undefined) return;
  tellError(terminal, error);
  process.exitCode = USAGE_CODES.has(error.code) ? WRONG_USAGE : FAILED;
}
