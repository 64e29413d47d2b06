import { describe, expect, test } from 'vitest';
import { parseCommand, type Command } from '../../../src/cli/arguments';

function commandOf(line: string): Command | string {
  const parsed = parseCommand(line === '' ? [] : line.split(' '));
  return parsed.ok ? parsed.value : parsed.error.message;
}

describe('kql-hunt run', () => {
  test('takes a file and shows a table of the local connection by default', () => {
    expect(commandOf('run hunt.kql')).toEqual({
      kind: 'run',
      query: { kind: 'file', path: 'hunt.kql' },
      connection: 'local',
      format: 'table',
    });
  });

  test('takes - for standard input and --query for the text itself', () => {
    expect(commandOf('run -')).toMatchObject({ query: { kind: 'standardInput' } });
    expect(commandOf('run --query print(1)')).toMatchObject({ query: { kind: 'text', text: 'print(1)' } });
  });

  test('takes every option', () => {
    const line = 'run a.kql --connection Contoso --timespan P7D --format CSV --output hits.txt';
    expect(commandOf(line)).toMatchObject({
      connection: 'Contoso',
      timespan: { kind: 'duration', duration: 'P7D' },
      format: 'csv',
      output: 'hits.txt',
    });
    expect(commandOf('run a.kql --data logs')).toMatchObject({ connection: 'local', dataFolder: 'logs' });
  });

  test('takes how the local engine is to run', () => {
    expect(commandOf('run a.kql --no-cache --no-limits --memory 1.5GB --timeout 90')).toMatchObject({
      withoutCache: true,
      withoutLimits: true,
      memoryLimit: 1_610_612_736,
      timeoutMs: 90_000,
    });
    expect(commandOf('run a.kql --memory 512m --timeout 2h')).toMatchObject({
      memoryLimit: 536_870_912,
      timeoutMs: 7_200_000,
    });
  });

  test('chooses the format by the ending of the output file, unless --format says another', () => {
    expect(commandOf('run a.kql --output hits.MD')).toMatchObject({ format: 'markdown' });
    expect(commandOf('run a.kql --output hits.md --format json')).toMatchObject({ format: 'json' });
    expect(commandOf('run a.kql --output hits')).toMatchObject({ format: 'table' });
  });

  test.each([
    ['run', 'No query was given.'],
    ['run a.kql b.kql', '"b.kql" is one file too many.'],
    ['run a.kql --query print(1)', 'Both a file and --query were given.'],
    ['run a.kql --format xlsx', '"xlsx" is not a format.'],
    ['run a.kql --timespan yesterday', '"yesterday" is not a timespan.'],
    ['run a.kql --connection Contoso --data logs', '--data goes with the local connection alone.'],
    ['run a.kql --connection Contoso --no-limits', '--no-limits goes with the local connection alone.'],
    ['run a.kql --memory 4', '"4" is not an amount of memory.'],
    ['run a.kql --memory 1MB', '"1MB" is not an amount of memory.'],
    ['run a.kql --timeout 0', '"0" is not a time-out.'],
    ['run a.kql --timeout 25h', '"25h" is not a time-out.'],
    ['run a.kql --formt csv', "Unknown option '--formt'."],
    ['run a.kql --format', "Option '--format <value>' argument missing."],
  ])('%s is told: %s', (line, message) => {
    expect(commandOf(line)).toBe(message);
  });
});

describe('kql-hunt serve', () => {
  test('takes a folder, a port and a token', () => {
    expect(commandOf('serve')).toEqual({ kind: 'serve' });
    expect(commandOf('serve --data logs --port 0 --token secret')).toEqual({
      kind: 'serve',
      dataFolder: 'logs',
      port: 0,
      token: 'secret',
    });
  });

  test.each([
    ['serve --port 70000', '"70000" is not a port.'],
    ['serve --port abc', '"abc" is not a port.'],
    ['serve --token geh\u00e9im', 'The token cannot be sent in a header.'],
    ['serve logs', '"logs" is not expected here.'],
  ])('%s is told: %s', (line, message) => {
    expect(commandOf(line)).toBe(message);
  });
});

describe('kql-hunt check and format', () => {
  test('take files, and report as text by default', () => {
    expect(commandOf('check a.kql b')).toEqual({
      kind: 'check',
      files: ['a.kql', 'b'],
      format: 'text',
      rules: new Map(),
    });
    expect(commandOf('format -')).toEqual({ kind: 'format', files: ['-'], isCheck: false });
  });

  test('take every option', () => {
    expect(commandOf('check a --format SARIF --max-warnings 0 --rule KS142=error --rule hunt-join-kind=off')).toEqual({
      kind: 'check',
      files: ['a'],
      format: 'sarif',
      maxWarnings: 0,
      rules: new Map([
        ['KS142', 'error'],
        ['hunt-join-kind', 'off'],
      ]),
    });
    expect(commandOf('check a --fix --timespan P7D --schema sentinel --schema own.json')).toMatchObject({
      fixes: true,
      hasTimespan: true,
      schemas: ['sentinel', 'own.json'],
    });
    expect(commandOf('format a --check')).toMatchObject({ isCheck: true });
  });

  test.each([
    ['check', 'No files were given.'],
    ['format --check', 'No files were given.'],
    ['check a --format xml', '"xml" is not a format.'],
    ['check a --max-warnings few', '"few" is not a number of warnings.'],
    ['check a --max-warnings -1', "Option '--max-warnings' argument is ambiguous."],
    ['check a - --fix', '--fix writes into files, and standard input is none.'],
    ['check a --timespan week', '"week" is not a timespan.'],
    ['check a --rule hunt-join-kind', '"hunt-join-kind" is not a rule.'],
    ['check a --rule hunt-join-kind=loud', '"hunt-join-kind=loud" is not a rule.'],
    ['format a --write', "Unknown option '--write'."],
  ])('%s is told: %s', (line, message) => {
    expect(commandOf(line)).toBe(message);
  });
});

test.each([
  ['--help', { kind: 'help' }],
  ['-h', { kind: 'help' }],
  ['run --help', { kind: 'help' }],
  ['serve -h', { kind: 'help' }],
  ['--version', { kind: 'version' }],
  ['', 'No command was given.'],
  ['hunt', '"hunt" is not a command.'],
  ['--verbose', "Unknown option '--verbose'."],
])('"kql-hunt %s" is understood', (line, command) => {
  expect(commandOf(line)).toEqual(command);
});
