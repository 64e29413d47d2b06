/**
 * Copies a PNG to the clipboard.
 * @param base64 its bytes
 * @returns a sentence that says whether it could
 */
export async function copyPicture(base64: string): Promise<string> {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
    return 'Copied the picture.';
  } catch {
    return 'The clipboard does not take pictures. Save the chart as PNG.';
  }
}
