import type { PageState } from './pageState';

const SAVE_DELAY_MS = 150;

/** Saves where the user is, when they rest. */
export interface StateKeeper {
  /** Something is to be remembered. */
  readonly remember: () => void;
  dispose(): void;
}

export function createStateKeeper(read: () => PageState, save: (state: PageState) => void): StateKeeper {
  let timer: number | undefined;
  let isDisposed = false;

  return {
    // Scroll events and answers may still come when another result is shown: its state is not theirs to write over.
    remember: () => {
      if (isDisposed) return;
      clearTimeout(timer);
      timer = setTimeout(() => save(read()), SAVE_DELAY_MS);
    },
    dispose: () => {
      isDisposed = true;
      clearTimeout(timer);
    },
  };
}
