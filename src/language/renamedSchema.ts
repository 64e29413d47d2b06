/**
 * Tables and columns of advanced hunting that have other names by now, as old queries still spell them.
 * Source: https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-changes
 */
export const RENAMED: Readonly<Record<string, string>> = {
  AlertEvents: 'AlertInfo',
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
