import { rule, type FunctionRule } from './functionRule';

/** What of a dynamic or a text is at a path: as JSON, as a text, or the texts of the elements of the array there. */
export const PATH_FUNCTIONS: readonly (readonly [string, FunctionRule])[] = [
  ['DynamicPath', rule([], 'dynamic', (j = '', path = '') => `k_json_null(json_extract(${j}, ${path}))`)],
  ['DynamicPathText', rule([], 'string', (j = '', path = '') => `coalesce(k_path_text(${j}, ${path}), '')`)],
  ['DynamicPathItems', rule([], 'dynamic', (j = '', path = '') => `json_extract_string(${j}, ${path} || '[*]')`)],
  ['TextPath', rule([], 'dynamic', (s = '', path = '') => `k_json_null(${ofText('json_extract', s, path)})`)],
  ['TextPathText', rule([], 'string', (s = '', path = '') => `coalesce(${ofText('k_path_text', s, path)}, '')`)],
  ['TextPathItems', rule([], 'dynamic', (s = '', path = '') => ofText('json_extract_string', s, `${path} || '[*]'`))],
];

/**
 * Reads what looks like an object right away, and checks before what does not: a text that is no JSON costs an exception,
 * which is a hundred times dearer than the check, and the check as much again as the reading.
 */
function ofText(read: 'json_extract' | 'json_extract_string' | 'k_path_text', text: string, path: string): string {
  return `CASE WHEN ${text} LIKE '{"%}' THEN TRY(${read}(${text}, ${path})) WHEN json_valid(${text}) THEN ${read}(${text}, ${path}) END`;
}
