import { formatDateTime, formatTimespanTicks } from '../../core/results/values/ticks';
import { parseDatetime, formatDatetimePattern } from './datetimeText';
import { formatDecimal, parseDecimal } from './decimalText';
import { dynamicText, formatSortedDynamic, isJsonText, parseDynamic } from './dynamicJson';
import { dynamicTypeName, isArray, isBag, type DynamicValue } from './dynamicValue';
import { parseBool, parseInt32, parseLong, parseReal, truncateToInt, truncateToLong } from './numberText';
import { formatReal } from './realText';
import { aliasScalar, defineNullAware, defineScalar, type DecimalValue, type ScalarFunction } from './scalarFunction';
import { formatTimespanPattern, parseTimespanText } from './timespanText';

const GUID = /^\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

/** https://learn.microsoft.com/kusto/query/tostring-function */
const toStringFunctions = [
  defineScalar({ name: 'tostring', parameters: ['real'], returns: 'string', call: (value) => formatReal(value) }),
  defineScalar({ name: 'tostring', parameters: ['decimal'], returns: 'string', call: (value) => formatDecimal(value) }),
  defineScalar({ name: 'tostring', parameters: ['dynamic'], returns: 'string', call: (value) => dynamicText(value) }),
  defineScalar({
    name: 'tostring',
    parameters: ['datetime'],
    returns: 'string',
    call: (ticks) => formatDateTime(ticks),
  }),
  defineScalar({
    name: 'tostring',
    parameters: ['timespan'],
    returns: 'string',
    call: (ticks) => formatTimespanTicks(ticks),
  }),
];

/** https://learn.microsoft.com/kusto/query/tolong-function */
const toLongFunctions = [
  defineScalar({ name: 'tolong', parameters: ['string'], returns: 'long', call: (text) => parseLong(text) ?? null }),
  defineScalar({
    name: 'tolong',
    parameters: ['real'],
    returns: 'long',
    call: (value) => truncateToLong(value) ?? null,
  }),
  defineScalar({ name: 'tolong', parameters: ['decimal'], returns: 'long', call: (value) => longOfDecimal(value) }),
  defineScalar({ name: 'tolong', parameters: ['dynamic'], returns: 'long', call: (value) => longOf(value) ?? null }),
];

/** https://learn.microsoft.com/kusto/query/toint-function: a long keeps its low 32 bits. */
const toIntFunctions = [
  defineScalar({ name: 'toint', parameters: ['string'], returns: 'int', call: (text) => parseInt32(text) ?? null }),
  defineScalar({
    name: 'toint',
    parameters: ['long'],
    returns: 'int',
    call: (value) => Number(BigInt.asIntN(32, value)),
  }),
  defineScalar({ name: 'toint', parameters: ['real'], returns: 'int', call: (value) => truncateToInt(value) ?? null }),
  defineScalar({
    name: 'toint',
    parameters: ['decimal'],
    returns: 'int',
    call: (value) => truncateToInt(Number(longOfDecimal(value))) ?? null,
  }),
  defineScalar({ name: 'toint', parameters: ['dynamic'], returns: 'int', call: (value) => intOf(value) ?? null }),
];

/** https://learn.microsoft.com/kusto/query/toreal-function */
const toRealFunctions = ['toreal', 'todouble'].flatMap((name) => [
  defineScalar({ name, parameters: ['string'], returns: 'real', call: (text) => parseReal(text) ?? null }),
  defineScalar({ name, parameters: ['decimal'], returns: 'real', call: (value) => Number(formatDecimal(value)) }),
  defineScalar({ name, parameters: ['dynamic'], returns: 'real', call: (value) => realOf(value) ?? null }),
]);

/** https://learn.microsoft.com/kusto/query/todecimal-function */
const toDecimalFunctions = [
  defineScalar({
    name: 'todecimal',
    parameters: ['string'],
    returns: 'decimal',
    call: (text) => parseDecimal(text) ?? null,
  }),
  defineScalar({
    name: 'todecimal',
    parameters: ['dynamic'],
    returns: 'decimal',
    call: (value) =>
      value === null
        ? null
        : (parseDecimal(typeof value === 'boolean' ? String(Number(value)) : dynamicText(value)) ?? null),
  }),
];

/** https://learn.microsoft.com/kusto/query/tobool-function */
const toBoolFunctions = ['tobool', 'toboolean'].flatMap((name) => [
  defineScalar({ name, parameters: ['string'], returns: 'bool', call: (text) => parseBool(text) ?? null }),
  defineScalar({ name, parameters: ['dynamic'], returns: 'bool', call: (value) => boolOf(value) ?? null }),
]);

