/** Decodes the escapes of a URL; what is no UTF-8 stays as it is. */
export function percentDecode(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    return decodeUtf8(bytes) ?? escapes;
  });
}

/** Escapes everything but letters, digits and `-_.~`. */
export function percentEncode(text: string): string {
  return text.replace(/[^A-Za-z0-9\-_.~]+/g, (characters) =>
    Array.from(Buffer.from(characters), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** The text of bytes; undefined where they are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
