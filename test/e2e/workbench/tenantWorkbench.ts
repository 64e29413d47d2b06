import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startFakeGraph, type FakeGraph, type FakeGraphOptions } from '../../fixtures/fakeGraph.ts';
import { createMicrosoftCloud } from '../../fixtures/microsoftCloud.ts';
import { readResultPage, type ResultPage } from './resultPage.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

const CLIENT_SECRET = 'a secret that only the token endpoint knows';
export const CONNECTION = {
  name: 'Contoso',
  tenantId: '11111111-2222-3333-4444-555555555555',
  clientId: '66666666-7777-8888-9999-000000000000',
  signIn: 'clientSecret',
};

/** A workbench that is signed in to a tenant, whose hunting service answers by scenarios. */
export interface TenantWorkbench extends Workbench {
  readonly graph: FakeGraph;
  /** Opens a query that the service answers by a scenario. */
  openScenario(name: string): Promise<void>;
  /** As `openScenario`, and runs it until its rows are there. */
  runScenario(name: string): Promise<ResultPage>;
}

/** @param service how the hunting service answers, besides the usual scenarios */
export async function openTenantWorkbench(
  service: Pick<FakeGraphOptions, 'answers' | 'held' | 'usual'> = {},
  options: WorkbenchOptions = {},
): Promise<TenantWorkbench> {
  const graph = await startFakeGraph(service);
  const cloud = await createMicrosoftCloud({
    clientSecret: CLIENT_SECRET,
    accessToken: graph.token,
    graphUrl: graph.url,
  });
  const workbench = await openWorkbench({
    // VS Code then trusts what Node trusts, the test's authority among it.
    ...options,
    settings: { ...options.settings, 'kqlHunting.connections': [CONNECTION], 'http.systemCertificates': false },
    environment: { HTTPS_PROXY: cloud.proxyUrl },
    trustedAuthority: cloud.caPem,
  });

  const openScenario = async (name: string): Promise<void> => {
    const file = `${name}.kql`;
    writeFileSync(
      path.join(workbench.folder, file),
      `// scenario: ${name}\nDeviceProcessEvents\n| where NoSuchColumn == 1\n`,
    );
    await workbench.openFile(file);
  };

  await openScenario('plain');
  await workbench.runCommand('KQL Hunting: Select Connection');
  await workbench.pick(CONNECTION.name);
  await workbench.statusBarItem(CONNECTION.name).waitFor();
  await workbench.runQuery();
  await workbench.answerInput(CLIENT_SECRET);
  await readResultPage(workbench.result()).waitForRows();
  await workbench.reset();

  return {
    ...workbench,
    graph,
    openScenario,
    runScenario: async (name) => {
      await openScenario(name);
      await workbench.runQuery();
      const page = readResultPage(workbench.result());
      await page.waitForRows();
      return page;
    },
    close: async () => {
      await workbench.close();
      await cloud.close();
      await graph.close();
    },
  };
}
