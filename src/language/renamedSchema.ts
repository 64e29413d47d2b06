/**
 * Tables and columns of advanced hunting that have other names by now, as old queries still spell them.
 * Source: https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-changes
 */
export const RENAMED: Readonly<Record<string, string>> = {
  FileCreationEvents: 'DeviceFileEvents',
  ImageLoadEvents: 'DeviceImageLoadEvents',
  LogonEvents: 'DeviceLogonEvents',
  MachineInfo: 'DeviceInfo',
  MachineNetworkInfo: 'DeviceNetworkInfo',
  MiscEvents: 'DeviceEvents',
  NetworkCommunicationEvents: 'DeviceNetworkEvents',
  ProcessCreationEvents: 'DeviceProcessEvents',
  RegistryEvents: 'DeviceRegistryEvents',
  ComputerName: 'DeviceName',
  EventTime: 'Timestamp',
  EventType: 'ActionType',
  MachineId: 'DeviceId',
};

/**
 * Tables and columns that are gone, and what holds by now what they held. The values differ, so that a person has to
 * look. Source: as above, and the pages of the new tables.
 */
export const REPLACED: Readonly<Record<string, string>> = {
  AlertEvents: 'AlertInfo',
  AppFileEvents: 'CloudAppEvents',
  DeviceAlertEvents: 'AlertInfo',
  MalwareFilterVerdict: 'ThreatTypes',
  PhishFilterVerdict: 'ThreatTypes',
};
