import type { Device, User } from './company.ts';
import { DOMAIN } from './company.ts';
import type { Image } from './images.ts';
import { createRandom, type Random } from './random.ts';
import type { Row, SampleTables } from './tables.ts';
import type { Instant } from './time.ts';

/** A running program, with the one that started it. */
export interface Process {
  readonly image: Image;
  readonly id: number;
  readonly commandLine: string;
  readonly created: Instant;
  readonly parent?: Process;
  readonly user: User;
  readonly logonId: number;
  readonly integrity: 'Low' | 'Medium' | 'High' | 'System';
  /** The device from which its session is controlled, where that is a remote desktop. */
  readonly remote?: Device;
}

export interface FileFacts {
  readonly fileName: string;
  readonly folder: string;
  readonly image?: Image;
  readonly size?: number;
  readonly originUrl?: string;
  readonly originIp?: string;
  readonly previousName?: string;
  readonly share?: { readonly name: string; readonly from: Device; readonly user: User };
}

export interface ConnectionFacts {
  readonly ip: string;
  readonly port: number;
  readonly url?: string;
  readonly actionType?: string;
  readonly protocol?: string;
}

export interface RegistryFacts {
  readonly actionType: string;
  readonly key: string;
  readonly valueName: string;
  readonly valueType?: string;
  readonly data: string;
}

/** Writes what sensors on devices report. Report ids count up on each device, as they do in Defender. */
export class DeviceLog {
  readonly #tables: SampleTables;
  readonly #random: Random = createRandom('device log');
  readonly #reportIds = new Map<string, number>();

  constructor(tables: SampleTables) {
    this.#tables = tables;
  }

  /** Starts a program and reports it. */
  start(
    device: Device,
    parent: Process,
    image: Image,
    commandLine: string,
    at: Instant,
    as: Partial<Pick<Process, 'user' | 'integrity' | 'logonId' | 'remote'>> = {},
  ): Process {
    const process = createProcess(this.#random, parent, image, commandLine, at, as);
    this.#tables.add('DeviceProcessEvents', {
      ...this.#head(device, at, 'ProcessCreated'),
      ...fileColumns(image),
      ProcessVersionInfoCompanyName: image.company,
      ProcessVersionInfoProductName: image.product,
      ProcessVersionInfoProductVersion: image.version,
      ProcessVersionInfoInternalFileName: image.company === '' ? '' : image.fileName.replace(/\.exe$/i, ''),
      ProcessVersionInfoOriginalFileName: image.company === '' ? '' : image.fileName,
      ProcessVersionInfoFileDescription: image.description,
      ProcessId: process.id,
      ProcessCommandLine: commandLine,
      ProcessIntegrityLevel: process.integrity,
      ProcessTokenElevation: elevationOf(process),
      ProcessCreationTime: at - 3_271n,
      AccountDomain: process.user.domain.toLowerCase(),
      AccountName: process.user.name,
      AccountSid: process.user.sid,
      AccountUpn: process.user.upn,
      AccountObjectId: process.user.objectId,
      LogonId: process.logonId,
      LogonID: process.logonId,
      ...initiatingColumns(parent),
      InitiatingProcessLogonId: parent.logonId,
      InitiatingProcessSignerType: parent.image.isSigned ? 'OsVendor' : 'Unknown',
      InitiatingProcessSignatureStatus: parent.image.isSigned ? 'Valid' : 'Unsigned',
      CreatedProcessSessionId: sessionOf(process),
      IsProcessRemoteSession: process.remote !== undefined,
      ProcessRemoteSessionDeviceName: process.remote?.name ?? '',
      ProcessRemoteSessionIP: process.remote?.ip ?? '',
      AdditionalFields: '',
    });
    return process;
  }

  reportConnection(device: Device, process: Process, at: Instant, connection: ConnectionFacts): void {
    this.#tables.add('DeviceNetworkEvents', {
      ...this.#head(device, at, connection.actionType ?? 'ConnectionSuccess'),
      RemoteIP: connection.ip,
      RemotePort: connection.port,
      RemoteUrl: connection.url ?? '',
      LocalIP: device.ip,
      LocalPort: this.#random.integer(49_152, 65_535),
      Protocol: connection.protocol ?? 'Tcp',
      LocalIPType: 'Private',
      RemoteIPType: addressType(connection.ip),
      ...initiatingColumns(process),
      LogonID: process.logonId,
    });
  }

  reportFile(device: Device, process: Process, at: Instant, actionType: string, file: FileFacts): void {
    this.#tables.add('DeviceFileEvents', {
      ...this.#head(device, at, actionType),
      FileName: file.fileName,
      FolderPath: `${file.folder}\\${file.fileName}`,
      ...(file.image === undefined ? {} : hashColumns(file.image)),
      FileSize: file.image?.size ?? file.size ?? null,
      FileOriginUrl: file.originUrl ?? '',
      FileOriginIP: file.originIp ?? '',
      PreviousFileName: file.previousName ?? '',
      PreviousFolderPath: file.previousName === undefined ? '' : file.folder,
      RequestProtocol: file.share === undefined ? 'Local' : 'Smb',
      RequestSourceIP: file.share?.from.ip ?? '',
      RequestAccountName: file.share?.user.name ?? '',
      RequestAccountDomain: file.share?.user.domain ?? '',
      RequestAccountSid: file.share?.user.sid ?? '',
      ShareName: file.share?.name ?? '',
      ...initiatingColumns(process),
      LogonID: process.logonId,
    });
  }

  reportRegistry(device: Device, process: Process, at: Instant, registry: RegistryFacts): void {
    this.#tables.add('DeviceRegistryEvents', {
      ...this.#head(device, at, registry.actionType),
      RegistryKey: registry.key,
      RegistryValueName: registry.valueName,
      RegistryValueType: registry.valueType ?? 'String',
      RegistryValueData: registry.data,
      ...initiatingColumns(process),
    });
  }

  reportLogon(device: Device, process: Process, at: Instant, actionType: string, user: User, logon: Row): void {
    const remoteIp = logon['RemoteIP'];
    this.#tables.add('DeviceLogonEvents', {
      ...this.#head(device, at, actionType),
      AccountDomain: user.domain.toLowerCase(),
      AccountName: user.name,
      AccountSid: actionType === 'LogonFailed' ? '' : user.sid,
      LogonId: actionType === 'LogonFailed' ? null : this.#random.integer(100_000, 90_000_000),
      IsLocalAdmin: actionType === 'LogonSuccess' ? user.isAdmin : null,
      RemoteIPType: typeof remoteIp === 'string' ? addressType(remoteIp) : '',
      ...initiatingColumns(process),
      ...logon,
    });
  }

  #head(device: Device, at: Instant, actionType: string): Row {
    const reportId = (this.#reportIds.get(device.id) ?? 1000) + 1;
    this.#reportIds.set(device.id, reportId);
    return { Timestamp: at, DeviceId: device.id, DeviceName: device.name, ActionType: actionType, ReportId: reportId };
  }
}

