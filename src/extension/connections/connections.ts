import { commands, EventEmitter, window, workspace, type Disposable, type Memento } from 'vscode';
import {
  findConnection,
  isReservedName,
  LOCAL_CONNECTION_NAME,
  parseConnectionList,
  type ConnectionSettings,
} from '../../core/connectionSettings';
import { describeError, fail, succeed, type Outcome } from '../../core/errors';
import { unknownConnection } from '../errors';
import { readUserSetting } from '../userSettings';

const KEY = 'kqlHunting.connection';
const SETTING = 'kqlHunting.connections';

/** A connection on offer: the local engine, or a tenant of the user's settings. */
export type ConnectionChoice =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'tenant'; readonly name: string; readonly settings: ConnectionSettings };

const LOCAL: ConnectionChoice = { kind: 'local', name: LOCAL_CONNECTION_NAME };

/** The connections on offer and the chosen one, which is remembered for the workspace. */
export class Connections implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #settingsListener: Disposable;
  #reported = '';

  constructor(private readonly memory: Memento) {
    this.#settingsListener = workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(SETTING)) return;
      this.reportWrongEntries();
      this.#changed.fire();
    });
  }

  /** The local engine first, then the user's tenants in the order of the settings. */
  list(): readonly ConnectionChoice[] {
    return [LOCAL, ...this.tenants().map(asChoice)];
  }

  /** The user's tenants; entries that cannot be used are left out. */
  tenants(): readonly ConnectionSettings[] {
    return parseConnectionList(readUserSetting('connections')).connections;
  }

  get current(): ConnectionChoice {
    const name = this.memory.get(KEY);
    if (typeof name !== 'string' || isReservedName(name)) return LOCAL;
    const tenant = findConnection(this.tenants(), name);
    return tenant === undefined ? LOCAL : asChoice(tenant);
  }

  /** Chooses a connection by name. */
  async select(name: string): Promise<Outcome<ConnectionChoice>> {
    const tenant = findConnection(this.tenants(), name);
    if (tenant === undefined && !isReservedName(name)) return fail(unknownConnection(name));
    const choice = tenant === undefined ? LOCAL : asChoice(tenant);
    await this.memory.update(KEY, choice.name);
    this.#changed.fire();
    return succeed(choice);
  }

  /** Tells the user once about each set of entries that cannot be used. */
  reportWrongEntries(): void {
    const message = parseConnectionList(readUserSetting('connections')).errors.map(describeError).join(' ');
    if (message === this.#reported) return;
    this.#reported = message;
    if (message !== '') void offerSettings(message);
  }

  dispose(): void {
    this.#settingsListener.dispose();
    this.#changed.dispose();
  }
}

function asChoice(settings: ConnectionSettings): ConnectionChoice {
  return { kind: 'tenant', name: settings.name, settings };
}

async function offerSettings(message: string): Promise<void> {
  const open = 'Open Settings';
  const answer = await window.showWarningMessage(message, open);
  if (answer === open) await commands.executeCommand('workbench.action.openSettings', SETTING);
}
