import type { Column } from '../results/resultTable';
import { writeColumn } from './columnReference';
import { writeLiteral, writeString } from './valueLiteral';

/** A condition and the one that holds for exactly the other rows, each with the word that joins its parts, if any. */
export interface ValueTest {
  readonly included: Condition;
  readonly excluded: Condition;
}

export interface Condition {
  readonly text: string;
  readonly joiner?: Joiner;
}

export type Joiner = 'and' | 'or';

/** Joins conditions; those that are joined by another word themselves get parentheses. */
export function joinConditions(conditions: readonly Condition[], joiner: Joiner): Condition {
  const [only] = conditions;
  if (only !== undefined && conditions.length === 1) return only;
  const parts = conditions.map(({ text, joiner: inner }) =>
    inner !== undefined && inner !== joiner ? `(${text})` : text,
  );
  return { text: parts.join(` ${joiner} `), joiner };
}

/**
 * Writes the test that a column holds one of some values, exactly: by type where texts of different types look alike,
 * and for what `==` does not find, which is null and NaN.
 * @param values distinct exact texts, null for Kusto's null
 * @returns undefined where KQL cannot write a value, or there is none
 */
export function writeValueTest(column: Column, values: readonly (string | null)[]): ValueTest | undefined {
  const texts = values.filter((value) => value !== null);
  const compared = column.type === 'dynamic' ? testDynamics(column, texts) : testScalars(column, texts);
  if (compared === undefined || values.length === 0) return undefined;
  const tests = [...compared, ...(texts.length < values.length ? [testNull(column)] : [])];
  return {
    included: joinConditions(
      tests.map(({ included }) => included),
      'or',
    ),
    excluded: joinConditions(
      tests.map(({ excluded }) => excluded),
      'and',
    ),
  };
}

function testScalars({ name, type }: Column, texts: readonly string[]): readonly ValueTest[] | undefined {
  const subject = writeColumn(name);
  const isNan = (text: string) => type === 'real' && text === 'NaN';
  const literals = texts.filter((text) => !isNan(text)).map((text) => writeLiteral(type, text));
  if (literals.some((literal) => literal === undefined)) return undefined;
  return [
    ...compare(subject, literals.map(String)),
    ...(texts.some(isNan) ? [{ included: { text: `isnan(${subject})` }, excluded: not(`isnan(${subject})`) }] : []),
  ];
}

/** Dynamic values are compared by their text; whether that is a string's or a number's, say, only the type tells. */
function testDynamics({ name }: Column, texts: readonly string[]): readonly ValueTest[] {
  const column = writeColumn(name);
  const strings = texts.filter(isJsonString).map((text) => String(JSON.parse(text)));
  const others = texts.filter((text) => !isJsonString(text));
  const areStringsPlain = !strings.some(looksLikeJson);
  return [
    ...compare(`tostring(${column})`, strings.map(writeString)).map((test) =>
      areStringsPlain ? test : withType(test, `gettype(${column}) == "string"`),
    ),
    ...compare(`tostring(${column})`, others.map(writeJsonText)).map((test) =>
      withType(test, `gettype(${column}) != "string"`),
    ),
  ];
}

/** Beyond this a text is not looked through for what Kusto might write otherwise. */
const LONGEST_PLAIN_JSON = 10_000;
/** JSON that there is one way to write: no blanks, no escapes but the needed ones, numbers without needless digits. */
const PLAIN_JSON =
  /^(?:[{}[\],:]|true|false|null|(?:0|-0(?=\.)|-?[1-9]\d{0,14})(?:\.\d{0,5}[1-9])?(?![\d.eE])|"(?:[ !#-[\]-~]|\p{L}|\\["\\nrt])*")*$/u;

/** The text that Kusto makes of a value, which need not be the one that came: an answer may escape more, say. */
function writeJsonText(json: string): string {
  const isPlain = json.length <= LONGEST_PLAIN_JSON && PLAIN_JSON.test(json);
  return isPlain ? writeString(json) : `tostring(parse_json(${writeString(json)}))`;
}

function withType({ included }: ValueTest, typeTest: string): ValueTest {
  const both = joinConditions([included, { text: typeTest }], 'and');
  return { included: both, excluded: not(both.text) };
}

function testNull({ name, type }: Column): ValueTest {
  const column = writeColumn(name);
  return type === 'string'
    ? { included: { text: `isempty(${column})` }, excluded: { text: `isnotempty(${column})` } }
    : { included: { text: `isnull(${column})` }, excluded: { text: `isnotnull(${column})` } };
}

function compare(subject: string, literals: readonly string[]): readonly ValueTest[] {
  const [only] = literals;
  if (only === undefined) return [];
  if (literals.length === 1)
    return [{ included: { text: `${subject} == ${only}` }, excluded: { text: `${subject} != ${only}` } }];
  const list = literals.join(', ');
  return [{ included: { text: `${subject} in (${list})` }, excluded: { text: `${subject} !in (${list})` } }];
}

function not(text: string): Condition {
  return { text: `not(${text})` };
}

function isJsonString(json: string): boolean {
  return json.startsWith('"');
}

/** True for a text that the JSON of another value could be, or that null becomes. */
function looksLikeJson(text: string): boolean {
  return /^(?:$|[{[]|-?\d|true$|false$|null$)/.test(text);
}
