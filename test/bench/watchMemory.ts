const LOOK_EVERY_MS = 20;

/** Looks again and again what the process holds, until `stop` says the most that was seen, in megabytes. */
export function watchMemory(): { readonly stop: () => number } {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return Math.round(most / 1024 ** 2);
    },
  };
}
