import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readResultPage, type ResultPage } from './resultPage';
import { openWorkbench, type Workbench } from './workbench';

/** One value of each type, with the digits that a double or a Date would lose. */
const EVERY_TYPE = `print
    Long = 9007199254740993,
    Int = int(-7),
    Real = 0.1,
    Bool = true,
    DateTime = datetime(2026-01-31T12:34:56.1234567Z),
    TimeSpan = time(1.02:03:04.5678901),
    Guid = guid(6f1b1c2d-0000-4000-8000-0123456789ab),
    Decimal = decimal(12345678901234567890.123),
    Text = "=1+1",
    Dynamic = dynamic({"a":[1,{"b":"c"}]}),
    NoLong = long(null),
    NoDateTime = datetime(null)
`;

const EVERY_TYPE_SHOWN = [
  '9007199254740993',
  '-7',
  '0.1',
  'true',
  '2026-01-31T12:34:56.1234567Z',
  '1.02:03:04.5678901',
  '6f1b1c2d-0000-4000-8000-0123456789ab',
  '12345678901234567890.123',
  '=1+1',
  '{"a":[1,{"b":"c"}]}',
  'null',
  'null',
];

const REFERENCE_PAGE_QUERY = `DeviceProcessEvents
| where InitiatingProcessFileName =~ "powershell.exe"
| project Timestamp, FileName, InitiatingProcessFileName
| order by Timestamp desc
| limit 2
`;

const FILES = {
  'types.kql': EVERY_TYPE,
  'two.kql': `print First = 1\n\nprint Second = 2\n`,
  'reference.kql': REFERENCE_PAGE_QUERY,
  'all.kql': 'DeviceProcessEvents\n',
  'numbers.kql': 'range Number from 1 to 1000 step 1\n| extend Text = tostring(Number)\n',
  'chart.kql':
    'DeviceProcessEvents\n| summarize Events = count() by bin(Timestamp, 1d)\n| render timechart with (title="Processes by day")\n',
  'wrong.kql': 'DeviceProcessEvents\n| where NoSuchColumn == 1\n',
  'endless.kql':
    'range A from 1 to 1000000 step 1\n| extend K = 1\n| join kind=inner (range B from 1 to 1000000 step 1 | extend K = 1) on K\n| summarize count()\n',
  'count.kql': 'DeviceProcessEvents\n| count\n',
  'empty.kql': 'DeviceProcessEvents\n| where FileName == "there is no such file"\n| project Timestamp, FileName\n',
};

