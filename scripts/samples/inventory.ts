import { DEVICES } from './company.ts';
import { createRandom } from './random.ts';
import type { SampleTables } from './tables.ts';
import { after, DAY, SAMPLE_DAYS, SAMPLE_START } from './time.ts';

const random = createRandom('inventory');

/** Each device's daily report of itself. */
export function addInventory(tables: SampleTables): void {
  for (let day = 0; day < SAMPLE_DAYS; day++) {
    for (const device of DEVICES) {
      const isServer = device.kind === 'server';
      tables.add('DeviceInfo', {
        Timestamp: after(random, SAMPLE_START + BigInt(day) * DAY, 0, 80_000),
        DeviceId: device.id,
        DeviceName: device.name,
        ClientVersion: '10.8798.26100.1742',
        PublicIP: '192.0.2.10',
        OSArchitecture: '64-bit',
        OSPlatform: device.os,
        OSBuild: device.build,
        OSVersion: '10.0',
        OSVersionInfo: isServer ? '21H2' : '24H2',
        IsAzureADJoined: !isServer,
        JoinType: isServer ? 'Domain Joined' : 'Hybrid Azure AD Join',
        AadDeviceId: device.aadId,
        LoggedOnUsers: JSON.stringify([
          { UserName: device.owner.name, DomainName: device.owner.domain, Sid: device.owner.sid },
        ]),
        MachineGroup: isServer ? 'Servers' : 'Workstations',
        ReportId: day * 1000 + random.integer(1, 999),
        OnboardingStatus: 'Onboarded',
        DeviceCategory: 'Endpoint',
        DeviceType: isServer ? 'Server' : 'Workstation',
        Model: isServer ? 'Virtual Machine' : 'ThinkPad T14 Gen 5',
        Vendor: isServer ? 'Hypervisor' : 'Lenovo',
        IsInternetFacing: device.isInternetFacing,
        SensorHealthState: 'Active',
        IsExcluded: false,
        ExposureLevel: device.isInternetFacing ? 'High' : random.pick(['Low', 'Low', 'Medium']),
        AssetValue: isServer ? 'High' : 'Normal',
        ConnectivityType: 'Streamlined',
        IsTransient: false,
      });
    }
  }
}
