const WHOLE_NUMBER = /^-?\d+$/;
const LEAST_LONG = -(2n ** 63n);
const GREATEST_LONG = 2n ** 63n - 1n;
const DATETIME = /^"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d)?"$/;

/**
 * The function that makes a column's value of a dynamic one without losing a digit.
 * @param json the value's exact JSON
 * @returns undefined for objects and arrays, which stay dynamic
 */
export function conversionFor(json: string): string | undefined {
  switch (json.charAt(0)) {
    case '{':
    case '[':
      return undefined;
    case '"':
      return DATETIME.test(json) ? 'todatetime' : 'tostring';
    case 't':
    case 'f':
      return 'tobool';
    case 'n':
      return 'tostring';
    default:
      return isLong(json) ? 'tolong' : 'toreal';
  }
}

function isLong(json: string): boolean {
  if (!WHOLE_NUMBER.test(json) || json.length > 20) return false;
  const value = BigInt(json);
  return value >= LEAST_LONG && value <= GREATEST_LONG;
}
