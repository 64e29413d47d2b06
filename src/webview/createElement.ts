/** What an element is made with: text never becomes markup. */
export interface ElementParts {
  readonly className?: string;
  readonly text?: string;
  /** Attributes by name, such as `role` or `aria-label`; never `style` or a handler. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Makes an element and puts its children into it. */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  parts: ElementParts = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (parts.className !== undefined) element.className = parts.className;
  if (parts.text !== undefined) element.textContent = parts.text;
  for (const [name, value] of Object.entries(parts.attributes ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The × in the corner of what Escape closes, too. */
export function createCloseButton(onClick: () => void): HTMLButtonElement {
  const button = createButton('×', onClick, 'close-button');
  button.setAttribute('aria-label', 'Close');
  button.title = 'Close (Escape)';
  return button;
}

/** A push button that does not submit anything. */
export function createButton(label: string, onClick: () => void, className = 'button'): HTMLButtonElement {
  const button = createElement('button', { className, text: label, attributes: { type: 'button' } });
  button.addEventListener('click', onClick);
  return button;
}