describe('hunting on the local engine', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ files: FILES });
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.keepPicture(task.name);
    await workbench.reset();
  });

  const runFile = async (name: string): Promise<ResultPage> => {
    await workbench.openFile(name);
    await workbench.runQuery();
    const page = readResultPage(workbench.result());
    await page.waitForRows();
    return page;
  };

  const saveAs = async (page: ResultPage, name: string, button = 'Save As…'): Promise<string> => {
    const target = path.join(workbench.folder, name);
    await page.button(button).click();
    await workbench.answerFileDialog(target);
    await workbench.notification(`to ${name}.`).waitFor();
    return readFileSync(target, 'utf8');
  };

  it('colours the tokens of a query', async () => {
    await workbench.openFile('reference.kql');
    const classOf = (text: string): Promise<string | null> =>
      workbench.page.locator('.view-line span[class*="mtk"]').filter({ hasText: text }).last().getAttribute('class');
    const operator = await classOf('where');
    const string = await classOf('powershell.exe');
    expect(operator).not.toBe(string);
    expect(operator).not.toBe(await classOf('InitiatingProcessFileName'));
  });

  it('runs the query at the cursor with Shift+Enter and shows typed values exactly', async () => {
    const page = await runFile('types.kql');
    expect(await page.rows(1)).toEqual([EVERY_TYPE_SHOWN]);
    expect(await page.facts()).toEqual([
      '1 row',
      expect.stringMatching(/\d (?:ms|s)$/),
      'Local sample data',
      'Default timespan',
    ]);
  });

  it('draws what a query’s render asks for, and saves the picture', async () => {
    await workbench.openFile('chart.kql');
    await workbench.runQuery();
    const page = readResultPage(workbench.result());
    const chart = page.frame.getByRole('img');
    await chart.locator('canvas').first().waitFor();
    expect(await chart.getAttribute('aria-label')).toMatch(/^Time chart "Processes by day" over Timestamp: 1 series/);
    expect(await page.frame.getByRole('tab', { selected: true }).innerText()).toBe('Chart');
    expect(await saveAs(page, 'chart.svg', 'Save SVG…')).toContain('>Processes by day</text>');
    await page.frame.getByRole('tab', { name: 'Table' }).click();
    expect(await page.columnNames()).toEqual(['Timestamp', 'Events']);
  });

  it('shows a result again after the window was reloaded', async () => {
    const page = await runFile('types.kql');
    await page.cell(0, 2).click();
    const reloaded = workbench.page.waitForEvent('load');
    await workbench.runCommand('Developer: Reload Window');
    await reloaded;
    const restored = readResultPage(workbench.result());
    await restored.waitForRows();
    expect(await restored.facts()).toEqual([
      '1 row',
      expect.stringMatching(/\d (?:ms|s)$/),
      'Local sample data',
      expect.stringMatching(/^Default timespan, run /),
    ]);
    await restored.cell(0, 2).and(restored.frame.locator('.is-active')).waitFor();
    expect(await restored.rows(1)).toEqual([EVERY_TYPE_SHOWN]);
  });

  it('runs it from the command palette', async () => {
    await workbench.openFile('two.kql');
    await workbench.goToLine(3);
    await workbench.runCommand('KQL Hunting: Run Hunting Query');
    const page = readResultPage(workbench.result());
    await page.waitForRows();
    expect(await page.columnNames()).toEqual(['Second']);
    expect(await page.rows(1)).toEqual([['2']]);
  });

  it('runs it from the CodeLens above it', async () => {
    await workbench.openFile('two.kql');
    await workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().click();
    const page = readResultPage(workbench.result());
    await page.waitForRows();
    expect(await page.rows(1)).toEqual([['1']]);
  });

  it("answers the first example of the API's reference page", async () => {
    const page = await runFile('reference.kql');
    expect(await page.columnNames()).toEqual(['Timestamp', 'FileName', 'InitiatingProcessFileName']);
    const rows = await page.rows(2);
    for (const [timestamp, , initiator] of rows) {
      expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/);
      expect(initiator?.toLowerCase()).toBe('powershell.exe');
    }
  });

  it("answers the second example of the API's reference page with a timespan of 90 days", async () => {
    await workbench.openFile('all.kql');
    await workbench.selectTimespan('P90D');
    const page = await runFile('all.kql');
    const [count, , , timespan] = await page.facts();
    expect(Number(count?.replace(/\D/g, ''))).toBeGreaterThan(10_000);
    expect(timespan).toBe('P90D');
    await workbench.selectDefaultTimespan();
  });

  it('sorts by a column as its type sorts', async () => {
    const page = await runFile('numbers.kql');
    await page.columnHeader('Number').click();
    await page.columnHeader('Number').click();
    await page
      .cell(0, 0)
      .filter({ hasText: /^1000$/ })
      .waitFor();
    await page.columnHeader('Text').click();
    await page.columnHeader('Text').click();
    await page.cell(0, 1).filter({ hasText: /^999$/ }).waitFor();
  });

  it("shows a cell's whole value in the side pane, dynamic values as a tree or laid out", async () => {
    const page = await runFile('types.kql');
    await page.bringIntoView(9);
    await page.cell(0, 9).press('Enter');
    await page.frame.getByRole('treeitem').first().waitFor();
    await page.button('Formatted').click();
    const value = page.frame.getByRole('region', { name: 'Value' });
    await value.filter({ hasText: '"b": "c"' }).waitFor();
    expect(JSON.parse(await value.innerText())).toEqual({ a: [1, { b: 'c' }] });
  });

  it('shows the columns of an empty result', async () => {
    const page = await runFile('empty.kql');
    expect(await page.columnNames()).toEqual(['Timestamp', 'FileName']);
    expect((await page.facts())[0]).toBe('0 rows');
  });

  it('saves CSV and TSV that read back exactly, with formulas guarded', async () => {
    const page = await runFile('types.kql');
    const expected = EVERY_TYPE_SHOWN.map((text) => (text === 'null' ? '' : text === '=1+1' ? "'=1+1" : text));
    for (const [name, delimiter] of [
      ['types.csv', ','],
      ['types.tsv', '\t'],
    ] as const) {
      const records: unknown = parseCsv(await saveAs(page, name), { bom: true, delimiter });
      expect(records).toEqual([
        [
          'Long',
          'Int',
          'Real',
          'Bool',
          'DateTime',
          'TimeSpan',
          'Guid',
          'Decimal',
          'Text',
          'Dynamic',
          'NoLong',
          'NoDateTime',
        ],
        expected,
      ]);
      await workbench.clearNotifications();
    }
  });

  it('saves JSON and NDJSON with every digit', async () => {
    const page = await runFile('types.kql');
    const json = await saveAs(page, 'types.json');
    await workbench.clearNotifications();
    const ndjson = await saveAs(page, 'types.ndjson');
    for (const text of [json, ndjson]) {
      expect(text).toMatch(/"Long": ?9007199254740993\b/);
      expect(text).toContain('12345678901234567890.123');
      expect(text).toContain('2026-01-31T12:34:56.1234567Z');
      expect(text).toContain('"=1+1"');
      expect(text).toMatch(/"NoLong": ?null/);
    }
    expect(ndjson.trimEnd().split('\n')).toHaveLength(1);
    expect(() => JSON.parse(json) as unknown).not.toThrow();
  });

  it('saves Markdown', async () => {
    const page = await runFile('two.kql');
    const markdown = await saveAs(page, 'two.md');
    expect(
      markdown
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/\s+/g, '')),
    ).toEqual(['|First|', expect.stringMatching(/^\|:?-+:?\|$/), '|1|']);
  });

  it('leaves nothing but the saved file behind', async () => {
    const page = await runFile('numbers.kql');
    await saveAs(page, 'numbers.csv');
    expect(readdirSync(workbench.folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('shows where an error is, in a sentence and with a squiggle', async () => {
    await workbench.openFile('wrong.kql');
    await workbench.runQuery();
    const { failure } = readResultPage(workbench.result());
    await failure.filter({ hasText: 'NoSuchColumn' }).waitFor();
    await workbench.page.locator('.monaco-editor[data-uri$="/wrong.kql"] .squiggly-error').first().waitFor();
  });

  it('stops a running query when it is cancelled, and runs the next one', async () => {
    await workbench.openFile('endless.kql');
    await workbench.runQuery();
    const notification = workbench.notification('Hunting in Local sample data');
    await notification.getByRole('button', { name: 'Cancel' }).click();
    await notification.waitFor({ state: 'detached' });
    await workbench.page.locator('iframe.webview').waitFor({ state: 'detached' });
    const page = await runFile('two.kql');
    expect(await page.rows(1)).toEqual([['1']]);
  });

  it('looks back as far as the chosen timespan says, and refuses a wrong one', async () => {
    const countWithin = async (timespan: string, label: string): Promise<number> => {
      await workbench.openFile('count.kql');
      await workbench.selectTimespan(timespan, label);
      const page = await runFile('count.kql');
      const [[count] = []] = await page.rows(1);
      await workbench.closeResults();
      return Number(count);
    };
    expect(await countWithin('PT24H', 'Last 24 hours')).toBeLessThan(await countWithin('P30D', 'Last 30 days'));
    await workbench.selectDefaultTimespan();

    await workbench.openFile('count.kql');
    await workbench.runCommand('KQL Hunting: Select Timespan');
    await workbench.pick('Custom…');
    await workbench.answerInput('30 days');
    await workbench.page
      .locator('.quick-input-widget .quick-input-message')
      .filter({ hasText: /P30D|ISO 8601/ })
      .waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('offers the local data as the connection of a fresh machine', async () => {
    await workbench.openFile('two.kql');
    await workbench.statusBarItem('Local sample data').click();
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Local sample data' }).waitFor();
    await rows.filter({ hasText: 'Add Connection…' }).waitFor();
    await workbench.page.keyboard.press('Escape');
  });
});