/** https://learn.microsoft.com/kusto/query/todatetime-function */
const toDatetimeFunctions = [
  defineScalar({
    name: 'todatetime',
    parameters: ['string'],
    returns: 'datetime',
    call: (text) => parseDatetime(text) ?? null,
  }),
  defineScalar({
    name: 'todatetime',
    parameters: ['dynamic'],
    returns: 'datetime',
    call: (value) => (typeof value === 'string' ? (parseDatetime(value) ?? null) : null),
  }),
];

/** https://learn.microsoft.com/kusto/query/totimespan-function */
const toTimespanFunctions = ['totimespan', 'totime'].flatMap((name) => [
  defineScalar({ name, parameters: ['string'], returns: 'timespan', call: (text) => parseTimespanText(text) ?? null }),
  defineScalar({
    name,
    parameters: ['dynamic'],
    returns: 'timespan',
    call: (value) => (typeof value === 'string' ? (parseTimespanText(value) ?? null) : null),
  }),
]);

/** https://learn.microsoft.com/kusto/query/toguid-function */
const toGuid = defineScalar({
  name: 'toguid',
  parameters: ['string'],
  returns: 'guid',
  call: (text) => GUID.exec(text.trim())?.slice(1).join('-').toLowerCase() ?? null,
});

/** Text that is no JSON becomes a string. https://learn.microsoft.com/kusto/query/parse-json-function */
const parseJson = defineScalar({
  name: 'parse_json',
  parameters: ['string'],
  returns: 'dynamic',
  call(text) {
    if (text === '') return null;
    const value = isJsonText(text) ? parseDynamic(text) : undefined;
    return value === undefined ? text : value;
  },
});

/** https://learn.microsoft.com/kusto/query/gettype-function, for dynamics: other types are known before a row is read. */
const getType = defineNullAware({
  name: 'gettype',
  parameters: ['dynamic'],
  returns: 'string',
  call: (value) => dynamicTypeName(value),
});

/** https://learn.microsoft.com/kusto/query/dynamic-to-json-function: compact, with sorted keys. */
const dynamicToJson = defineNullAware({
  name: 'dynamic_to_json',
  parameters: ['dynamic'],
  returns: 'string',
  call: (value) => (isArray(value) || isBag(value) ? formatSortedDynamic(value) : dynamicText(value)),
});

const formatDatetime = defineScalar({
  name: 'format_datetime',
  parameters: ['datetime', 'string'],
  returns: 'string',
  call: (ticks, pattern) => formatDatetimePattern(ticks, pattern),
});

const formatTimespan = defineScalar({
  name: 'format_timespan',
  parameters: ['timespan', 'string'],
  returns: 'string',
  call: (ticks, pattern) => formatTimespanPattern(ticks, pattern),
});

export const CONVERSION_FUNCTIONS: readonly ScalarFunction[] = [
  ...toStringFunctions,
  ...toLongFunctions,
  ...toIntFunctions,
  ...toRealFunctions,
  ...toDecimalFunctions,
  ...toBoolFunctions,
  ...toDatetimeFunctions,
  ...toTimespanFunctions,
  toGuid,
  parseJson,
  ...['todynamic', 'toobject', 'parsejson'].map((name) => aliasScalar(name, parseJson)),
  getType,
  dynamicToJson,
  formatDatetime,
  formatTimespan,
];

/** Towards zero, held within 64 bits. */
function longOfDecimal({ digits, scale }: DecimalValue): bigint {
  const whole = digits / 10n ** BigInt(scale);
  if (whole === BigInt.asIntN(64, whole)) return whole;
  return whole < 0n ? -(2n ** 63n) : 2n ** 63n - 1n;
}

function longOf(value: DynamicValue): bigint | undefined {
  switch (typeof value) {
    case 'bigint':
      return value;
    case 'number':
      return truncateToLong(value);
    case 'boolean':
      return BigInt(value);
    case 'string':
      return parseLong(value);
    default:
      return undefined;
  }
}

function intOf(value: DynamicValue): number | undefined {
  switch (typeof value) {
    case 'bigint':
      return Number(BigInt.asIntN(32, value));
    case 'number':
      return truncateToInt(value);
    case 'boolean':
      return Number(value);
    case 'string':
      return parseInt32(value);
    default:
      return undefined;
  }
}

function realOf(value: DynamicValue): number | undefined {
  switch (typeof value) {
    case 'bigint':
    case 'boolean':
      return Number(value);
    case 'number':
      return value;
    case 'string':
      return parseReal(value);
    default:
      return undefined;
  }
}

function boolOf(value: DynamicValue): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'bigint':
    case 'number':
      return Number(value) !== 0;
    case 'string':
      return parseBool(value);
    default:
      return undefined;
  }
}
