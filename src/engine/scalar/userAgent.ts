import { dynamicText } from './dynamicJson';
import { isArray, type DynamicBag, type DynamicValue } from './dynamicValue';

interface Family {
  readonly name: string;
  /** Captures the version. */
  readonly pattern: RegExp;
}

/** Browsers, the more particular ones first: almost every one claims to be Safari. */
const BROWSERS: readonly Family[] = [
  { name: 'Edge', pattern: /\b(?:Edg|Edge|EdgA|EdgiOS)\/([\d.]+)/ },
  { name: 'Opera', pattern: /\b(?:OPR|Opera)\/([\d.]+)/ },
  { name: 'Samsung Internet', pattern: /\bSamsungBrowser\/([\d.]+)/ },
  { name: 'Firefox', pattern: /\b(?:Firefox|FxiOS)\/([\d.]+)/ },
  { name: 'Chrome Mobile iOS', pattern: /\bCriOS\/([\d.]+)/ },
  { name: 'Chrome Mobile', pattern: /\bChrome\/([\d.]+) Mobile/ },
  { name: 'Chrome', pattern: /\bChrome\/([\d.]+)/ },
  { name: 'Mobile Safari', pattern: /\bVersion\/([\d.]+).*\bMobile\b.*\bSafari\// },
  { name: 'Safari', pattern: /\bVersion\/([\d.]+).*\bSafari\// },
  { name: 'IE', pattern: /\b(?:MSIE |Trident\/.*rv:)([\d.]+)/ },
  { name: 'curl', pattern: /\bcurl\/([\d.]+)/ },
  { name: 'Python Requests', pattern: /\bpython-requests\/([\d.]+)/ },
  { name: 'Wget', pattern: /\bWget\/([\d.]+)/ },
  { name: 'PowerShell', pattern: /\bWindowsPowerShell\/([\d.]+)/ },
];
const SYSTEMS: readonly Family[] = [
  { name: 'Windows', pattern: /\bWindows NT ([\d.]+)/ },
  { name: 'iOS', pattern: /\b(?:iPhone )?OS ([\d_]+) like Mac OS X/ },
  { name: 'Mac OS X', pattern: /\bMac OS X ([\d_.]+)/ },
  { name: 'Android', pattern: /\bAndroid ([\d.]+)/ },
  { name: 'Chrome OS', pattern: /\bCrOS \S+ ([\d.]+)/ },
  { name: 'Linux', pattern: /\bLinux()/ },
];
/** Windows by the version of its kernel. */
const WINDOWS_NAMES: ReadonlyMap<string, string> = new Map([
  ['10.0', '10'],
  ['6.3', '8.1'],
  ['6.2', '8'],
  ['6.1', '7'],
  ['6.0', 'Vista'],
  ['5.1', 'XP'],
]);
const DEVICES: readonly { readonly pattern: RegExp; readonly family: string; readonly brand: string }[] = [
  { pattern: /\biPhone\b/, family: 'iPhone', brand: 'Apple' },
  { pattern: /\biPad\b/, family: 'iPad', brand: 'Apple' },
  { pattern: /\bMacintosh\b/, family: 'Mac', brand: 'Apple' },
  { pattern: /\bSM-[A-Z]\d+/, family: 'Samsung', brand: 'Samsung' },
  { pattern: /\bPixel\b/, family: 'Pixel', brand: 'Google' },
];

/** What a user agent says of `browser`, `os` and `device`, one of them or an array; unknown ones are `Other`. */
export function parseUserAgent(userAgent: string, lookFor: DynamicValue): DynamicBag {
  const wanted = (isArray(lookFor) ? lookFor : [lookFor]).map((item) => dynamicText(item).toLowerCase());
  const found = new Map<string, DynamicValue>();
  if (wanted.includes('browser')) found.set('Browser', describeBrowser(userAgent));
  if (wanted.includes('os')) found.set('OperatingSystem', describeSystem(userAgent));
  if (wanted.includes('device')) found.set('Device', describeDevice(userAgent));
  return found;
}

function describeBrowser(userAgent: string): DynamicBag {
  const [name, version] = findFamily(userAgent, BROWSERS);
  const [major, minor, patch] = version.split('.');
  return versionBag(name, [
    ['MajorVersion', major],
    ['MinorVersion', minor],
    ['Patch', patch],
  ]);
}

function describeSystem(userAgent: string): DynamicBag {
  const [name, version] = findFamily(userAgent, SYSTEMS);
  const known = name === 'Windows' ? (WINDOWS_NAMES.get(version) ?? version) : version;
  const [major, minor, patch] = known.split(/[._]/);
  return versionBag(name, [
    ['MajorVersion', major],
    ['MinorVersion', minor],
    ['Patch', patch],
    ['PatchMinor', undefined],
  ]);
}

function describeDevice(userAgent: string): DynamicBag {
  const device = DEVICES.find(({ pattern }) => pattern.test(userAgent));
  return new Map([
    ['Family', device?.family ?? 'Other'],
    ['Brand', device?.brand ?? ''],
    ['Model', device?.family ?? ''],
  ]);
}

function findFamily(userAgent: string, families: readonly Family[]): readonly [name: string, version: string] {
  for (const { name, pattern } of families) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return [name, version];
  }
  return ['Other', ''];
}

function versionBag(family: string, parts: readonly (readonly [string, string | undefined])[]): DynamicBag {
  return new Map([['Family', family], ...parts.map(([key, part]): [string, string] => [key, part ?? ''])]);
}
