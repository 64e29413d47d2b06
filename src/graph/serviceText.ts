const MAX_LENGTH = 4000;
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g;
const BEARER = /\bBearer\s+[^\s"',;]+/gi;
/** Control characters but tab and line feed: a message may reach a terminal. */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

/** A text of the service, made safe to show: no token, no control characters, of bounded length. */
export function cleanServiceText(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .replace(BEARER, 'Bearer …')
    .replace(JSON_WEB_TOKEN, '…')
    .replaceAll('\r\n', '\n')
    .replace(CONTROLS, ' ')
    .trim();
}
