const SCHEME = /\b(?:(h)tt|(f)t)(ps?)(?=:\/\/)/gi;
/** The dots of host names and addresses, which stand between letters, digits and hyphens. */
const HOST = /(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+/gu;
const FILE_ENDING =
  /^(?:[\p{L}\p{N}_-]+\.)+(?:exe|dll|sys|ps1|bat|cmd|vbs|js|txt|log|docx?|xlsx?|pdf|zip|msi|tmp|lnk)$/iu;

/**
 * A text that no program takes for a link or an address any more: `hxxps://contoso[.]com`, `10[.]0[.]0[.]1`. Names of
 * files keep their dots.
 */
export function defang(text: string): string {
  return text
    .replace(SCHEME, (_, http: string | undefined, ftp: string | undefined, rest: string) =>
      http === undefined ? `${ftp ?? ''}x${rest}` : `${http}xx${rest}`,
    )
    .replace(HOST, (host, at: number, whole: string) =>
      FILE_ENDING.test(host) && !whole.slice(0, at).endsWith('://') ? host : host.replaceAll('.', '[.]'),
    )
    .replace(/@/g, '[@]');
}
