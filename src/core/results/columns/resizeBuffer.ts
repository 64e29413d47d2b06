/** Node 20 of the command line does not have it yet. */
interface TransferableBuffer {
  transfer(byteLength: number): ArrayBuffer;
}

/** The share of a buffer that is kept though nothing stands in it. */
const MOST_SPARE = 0.25;

/**
 * The bytes of a buffer in one of another length, nulls behind them. The buffer given is not to be used any more: where
 * the platform can, its memory is free at once and not only when garbage is collected.
 */
export function resizeBuffer(buffer: ArrayBuffer, byteLength: number): ArrayBuffer {
  if (canTransfer(buffer)) return buffer.transfer(byteLength);
  const resized = new Uint8Array(byteLength);
  resized.set(new Uint8Array(buffer, 0, Math.min(buffer.byteLength, byteLength)));
  return resized.buffer;
}

/**
 * The first bytes of a buffer, in one that may be longer: where little is spare, giving it back is not worth the copy,
 * which whoever waits for the rows would wait for. The buffer given is not to be used any more.
 */
export function trimBuffer(buffer: ArrayBuffer, byteLength: number): ArrayBuffer {
  const spare = buffer.byteLength - byteLength;
  return spare <= MOST_SPARE * buffer.byteLength ? buffer : resizeBuffer(buffer, byteLength);
}

function canTransfer(buffer: object): buffer is TransferableBuffer {
  return 'transfer' in buffer;
}
