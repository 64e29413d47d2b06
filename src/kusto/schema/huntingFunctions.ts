import type { FunctionSchema } from '../tableSchema';

const FILE_COLUMNS = [
  ['SHA1', 'string'],
  ['SHA256', 'string'],
  ['MD5', 'string'],
  ['FileSize', 'int'],
  ['GlobalPrevalence', 'int'],
  ['GlobalFirstSeen', 'datetime'],
  ['GlobalLastSeen', 'datetime'],
  ['Signer', 'string'],
  ['Issuer', 'string'],
  ['SignerHash', 'string'],
  ['IsCertificateValid', 'bool'],
  ['IsRootSignerMicrosoft', 'bool'],
  ['SignatureState', 'string'],
  ['IsExecutable', 'bool'],
  ['ThreatName', 'string'],
  ['Publisher', 'string'],
  ['SoftwareName', 'string'],
  ['ProfileAvailability', 'string'],
] as const;

const ADDRESS_COLUMNS = [
  ['Timestamp', 'datetime'],
  ['IPAddress', 'string'],
  ['IPType', 'string'],
  ['NetworkAdapterType', 'int'],
  ['ConnectedNetworks', 'int'],
] as const;

type TypedNames = readonly (readonly [name: string, type: string])[];

/** Adds columns of the given types to what the function is invoked on. */
function extendWith(columns: TypedNames): string {
  return `{ T | extend ${columns.map(([name, type]) => `${name} = ${emptyValue(type)}`).join(', ')} }`;
}

function tableOf(columns: TypedNames): string {
  return `{ datatable(${columns.map(([name, type]) => `${name}: ${type}`).join(', ')})[] }`;
}

function emptyValue(type: string): string {
  return type === 'string' ? '""' : `${type}(null)`;
}

/**
 * The functions that advanced hunting adds to KQL, written as functions whose columns the binder can follow.
 * Source: https://learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function and its neighbours.
 */
export const HUNTING_FUNCTIONS: readonly FunctionSchema[] = [
  {
    name: 'FileProfile',
    parameters: '(T:(*), x:string="SHA1", y:long=100)',
    body: extendWith(FILE_COLUMNS),
    docstring: 'Adds what Microsoft knows of each file: prevalence, signer, threat name and more.',
    parameterDescriptions: {
      x: 'The column with the hash of the file: `SHA1`, `SHA256`, `InitiatingProcessSHA1` or `InitiatingProcessSHA256`.',
      y: 'How many files to look up, from 1 to 1,000; 100 where left out.',
    },
  },
  {
    name: 'DeviceFromIP',
    parameters: '(T:(*), x:string="", y:datetime=datetime(null))',
    body: extendWith([
      ['IP', 'string'],
      ['DeviceId', 'string'],
    ]),
    docstring: 'Adds the devices that had an address at a time.',
    parameterDescriptions: {
      x: 'The column with the IP address.',
      y: 'The time at which the devices had the address; that of the latest data where left out.',
    },
  },
  {
    name: 'AssignedIPAddresses',
    parameters: '(x:string, y:datetime=datetime(null))',
    body: tableOf(ADDRESS_COLUMNS),
    docstring: 'The latest IP addresses that were assigned to a device.',
    parameterDescriptions: {
      x: 'The device: its `DeviceId` or `DeviceName`.',
      y: 'The time at which the device had the addresses; now where left out.',
    },
  },
  {
    name: 'SeenBy',
    parameters: '(T:(*), x:string="")',
    body: extendWith([
      ['DeviceId', 'string'],
      ['SeenBy', 'string'],
    ]),
    docstring: 'Adds the onboarded devices that have seen a discovered device.',
    parameterDescriptions: { x: 'The column with the identifier of the discovered device.' },
  },
];
