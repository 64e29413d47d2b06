import {
  commands,
  EventEmitter,
  window,
  type Disposable,
  type Uri,
  type WebviewView,
  type WebviewViewProvider,
  type WebviewViewResolveContext,
} from 'vscode';
import { gridWebviewOptions, loadGridPage } from './gridWebview';
import { createResultGrid, type NumberedSource, type OpenResult, type ResultActions } from './openResult';

const VIEW = 'kqlHunting.results';
/** Results kept for going back to; each may hold tens of megabytes. */
const KEPT_RESULTS = 10;

/** The view in VS Code's panel: it shows one result at a time and keeps the last few. */
export class ResultPanelView implements WebviewViewProvider, Disposable {
  readonly #registration: Disposable;
  readonly #outlived = new EventEmitter<unknown>();
  /** The window was reloaded while a result was shown: its page's state is told, which may be anything. */
  readonly onDidOutliveResult = this.#outlived.event;
  #view: WebviewView | undefined;
  #shown: OpenResult | undefined;
  #kept: readonly OpenResult[] = [];

  constructor(
    private readonly extensionUri: Uri,
    private readonly actions: ResultActions,
    private readonly onClose: (result: OpenResult) => void,
  ) {
    this.#registration = window.registerWebviewViewProvider(VIEW, this);
  }

  /** The results that can be shown, newest first. */
  get kept(): readonly OpenResult[] {
    return this.#kept;
  }

  resolveWebviewView(view: WebviewView, { state }: WebviewViewResolveContext): void {
    this.#view = view;
    view.webview.options = gridWebviewOptions(this.extensionUri);
    // These listeners end with the view.
    view.webview.onDidReceiveMessage((data: unknown) => this.#shown?.grid.receive(data));
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    loadGridPage(view.webview, this.extensionUri);
    view.description = describe(this.#shown);
    if (this.#shown === undefined && state !== undefined) this.#outlived.fire(state);
  }

  open(source: NumberedSource): OpenResult {
    const { title, number, readsResults } = source;
    const closed = new AbortController();
    const grid = createResultGrid(this.extensionUri, source, this.actions, (message) => {
      if (this.#shown === result) void this.#view?.webview.postMessage(message);
    });
    const result: OpenResult = {
      title,
      number,
      readsResults,
      grid,
      closed: closed.signal,
      close: () => {
        this.#kept = this.#kept.filter((kept) => kept !== result);
        closed.abort();
        grid.dispose();
        this.onClose(result);
        if (this.#shown === result) this.#showKept(this.#kept[0]);
      },
    };
    this.#kept = [result, ...this.#kept];
    for (const tooOld of this.#kept.slice(KEPT_RESULTS)) tooOld.close();
    this.show(result);
    return result;
  }

  /** Brings a result to the front without taking the focus. */
  show(result: OpenResult): void {
    this.#showKept(result);
    if (this.#view === undefined) void commands.executeCommand(`${VIEW}.focus`, { preserveFocus: true });
    else this.#view.show(true);
  }

  dispose(): void {
    for (const result of this.#kept) result.close();
    this.#registration.dispose();
    this.#outlived.dispose();
  }

  #showKept(result: OpenResult | undefined): void {
    this.#shown = result;
    if (this.#view === undefined) return;
    this.#view.description = describe(result);
    // The page is there already: its word that it is ready makes this result's grid send what to show.
    result?.grid.receive({ type: 'ready' });
  }
}

function describe(result: OpenResult | undefined): string {
  return result === undefined ? '' : `${result.number}: ${result.title}`;
}
