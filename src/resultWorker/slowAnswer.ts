/** Nearly all answers are there within this time: a page that showed the first rows of those would only flicker. */
const PATIENCE_MS = 500;
const EVERY_MS = 200;

/** Watches over an answer that is being read. */
export interface SlowAnswer {
  /** The answer has ended, or is not wanted any more. */
  stop(): void;
}

/** @param onSlow called again and again while an answer that began now takes long */
export function watchSlowAnswer(onSlow: () => void): SlowAnswer {
  let timer = setTimeout(tell, PATIENCE_MS);
  return { stop: () => clearTimeout(timer) };

  function tell(): void {
    timer = setTimeout(tell, EVERY_MS);
    onSlow();
  }
}
