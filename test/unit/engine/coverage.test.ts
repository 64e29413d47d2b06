import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeCoverage } from '../../../scripts/engineCoverage';

const FOLDER = path.join(import.meta.dirname, '../../../docs');

/** `npm run engine:coverage` writes the file anew. */
test('docs/engine.md says what the engine’s tables say', async () => {
  const template = readFileSync(path.join(FOLDER, 'engine.template.md'), 'utf8');
  await expect(describeCoverage(template)).toMatchFileSnapshot(path.join(FOLDER, 'engine.md'));
});

test('a template that asks for what there is not fails', () => {
  expect(() => describeCoverage('{{nothing}}')).toThrow('the template asks for nothing');
});
