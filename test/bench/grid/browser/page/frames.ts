/** The next time that the browser draws. @returns when that frame began, which is when the screen asked for it */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** When what was changed until now is on the screen: behind the drawing of the next frame. */
export async function nextPaint(): Promise<void> {
  await nextFrame();
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
