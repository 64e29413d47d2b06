import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EXPECTED_ANSWERS } from './expectedAnswers';
import { readResultPage, type ResultPage } from './resultPage';
import { CONNECTION, openTenantWorkbench, type TenantWorkbench } from './tenantWorkbench';

/** Each fault that is not tried again, with a part of the sentence that the user reads. */
const FAULTS: Readonly<Record<string, RegExp>> = {
  unresolvedColumn: /NoSuchColumn/,
  unknownTable: /NoSuchTable/,
  syntaxError: /could not be parsed/,
  resultTooLarge: /larger than the service returns/,
  preempted: /used more resources than allowed/,
  queryTooLarge: /needs more memory/,
  quota: /share of processing time/,
  queryTimeout: /did not end within the 3 minutes that it may take/,
  forbidden: /may not run hunting queries/,
  notFound: /does not offer hunting queries/,
  throttledForLong: /takes no more hunting queries/,
  htmlForbidden: /\w/,
  htmlBody: /with a web page/,
  redirect: /was redirected/,
  noHuntingAnswer: /not a hunting result/,
  echoesToken: /Bad header/,
};

describe('hunting in a tenant', () => {
  let workbench: TenantWorkbench;

  beforeAll(async () => {
    workbench = await openTenantWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.keepPicture(task.name);
    await workbench.reset();
  });

  const saveAs = async (page: ResultPage, name: string): Promise<string> => {
    const target = path.join(workbench.folder, name);
    await page.button('Save As…').click();
    await workbench.answerFileDialog(target);
    await workbench.notification(`to ${name}.`).waitFor();
    await workbench.clearNotifications();
    return readFileSync(target, 'utf8');
  };

  it.each(Object.entries(EXPECTED_ANSWERS))('shows and saves the answer "%s" exactly', async (name, expected) => {
    const page = await workbench.runScenario(name);
    expect(await page.rows(expected.cells.length)).toEqual(expected.cells);

    const [, ...csv]: unknown[] = parseCsv(await saveAs(page, `${name}.csv`), { bom: true });
    expect(csv).toEqual(expected.csv ?? withoutNulls(expected.cells));
    expect(linesOf(await saveAs(page, `${name}.ndjson`))).toEqual(expected.json);
  });

  it('saves the same rows in every format', async () => {
    const { csv, json } = EXPECTED_ANSWERS['allTypes'] ?? { json: [] };
    const page = await workbench.runScenario('allTypes');
    const [, ...tsv]: unknown[] = parseCsv(await saveAs(page, 'allTypes.tsv'), { bom: true, delimiter: '\t' });
    expect(tsv).toEqual(csv);
    const [, ...rows] = linesOf(await saveAs(page, 'allTypes.json'));
    expect(rows).toEqual([...json.map((row, at) => (at < json.length - 1 ? `${row},` : row)), ']}']);
    const markdown = linesOf(await saveAs(page, 'allTypes.md'));
    expect(markdown).toHaveLength(2 + json.length);
    expect(markdown[2]).toContain('9223372036854775807');
  });

  it.each(['emptyResults', 'nullResults', 'absentResults'])('shows the columns of the answer "%s"', async (name) => {
    const page = await workbench.runScenario(name);
    expect((await page.facts())[0]).toBe('0 rows');
    expect((await page.columnNames()).length).toBeGreaterThan(0);
  });

  it('says that a result of exactly 100,000 rows may be cut', async () => {
    const page = await workbench.runScenario('atTheRowCap');
    await page.frame.getByRole('status', { name: 'Notes' }).filter({ hasText: 'may not be all rows' }).waitFor();
  });

  it.each(Object.entries(FAULTS))('says what is wrong when the service answers "%s"', async (name, sentence) => {
    await workbench.openScenario(name);
    await workbench.runQuery();
    const { failure } = readResultPage(workbench.result());
    await failure.filter({ hasText: sentence }).waitFor();
    const text = await failure.innerText();
    expect(text).not.toMatch(/\[object|undefined|\bat .*:\d+:\d+|<html|eyJ|Error:/);
  });

  it('marks the name that the service does not know in the file', async () => {
    await workbench.openScenario('unresolvedColumn');
    await workbench.runQuery();
    await workbench.page.locator('.monaco-editor[data-uri$="/unresolvedColumn.kql"] .squiggly-error').first().waitFor();
  });

  it('stops waiting for a silent service when it is cancelled', async () => {
    await workbench.openScenario('silent');
    await workbench.runQuery();
    const notification = workbench.notification(`Hunting in ${CONNECTION.name}`);
    await notification.getByRole('button', { name: 'Cancel' }).click();
    await notification.waitFor({ state: 'detached' });
  });

  it('sends the query and the chosen timespan as they are, with the token of the sign-in', async () => {
    await workbench.openScenario('plain');
    await workbench.selectTimespan('P90D');
    await workbench.runScenario('plain');
    await workbench.selectDefaultTimespan();
    const request = workbench.graph.requests.at(-1);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      Query: readFileSync(path.join(workbench.folder, 'plain.kql'), 'utf8').trimEnd(),
      Timespan: 'P90D',
    });
    expect(request?.headers.authorization).toBe(`Bearer ${workbench.graph.token}`);
  });
});

function withoutNulls(cells: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return cells.map((row) => row.map((cell) => (cell === 'null' ? '' : cell)));
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}
