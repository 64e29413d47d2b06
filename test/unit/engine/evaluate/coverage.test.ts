import { describe, expect, test } from 'vitest';
import { CONVERSIONS, EVALUATED_FUNCTIONS, JSON_READERS } from '../../../../src/engine/evaluate/functionCall';
import { SPECIAL_FORMS } from '../../../../src/engine/evaluate/specialForms';
import { SPECIAL_FORMS as PLANNED_FORMS } from '../../../../src/engine/plan/expressions/specialForms';
import { SCALAR_FUNCTIONS } from '../../../../src/engine/scalar/scalarFunctions';
import { SQL_FUNCTIONS } from '../../../../src/engine/sql/functions';

/** Steps of the plan under names of their own; the evaluator reads the operators that they come from. */
const isFunction = (name: string): boolean => /^[a-z]/.test(name);

function isEvaluated(name: string): boolean {
  return (
    EVALUATED_FUNCTIONS.has(name) ||
    SCALAR_FUNCTIONS.has(name) ||
    SPECIAL_FORMS.has(name) ||
    CONVERSIONS.has(name) ||
    JSON_READERS.has(name)
  );
}

describe('the functions that the evaluator knows', () => {
  test('are all that the translation has, but for these', () => {
    const known = [...SQL_FUNCTIONS.keys(), ...PLANNED_FORMS.keys()].filter(isFunction);
    expect(known.filter((name) => !isEvaluated(name)).sort()).toEqual(['bin_auto', 'column_names_of']);
  });
});
