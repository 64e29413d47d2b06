import { parseCommandLine, parseCsvRecord, parsePath, parseUrl, parseUrlQuery } from './textParsers';
import { dynamicText, parseDynamic } from './dynamicJson';
import { parseJsonPath, valueAt } from './jsonPath';
import {
  aliasScalar,
  defineScalar,
  ScalarFunctionError,
  type DecimalValue,
  type ScalarFunction,
} from './scalarFunction';
import { parseUserAgent } from './userAgent';
import { parseXml } from './xmlText';

/** https://learn.microsoft.com/kusto/query/parse-url-function */
const parseUrlFunction = defineScalar({
  name: 'parse_url',
  parameters: ['string'],
  returns: 'dynamic',
  call: (url) => (url === '' ? null : parseUrl(url)),
});

/** https://learn.microsoft.com/kusto/query/parse-urlquery-function */
const parseUrlQueryFunction = defineScalar({
  name: 'parse_urlquery',
  parameters: ['string'],
  returns: 'dynamic',
  call: (query) => new Map([['Query Parameters', parseUrlQuery(query)]]),
});

/** https://learn.microsoft.com/kusto/query/parse-path-function */
const parsePathFunction = defineScalar({
  name: 'parse_path',
  parameters: ['string'],
  returns: 'dynamic',
  call: (path) => parsePath(path),
});

/** https://learn.microsoft.com/kusto/query/parse-command-line-function */
const parseCommandLineFunction = defineScalar({
  name: 'parse_command_line',
  parameters: ['string', 'string'],
  returns: 'dynamic',
  call(command, parser) {
    if (parser.toLowerCase() !== 'windows') {
      throw new ScalarFunctionError(`parse_command_line(): "${parser}" is no parser. Use "windows".`);
    }
    return command === '' ? null : parseCommandLine(command);
  },
});

/** The first record only. https://learn.microsoft.com/kusto/query/parse-csv-function */
const parseCsv = defineScalar({
  name: 'parse_csv',
  parameters: ['string'],
  returns: 'dynamic',
  call: (text) => parseCsvRecord(text),
});

/**
 * Up to four numbers of eight digits make one decimal that orders as the version does.
 * https://learn.microsoft.com/kusto/query/parse-version-function
 */
const parseVersion = defineScalar({
  name: 'parse_version',
  parameters: ['string'],
  returns: 'decimal',
  call(version): DecimalValue | null {
    const parts = version.split('.');
    if (parts.length > 4 || !parts.every((part) => /^\d{1,8}$/.test(part))) return null;
    const digits = [0, 1, 2, 3].map((index) => (parts[index] ?? '').padStart(8, '0')).join('');
    return { digits: BigInt(digits), scale: 0 };
  },
});

/** https://learn.microsoft.com/kusto/query/parse-user-agent-function: without Microsoft's list of devices. */
const parseUserAgentFunction = defineScalar({
  name: 'parse_user_agent',
  parameters: ['string', 'dynamic'],
  returns: 'dynamic',
  call: (userAgent, lookFor) => parseUserAgent(userAgent, lookFor),
});

/** https://learn.microsoft.com/kusto/query/parse-xml-function */
const parseXmlFunction = defineScalar({
  name: 'parse_xml',
  parameters: ['string'],
  returns: 'dynamic',
  call: (text) => parseXml(text) ?? null,
});

/** https://learn.microsoft.com/kusto/query/extract-json-function */
const extractJson = defineScalar({
  name: 'extract_json',
  parameters: ['string', 'string'],
  optional: ['string'],
  returns: 'string',
  call(pathText, json) {
    const path = parseJsonPath(pathText);
    const value = parseDynamic(json);
    return path === undefined || value === undefined ? '' : dynamicText(valueAt(value, path) ?? null);
  },
});

export const PARSE_FUNCTIONS: readonly ScalarFunction[] = [
  parseUrlFunction,
  aliasScalar('parseurl', parseUrlFunction),
  parseUrlQueryFunction,
  aliasScalar('parseurlquery', parseUrlQueryFunction),
  parsePathFunction,
  parseCommandLineFunction,
  parseCsv,
  parseVersion,
  parseUserAgentFunction,
  parseXmlFunction,
  extractJson,
  aliasScalar('extractjson', extractJson),
];
