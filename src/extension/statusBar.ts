import { StatusBarAlignment, window, type Disposable, type StatusBarItem } from 'vscode';
import type { Connections } from './connections/connections';
import type { TimespanChoice } from './queries/timespanChoice';

/** The connection and the timespan of the next run, shown while a Kusto document is in the editor. */
export class StatusBar implements Disposable {
  readonly #connection = createItem('kqlHunting.connection', 'Hunting Connection', 'kqlHunting.selectConnection', 111);
  readonly #timespan = createItem('kqlHunting.timespan', 'Hunting Timespan', 'kqlHunting.selectTimespan', 110);
  readonly #listeners: readonly Disposable[];

  constructor(
    private readonly connections: Connections,
    private readonly timespans: TimespanChoice,
  ) {
    const update = () => this.#update();
    this.#listeners = [
      connections.onDidChange(update),
      timespans.onDidChange(update),
      window.onDidChangeActiveTextEditor(update),
    ];
    update();
  }

  dispose(): void {
    for (const disposable of [...this.#listeners, this.#connection, this.#timespan]) disposable.dispose();
  }

  #update(): void {
    const items = [this.#connection, this.#timespan];
    if (window.activeTextEditor?.document.languageId !== 'kusto') {
      for (const item of items) item.hide();
      return;
    }
    const { current } = this.connections;
    this.#connection.text = `${current.kind === 'local' ? '$(database)' : '$(shield)'} ${plainLabel(current.name)}`;
    this.#connection.tooltip = 'Where hunting queries run: select a connection';
    this.#timespan.text = `$(clock) ${this.timespans.label}`;
    this.#timespan.tooltip = 'How far hunting queries look back: select a timespan';
    for (const item of items) item.show();
  }
}

function createItem(id: string, name: string, command: string, priority: number): StatusBarItem {
  const item = window.createStatusBarItem(id, StatusBarAlignment.Right, priority);
  item.name = name;
  item.command = command;
  return item;
}

/** A name from the settings must not become an icon. */
function plainLabel(text: string): string {
  return text.replaceAll('$(', '$ (');
}
