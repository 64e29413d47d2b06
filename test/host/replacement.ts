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

/** Call it after each test that replaces something. */
export function restoreAll(): void {
  for (const restore of restorations.splice(0).reverse()) restore();
}
