import { TICKS_PER_MINUTE } from '../../core/results/values/ticks';
import { calendarMoment, datetimeInRange, ticksOfMoment } from './calendar';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,](?<fraction>\d+))?)?(?:\s*(?<half>[AaPp][Mm]))?`;
const ZONE = String.raw`(?:\s*(?<zone>[Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;
const MONTH_NAME = String.raw`(?<monthName>[A-Za-z]{3})[a-z]*`;
const WEEKDAY = String.raw`(?:[A-Za-z]{3,9},?\s+)?`;
/** The forms of a date that `todatetime()` reads; the first that fits the whole text wins. */
const FORMS = [
  // ISO 8601 and near it: 2026-01-31T23:59:59.1234567Z, 2026-01-31 23:59, 2026-01, 2026/01/31
  String.raw`(?<year>\d{4})[-/](?<month>\d{1,2})(?:[-/](?<day>\d{1,2})(?:[Tt\s]\s*${CLOCK})?)?${ZONE}`,
  // 20260131, 20260131T235959, 20260131 23:59:59
  String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:[Tt\s]\s*${CLOCK})?${ZONE}`,
  String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})[Tt](?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})${ZONE}`,
  String.raw`(?<year>\d{4})`,
  // 2026, 1, 31
  String.raw`(?<year>\d{4}),\s*(?<month>\d{1,2}),\s*(?<day>\d{1,2})`,
  // United States: 1/31/2026 11:59:59 PM, 01-31-2026
  String.raw`(?<month>\d{1,2})[-/](?<day>\d{1,2})[-/](?<year>\d{4})(?:,?\s+${CLOCK})?${ZONE}`,
  // RFC 822, 850 and 1123: Sat, 31 Jan 26 23:59:59 GMT
  String.raw`${WEEKDAY}(?<day>\d{1,2})[-\s]${MONTH_NAME}[-\s](?<year>\d{4}|\d{2})(?:,?\s+${CLOCK})?${ZONE}`,
  // asctime and its kin: Sat Jan 31 23:59:59 2026, January 31, 2026 23:59
  String.raw`${WEEKDAY}${MONTH_NAME}\s+(?<day>\d{1,2})\s+${CLOCK}\s+(?<year>\d{4})`,
  String.raw`${WEEKDAY}${MONTH_NAME}\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?:,?\s+${CLOCK})?${ZONE}`,
].map((form) => new RegExp(`^${form}$`));

/**
 * Parses a datetime as `todatetime()` and literals do: ISO 8601 in its looser forms, RFC 822 and 850, United States dates.
 * Times without a zone are UTC; digits past the tick are cut.
 * @returns ticks, or undefined where the text is no moment of years 1 to 9999.
 */
export function parseDatetime(text: string): bigint | undefined {
  const trimmed = text.trim();
  for (const form of FORMS) {
    const groups = form.exec(trimmed)?.groups;
    if (groups !== undefined) return ticksOfGroups(groups);
  }
  return undefined;
}

/**
 * `format_datetime()`: y M d h H m s f F t, repeated, stand for parts of the time; anything else is written as it is.
 * https://learn.microsoft.com/kusto/query/format-datetime-function
 */
export function formatDatetimePattern(ticks: bigint, pattern: string): string {
  const moment = calendarMoment(ticks);
  const fraction = String(moment.fraction).padStart(7, '0');
  const half = moment.hour < 12 ? 'AM' : 'PM';
  return pattern.replace(/yyyy|yy|y|MM?|dd?|HH?|hh?|mm?|ss?|f{1,7}|F{1,7}|tt/g, (part) => {
    switch (part[0]) {
      case 'y':
        return part === 'yyyy' ? pad(moment.year, 4) : pad(moment.year % 100, part.length);
      case 'M':
        return pad(moment.month, part.length);
      case 'd':
        return pad(moment.day, part.length);
      case 'H':
        return pad(moment.hour, part.length);
      case 'h':
        return pad(moment.hour % 12 === 0 ? 12 : moment.hour % 12, part.length);
      case 'm':
        return pad(moment.minute, part.length);
      case 's':
        return pad(moment.second, part.length);
      case 't':
        return half;
      case 'f':
        return fraction.slice(0, part.length);
      default:
        return fraction.slice(0, part.length).replace(/0+$/, '');
    }
  });
}

function ticksOfGroups(groups: Readonly<Record<string, string | undefined>>): bigint | undefined {
  const { year = '', month, monthName, day = '1', hour = '0', minute = '0', second = '0', fraction = '' } = groups;
  const monthNumber = monthName === undefined ? Number(month ?? '1') : MONTHS.indexOf(monthName.toLowerCase()) + 1;
  const clockHour = hourOfDay(Number(hour), groups['half']);
  const local = ticksOfMoment({
    year: fullYear(year),
    month: monthNumber,
    day: Number(day),
    hour: clockHour,
    minute: Number(minute),
    second: Number(second),
    fraction: Number(fraction.slice(0, 7).padEnd(7, '0')),
  });
  return local === undefined ? undefined : datetimeInRange(local - zoneTicks(groups['zone']));
}

/** Two digits are of this century up to 49, as in .NET. */
function fullYear(digits: string): number {
  if (digits.length > 2) return Number(digits);
  return Number(digits) < 50 ? 2000 + Number(digits) : 1900 + Number(digits);
}

/** NaN, which no moment has, for an hour that the half of the day cannot have. */
function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

function zoneTicks(zone: string | undefined): bigint {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '') ?? [];
  const offset = (BigInt(hours) * 60n + BigInt(minutes)) * TICKS_PER_MINUTE;
  return sign === '-' ? -offset : offset;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
