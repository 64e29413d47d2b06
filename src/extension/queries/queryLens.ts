import {
  CodeLens,
  EventEmitter,
  languages,
  Position,
  Range,
  workspace,
  type CodeLensProvider,
  type Disposable,
  type TextDocument,
} from 'vscode';
import type { LanguageProcess } from '../language/languageClient';

const SETTING = 'kqlHunting.codeLens.enabled';

/** Shows *Run* above each query of a Kusto document. */
export class QueryLens implements CodeLensProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #registrations: readonly Disposable[];

  constructor(private readonly language: LanguageProcess) {
    this.#registrations = [
      languages.registerCodeLensProvider({ language: 'kusto' }, this),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) this.#changed.fire();
      }),
    ];
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (!workspace.getConfiguration(undefined, document).get<boolean>(SETTING, true)) return [];
    const queries = await this.language.queriesOf(document);
    if (!queries.ok) return [];
    return queries.value.map(({ range }) => {
      const start = new Position(range.start.line, range.start.character);
      return new CodeLens(new Range(start, start), {
        title: '$(play) Run',
        tooltip: 'Run this hunting query',
        command: 'kqlHunting.runQuery',
        arguments: [document.uri, start],
      });
    });
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#changed.dispose();
  }
}
