import { createButton, createElement } from './createElement';

/** What the host is doing while the user waits, and how to stop it. */
export interface WorkStatus {
  readonly element: HTMLElement;
  /** @param sentence what is being done; undefined once it is done */
  show(sentence: string | undefined): void;
  dispose(): void;
}

/** @param onStop the user waits no longer; by the button, or by Escape wherever the focus is */
export function createWorkStatus(onStop: () => void): WorkStatus {
  const sentence = createElement('span', { attributes: { role: 'status' } });
  const stop = createButton('Stop', onStop);
  stop.title = 'Stop and leave everything as it is (Escape)';
  const work = createElement(
    'div',
    { className: 'work' },
    createElement('div', { className: 'progress', attributes: { 'aria-hidden': 'true' } }),
    stop,
  );
  work.hidden = true;
  const element = createElement('div', { className: 'work-status' }, sentence, work);

  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onStop();
  };
  const hide = (): void => {
    document.removeEventListener('keydown', onKey, true);
    sentence.textContent = '';
    work.hidden = true;
  };

  return {
    element,
    show: (text) => {
      hide();
      if (text === undefined) return;
      document.addEventListener('keydown', onKey, true);
      sentence.textContent = text;
      work.hidden = false;
    },
    dispose: hide,
  };
}
