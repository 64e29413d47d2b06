/** What VS Code gives a webview's page. Source: https://code.visualstudio.com/api/extension-guides/webview */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  /** The state last set, also after the page was hidden and loaded anew; undefined at first. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** Defined by VS Code in every webview; it can be called once. */
  function acquireVsCodeApi(): VsCodeApi;
}

export function acquireApi(): VsCodeApi {
  return acquireVsCodeApi();
}
