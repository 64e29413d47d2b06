import { commands, EventEmitter, workspace, type Disposable, type Uri, type WebviewPanel } from 'vscode';
import type { NumberedSource, OpenResult, ResultActions, ResultSource } from './openResult';
import { fillResultEditor, openResultEditor } from './resultEditor';
import { ResultPanelView } from './resultPanelView';

const LOCATION = 'kqlHunting.results.location';
const HAS_RESULT = 'kqlHunting.hasResult';

/** The results on the screen, wherever the setting puts them; the one used last is the active one. */
export class Results implements Disposable {
  readonly panelView: ResultPanelView;
  readonly #changed = new EventEmitter<void>();
  /** A result has rows, was used or is gone. */
  readonly onDidChange = this.#changed.event;
  /** Least recently used first. */
  #open: readonly OpenResult[] = [];
  #opened = 0;

  constructor(
    private readonly extensionUri: Uri,
    private readonly actions: ResultActions,
  ) {
    this.panelView = new ResultPanelView(extensionUri, actions, (result) => this.#remove(result));
  }

  /** The result with rows that was used last. */
  get active(): OpenResult | undefined {
    return this.withRows.at(-1);
  }

  /** The results with rows, the one used last at the end. */
  get withRows(): readonly OpenResult[] {
    return this.#open.filter(({ grid }) => grid.rowCount !== undefined);
  }

  /** The number that the result opened next is given. */
  get nextNumber(): number {
    return this.#opened + 1;
  }

  /** Opens a place for one run's result. */
  open(opened: ResultSource): OpenResult {
    if (workspace.getConfiguration().get(LOCATION) === 'panel') return this.openInPanel(opened);
    const result = openResultEditor(this.#editorOptions(this.#number(opened)));
    this.use(result);
    return result;
  }

  /** As `open`, in the panel whatever the setting says. */
  openInPanel(opened: ResultSource): OpenResult {
    const result = this.panelView.open(this.#number(opened));
    this.use(result);
    return result;
  }

  /** Makes an editor that outlived a reload of the window the place of a result. */
  openIn(panel: WebviewPanel, opened: ResultSource): OpenResult {
    const result = fillResultEditor(panel, this.#editorOptions(this.#number(opened)));
    this.use(result);
    return result;
  }

  /** Makes a result the active one. */
  use(result: OpenResult): void {
    this.#open = [...this.#open.filter((other) => other !== result), result];
    this.#tell();
  }

  dispose(): void {
    // Their editors stay: a window that is reloaded finds them again.
    for (const { grid } of this.#open) grid.dispose();
    this.panelView.dispose();
    this.#changed.dispose();
  }

  #number(source: ResultSource): NumberedSource {
    this.#opened += 1;
    return { ...source, number: this.#opened };
  }

  #editorOptions(source: NumberedSource) {
    return {
      extensionUri: this.extensionUri,
      source,
      actions: this.actions,
      onFocus: (focused: OpenResult) => this.use(focused),
      onClose: (closed: OpenResult) => this.#remove(closed),
    };
  }

  #remove(result: OpenResult): void {
    this.#open = this.#open.filter((other) => other !== result);
    this.#tell();
  }

  #tell(): void {
    void commands.executeCommand('setContext', HAS_RESULT, this.#open.length > 0);
    this.#changed.fire();
  }
}
