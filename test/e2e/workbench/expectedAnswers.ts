import { ALL_TYPES_TEXTS } from '../../fixtures/fakeGraphAnswers';

/** What a person must find in the grid and in the saved files for an answer of the fake Graph. */
export interface ExpectedAnswer {
  readonly cells: readonly (readonly string[])[];
  /** Fields of the saved CSV where they are not the cells with nulls left empty. */
  readonly csv?: readonly (readonly string[])[];
  /** Lines of the saved NDJSON, which are also the rows of the saved JSON. */
  readonly json: readonly string[];
}

const WHOAMI_CELLS = ['2026-03-01T10:11:12.1234567Z', 'whoami.exe', 'powershell.exe'];
const WHOAMI_JSON =
  '{"Timestamp":"2026-03-01T10:11:12.1234567Z","FileName":"whoami.exe","InitiatingProcessFileName":"powershell.exe"}';

/** `{}` is null in every column but a dynamic one. */
const EMPTY_OBJECT_CELLS = ['null', 'null', 'null', '{}', 'null', 'null', 'null', 'null', '', 'null'];
const EMPTY_OBJECT_JSON = '{"B":null,"T":null,"M":null,"O":{},"G":null,"I":null,"L":null,"R":null,"S":"","D":null}';
const NULL_CELLS = Array.from({ length: 10 }, () => 'null');
const NULL_JSON = '{"B":null,"T":null,"M":null,"O":null,"G":null,"I":null,"L":null,"R":null,"S":null,"D":null}';

/** By the names of the fake Graph's scenarios. */
export const EXPECTED_ANSWERS: Readonly<Record<string, ExpectedAnswer>> = {
  plain: {
    cells: [WHOAMI_CELLS, ['2026-03-01T10:11:13.0000000Z', 'net.exe', 'powershell.exe']],
    csv: [WHOAMI_CELLS, ['2026-03-01T10:11:13Z', 'net.exe', 'powershell.exe']],
    json: [
      WHOAMI_JSON,
      '{"Timestamp":"2026-03-01T10:11:13Z","FileName":"net.exe","InitiatingProcessFileName":"powershell.exe"}',
    ],
  },
  camelCased: { cells: [WHOAMI_CELLS], json: [WHOAMI_JSON] },
  twinNames: {
    cells: [
      ['1', 'b'],
      ['null', 'null'],
    ],
    json: ['{"LogonId":1,"LogonID":"b"}', '{"LogonId":null,"LogonID":null}'],
  },
  capitalizedSchema: { cells: [['7']], json: ['{"Id":7}'] },
  nulls: { cells: [EMPTY_OBJECT_CELLS, NULL_CELLS, NULL_CELLS], json: [EMPTY_OBJECT_JSON, NULL_JSON, NULL_JSON] },
  allTypes: {
    cells: [ALL_TYPES_TEXTS[0], ALL_TYPES_TEXTS[1].with(1, '0001-01-01T00:00:00.0000000Z')],
    csv: ALL_TYPES_TEXTS,
    json: [
      '{"B":1,"T":"2026-03-01T10:11:12.1234567Z","M":"1234567890123456789.123456789","O":{"a":[1,2.50]},' +
        '"G":"11111111-2222-3333-4444-555555555555","I":-7,"L":9223372036854775807,"R":0.1,"S":"text","D":"1.02:03:04.5000000"}',
      '{"B":0,"T":"0001-01-01T00:00:00Z","M":-0.50,"O":[],"G":"00000000-0000-0000-0000-000000000000",' +
        '"I":0,"L":-9223372036854775808,"R":1E+20,"S":"","D":"-00:00:01"}',
    ],
  },
  sidecars: {
    cells: [['CVE-2026-0001', 'true', '3', '{"Tags":["a"],"N":9007199254740993}']],
    json: ['{"CveId":"CVE-2026-0001","IsExploitAvailable":1,"Count":3,"Fields":{"Tags":["a"],"N":9007199254740993}}'],
  },
  hugeIntegers: {
    cells: [
      ['9007199254740993', '-9223372036854775808'],
      ['123456789012345678901234567890', '9223372036854775807'],
    ],
    json: [
      '{"ReportId":9007199254740993,"Hash":-9223372036854775808}',
      '{"ReportId":123456789012345678901234567890,"Hash":9223372036854775807}',
    ],
  },
  fractions: {
    cells: [
      ['2026-03-01T10:11:12.0000000Z'],
      ['2026-03-01T10:11:12.1200000Z'],
      ['2026-03-01T10:11:12.0000001Z'],
      ['9999-12-31T23:59:59.9999999Z'],
    ],
    csv: [
      ['2026-03-01T10:11:12Z'],
      ['2026-03-01T10:11:12.120Z'],
      ['2026-03-01T10:11:12.0000001Z'],
      ['9999-12-31T23:59:59.9999999Z'],
    ],
    json: [
      '{"Timestamp":"2026-03-01T10:11:12Z"}',
      '{"Timestamp":"2026-03-01T10:11:12.120Z"}',
      '{"Timestamp":"2026-03-01T10:11:12.0000001Z"}',
      '{"Timestamp":"9999-12-31T23:59:59.9999999Z"}',
    ],
  },
  nonFinite: {
    cells: [['NaN'], ['Infinity'], ['-Infinity'], ['NaN'], ['-Infinity'], ['null']],
    json: ['{"R":"NaN"}', '{"R":"Infinity"}', '{"R":"-Infinity"}', '{"R":"NaN"}', '{"R":"-Infinity"}', '{"R":null}'],
  },
  dynamicStrings: {
    cells: [[String.raw`[{"Id":9007199254740993,"Path":"C:\\x"},{"Id":2}]`], ['{"a":[1]}'], ['"plain"']],
    json: [
      String.raw`{"Evidence":[{"Id":9007199254740993,"Path":"C:\\x"},{"Id":2}]}`,
      '{"Evidence":{"a":[1]}}',
      '{"Evidence":"plain"}',
    ],
  },
  duplicateColumns: {
    cells: [
      ['a', '1', 'p'],
      ['b', 'null', 'null'],
    ],
    json: ['{"Dup":"a","Dup_2":1,"__proto__":"p"}', '{"Dup":"b","Dup_2":null,"__proto__":null}'],
  },
  schemaAfterResults: { cells: [['1'], ['2']], json: ['{"Id":1}', '{"Id":2}'] },
  formulas: {
    cells: [['=1+1'], ['@SUM(1)'], ['<script>alert(1)</script>']],
    csv: [["'=1+1"], ["'@SUM(1)"], ['<script>alert(1)</script>']],
    json: ['{"S":"=1+1"}', '{"S":"@SUM(1)"}', '{"S":"<script>alert(1)</script>"}'],
  },
};
