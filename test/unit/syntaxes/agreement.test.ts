import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureAgreement, shareOf } from '../../../scripts/grammar/agreement.ts';
import type { Tokenizer } from '../../../scripts/grammar/tokenizer.ts';
import { loadShipped } from './shippedGrammars.ts';

const PUBLIC_QUERIES = path.resolve(import.meta.dirname, '../../../../shared/queries/defender.jsonl');
const EXAMPLES = path.join(import.meta.dirname, 'examples');
const areQueriesHere = existsSync(PUBLIC_QUERIES);

let tokenize: Tokenizer;

beforeAll(async () => {
  tokenize = await loadShipped('source.kusto');
});

describe("the grammar and Kusto's own classifier", () => {
  it('agree on the examples', () => {
    const queries = globSync('{hunt,literals,operators,graph}.kql', { cwd: EXAMPLES }).map((file) =>
      readFileSync(path.join(EXAMPLES, file), 'utf8'),
    );
    const agreement = measureAgreement(queries, tokenize);
    expect(agreement.unparsed).toBe(0);
    expect(shareOf(agreement.overall)).toBeGreaterThan(0.99);
  });

  const title = 'agree on 99 % of the tokens of public hunting queries, and on 97 % averaged over the classes';
  it.runIf(areQueriesHere)(title, () => {
    const lines = readFileSync(PUBLIC_QUERIES, 'utf8').trim().split('\n');
    const queries = lines.map((line) => v.parse(v.object({ query: v.string() }), JSON.parse(line)).query);
    const { overall, kindAverage } = measureAgreement(queries, tokenize);
    expect(shareOf(overall)).toBeGreaterThanOrEqual(0.99);
    expect(kindAverage).toBeGreaterThanOrEqual(0.97);
  });
  it.skipIf(areQueriesHere)(`${title}: not measured, as ../shared/queries/defender.jsonl is not here`, () => undefined);

  it('differ where a word is coloured wrongly', () => {
    const plain: Tokenizer = (text) => [{ start: 0, text, scopes: ['source.kusto'] }];
    const agreement = measureAgreement(['DeviceInfo | take 1 // one'], plain);
    expect(agreement.overall).toEqual({ agreeing: 2, total: 5 });
    expect(agreement.byKind.get('QueryOperator')).toEqual({ agreeing: 0, total: 1 });
    expect(agreement.kindAverage).toBe(2 / 5);
  });

  it('leave out what Kusto cannot parse', () => {
    expect(measureAgreement(['DeviceInfo | | |'], tokenize)).toMatchObject({ queries: 0, unparsed: 1 });
  });
});