/** A program that runs, whether or not anybody reported its start. */
export function createProcess(
  random: Random,
  parent: Process | undefined,
  image: Image,
  commandLine: string,
  created: Instant,
  as: Partial<Pick<Process, 'user' | 'integrity' | 'logonId' | 'remote'>> = {},
): Process {
  const user = as.user ?? parent?.user;
  if (user === undefined) throw new Error(`nobody runs ${image.fileName}`);
  const remote = as.remote ?? parent?.remote;
  return {
    image,
    id: random.integer(800, 24_000),
    commandLine,
    created,
    user,
    logonId: as.logonId ?? parent?.logonId ?? 999,
    integrity: as.integrity ?? parent?.integrity ?? 'System',
    ...(parent === undefined ? {} : { parent }),
    ...(remote === undefined ? {} : { remote }),
  };
}

/** A folder in a user's profile. */
export function profileFolder(user: User, ...names: readonly string[]): string {
  return ['C:', 'Users', user.name, ...names].join('\\');
}

export function shortName(device: Device): string {
  return device.name.replace(`.${DOMAIN}`, '');
}

function addressType(ip: string): string {
  return ip.startsWith('10.') ? 'Private' : 'Public';
}

function hashColumns(image: Image): Row {
  return { SHA1: image.sha1, SHA256: image.sha256, MD5: image.md5 };
}

function fileColumns(image: Image): Row {
  return {
    FileName: image.fileName,
    FolderPath: `${image.folder}\\${image.fileName}`,
    ...hashColumns(image),
    FileSize: image.size,
  };
}

function initiatingColumns(process: Process): Row {
  const { image, user, parent } = process;
  return {
    InitiatingProcessAccountDomain: user.domain.toLowerCase(),
    InitiatingProcessAccountName: user.name,
    InitiatingProcessAccountSid: user.sid,
    InitiatingProcessAccountUpn: user.upn,
    InitiatingProcessAccountObjectId: user.objectId,
    InitiatingProcessIntegrityLevel: process.integrity,
    InitiatingProcessTokenElevation: elevationOf(process),
    InitiatingProcessSHA1: image.sha1,
    InitiatingProcessSHA256: image.sha256,
    InitiatingProcessMD5: image.md5,
    InitiatingProcessFileName: image.fileName,
    InitiatingProcessFileSize: image.size,
    InitiatingProcessVersionInfoCompanyName: image.company,
    InitiatingProcessVersionInfoProductName: image.product,
    InitiatingProcessVersionInfoProductVersion: image.version,
    InitiatingProcessVersionInfoInternalFileName: image.company === '' ? '' : image.fileName.replace(/\.exe$/i, ''),
    InitiatingProcessVersionInfoOriginalFileName: image.company === '' ? '' : image.fileName,
    InitiatingProcessVersionInfoFileDescription: image.description,
    InitiatingProcessId: process.id,
    InitiatingProcessCommandLine: process.commandLine,
    InitiatingProcessCreationTime: process.created,
    InitiatingProcessFolderPath: `${image.folder}\\${image.fileName}`.toLowerCase(),
    InitiatingProcessParentId: parent?.id ?? null,
    InitiatingProcessParentFileName: parent?.image.fileName ?? '',
    InitiatingProcessParentCreationTime: parent?.created ?? null,
    InitiatingProcessSessionId: sessionOf(process),
    IsInitiatingProcessRemoteSession: process.remote !== undefined,
    InitiatingProcessRemoteSessionDeviceName: process.remote?.name ?? '',
    InitiatingProcessRemoteSessionIP: process.remote?.ip ?? '',
  };
}

function elevationOf(process: Process): string {
  if (process.integrity === 'System') return 'TokenElevationTypeDefault';
  return process.integrity === 'High' ? 'TokenElevationTypeFull' : 'TokenElevationTypeLimited';
}

function sessionOf(process: Process): number {
  if (process.integrity === 'System') return 0;
  return process.remote === undefined ? 1 : 3;
}
