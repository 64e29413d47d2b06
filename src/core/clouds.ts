import type { Cloud } from './connection';

/** Where a cloud's Graph answers and where its users sign in. Origins are compiled in: no setting can change them. */
export interface CloudEndpoints {
  readonly label: string;
  readonly graphOrigin: string;
  readonly authorityOrigin: string;
  /** False where Microsoft lists the cloud but does not offer the hunting API at present. */
  readonly offersHunting: boolean;
}

/** Source: https://learn.microsoft.com/graph/deployments */
export const CLOUD_ENDPOINTS: Readonly<Record<Cloud, CloudEndpoints>> = {
  global: {
    label: 'Global',
    graphOrigin: 'https://graph.microsoft.com',
    authorityOrigin: 'https://login.microsoftonline.com',
    offersHunting: true,
  },
  usGovL4: {
    label: 'US Government L4 (GCC High)',
    graphOrigin: 'https://graph.microsoft.us',
    authorityOrigin: 'https://login.microsoftonline.us',
    offersHunting: true,
  },
  usGovL5: {
    label: 'US Government L5 (DoD)',
    graphOrigin: 'https://dod-graph.microsoft.us',
    authorityOrigin: 'https://login.microsoftonline.us',
    offersHunting: true,
  },
  china: {
    label: 'China (21Vianet)',
    graphOrigin: 'https://microsoftgraph.chinacloudapi.cn',
    authorityOrigin: 'https://login.chinacloudapi.cn',
    offersHunting: false,
  },
};
