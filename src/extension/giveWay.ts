import { setTimeout } from 'node:timers/promises';

/**
 * Lets the extension host do what it has to do besides. It has one thread for all extensions, so that nothing should
 * take it for longer than a frame of the screen.
 */
export async function giveWay(): Promise<void> {
  await setTimeout(1);
}
