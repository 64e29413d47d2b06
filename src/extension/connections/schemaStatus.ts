import { LanguageStatusSeverity, languages, window, workspace, type Disposable, type LanguageStatusItem } from 'vscode';
import { describeSchemaAge } from '../../core/schemaAge';
import type { Connections } from './connections';
import type { SchemaStore } from './schemaStore';

const SETTING = 'kqlHunting.schema.remindAfterDays';
const REMIND_AFTER_DAYS = 30;

/**
 * Says in the language status of Kusto documents how old the tables of the selected tenant are. Nothing is asked of the
 * tenant but by the command that it offers.
 */
export class SchemaStatus implements Disposable {
  readonly #listeners: readonly Disposable[];
  #item: LanguageStatusItem | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly schemas: SchemaStore,
  ) {
    const update = () => void this.#update();
    this.#listeners = [
      connections.onDidChange(update),
      schemas.onDidChange(update),
      window.onDidChangeActiveTextEditor(update),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) update();
      }),
    ];
    update();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#hide();
  }

  async #update(): Promise<void> {
    const { current } = this.connections;
    if (current.kind === 'local' || window.activeTextEditor?.document.languageId !== 'kusto') {
      this.#hide();
      return;
    }
    const askedAt = await this.schemas.askedAt(current);
    // Another connection may have been chosen meanwhile, which is then on its way here.
    if (this.connections.current.name !== current.name) return;
    const { text, detail, isOld } = describeSchemaAge(askedAt, new Date(), readLimit());
    this.#item ??= createItem();
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = isOld ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  }

  #hide(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }
}

function createItem(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('kqlHunting.schema', { language: 'kusto' });
  item.name = 'Schema of the Tenant';
  item.command = { title: 'Refresh Schema From Tenant', command: 'kqlHunting.refreshSchema' };
  return item;
}

function readLimit(): number {
  const days = workspace.getConfiguration().get<unknown>(SETTING);
  return typeof days === 'number' && days >= 0 ? days : REMIND_AFTER_DAYS;
}
