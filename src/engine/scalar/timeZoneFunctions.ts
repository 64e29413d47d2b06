import { TICKS_PER_MILLISECOND, UNIX_EPOCH_TICKS } from '../../core/results/values/ticks';
import { datetimeInRange } from './calendar';
import { defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** https://learn.microsoft.com/kusto/query/datetime-utc-to-local-function */
const utcToLocal = defineScalar({
  name: 'datetime_utc_to_local',
  parameters: ['datetime', 'string'],
  returns: 'datetime',
  call: (utc, zone) => datetimeInRange(utc + zoneOffset('datetime_utc_to_local', utc, zone)) ?? null,
});

/** A time that the clocks skip or show twice takes the offset before the change. https://learn.microsoft.com/kusto/query/datetime-local-to-utc-function */
const localToUtc = defineScalar({
  name: 'datetime_local_to_utc',
  parameters: ['datetime', 'string'],
  returns: 'datetime',
  call(local, zone) {
    const guess = local - zoneOffset('datetime_local_to_utc', local, zone);
    return datetimeInRange(local - zoneOffset('datetime_local_to_utc', guess, zone)) ?? null;
  },
});

/** https://learn.microsoft.com/kusto/query/datetime-list-timezones-function */
const listTimeZones = defineScalar({
  name: 'datetime_list_timezones',
  parameters: [],
  returns: 'dynamic',
  call: () => Intl.supportedValuesOf('timeZone'),
});

export const TIME_ZONE_FUNCTIONS: readonly ScalarFunction[] = [utcToLocal, localToUtc, listTimeZones];

/** How many ticks a zone's clocks are ahead of UTC at a moment. */
function zoneOffset(name: string, utc: bigint, zone: string): bigint {
  const milliseconds = (utc - UNIX_EPOCH_TICKS) / TICKS_PER_MILLISECOND;
  const parts = new Map(
    formatterFor(name, zone)
      .formatToParts(Number(milliseconds))
      .map(({ type, value }) => [type, value]),
  );
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(parts.get('timeZoneName') ?? '') ?? [];
  const size = BigInt((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000n * TICKS_PER_MILLISECOND;
  return sign === '-' ? -size : size;
}

function formatterFor(name: string, zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  try {
    const formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, formatter);
    return formatter;
  } catch {
    throw new ScalarFunctionError(`${name}(): "${zone}" is no time zone. Use a name such as Europe/Berlin.`);
  }
}
