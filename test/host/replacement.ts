import { window } from 'vscode';

const restorations: (() => void)[] = [];

/**
 * Puts something else in place of a function of VS Code's API, such as an input box that a person would fill in.
 * The extension under test shares the API object with its tests.
 */
export function replace<Target extends object>(
  target: Target,
  name: keyof Target,
  value: (...args: never[]) => unknown,
): void {
  const original = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, writable: true, value });
  restorations.push(() => {
    if (original === undefined) Reflect.deleteProperty(target, name);
    else Object.defineProperty(target, name, original);
  });
}

/** Keeps error messages from showing. @returns what they say, as they come; a button is never chosen */
export function keepErrorMessages(): readonly string[] {
  const messages: string[] = [];
  replace(window, 'showErrorMessage', (message: string) => {
    messages.push(message);
    return Promise.resolve();
  });
  return messages;
}

/** Call it after each test that replaces something. */
export function restoreAll(): void {
  for (const restore of restorations.splice(0).reverse()) restore();
}
