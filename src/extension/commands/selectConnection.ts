import { commands, window, type QuickPickItem } from 'vscode';
import { CLOUD_ENDPOINTS } from '../../core/clouds';
import type { ConnectionChoice, Connections } from '../connections/connections';
import { showError } from '../notifications';

interface ConnectionItem extends QuickPickItem {
  readonly choice?: ConnectionChoice;
}

/** Asks which connection queries run on; a keybinding or another extension may give its name. */
export function selectConnectionCommand(connections: Connections) {
  return async (name?: unknown): Promise<void> => {
    connections.reportWrongEntries();
    if (typeof name === 'string') {
      await select(connections, name);
      return;
    }
    const add: ConnectionItem = { label: '$(add) Add Connection…' };
    const items = connections.list().map((choice) => describeChoice(choice, choice.name === connections.current.name));
    const picked = await window.showQuickPick([...items, add], {
      title: 'Select Connection',
      placeHolder: 'Where hunting queries run',
      matchOnDescription: true,
    });
    if (picked === add) await commands.executeCommand('kqlHunting.addConnection');
    else if (picked?.choice !== undefined) await select(connections, picked.choice.name);
  };
}

async function select(connections: Connections, name: string): Promise<void> {
  const selected = await connections.select(name);
  if (!selected.ok) void showError(selected.error);
}

function describeChoice(choice: ConnectionChoice, isCurrent: boolean): ConnectionItem {
  const mark = isCurrent ? '$(check) ' : '';
  if (choice.kind === 'local') {
    return { label: `${mark}${choice.name}`, description: 'on this machine, no sign-in', choice };
  }
  const { cloud, tenantId } = choice.settings;
  return { label: `${mark}${choice.name}`, description: `${tenantId}, ${CLOUD_ENDPOINTS[cloud].label}`, choice };
}
