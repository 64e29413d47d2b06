import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';

/** What the browser shows when it comes back from the sign-in: plain, self-contained, nothing of the request in it. */
export interface AnswerPage {
  readonly body: string;
  readonly headers: OutgoingHttpHeaders;
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; }
  h1 { font-size: 1.5rem; font-weight: 600; margin: 0 0 0.5rem; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export const SIGNED_IN_PAGE = makePage('Almost there', 'You can close this page and go back to KQL Hunting.');

export const NOT_SIGNED_IN_PAGE = makePage(
  'You are not signed in',
  'The sign-in was not completed. Close this page and see KQL Hunting for what to do next.',
);

export const NOTHING_HERE_PAGE = makePage('Nothing here', 'This address only receives the answer of a sign-in.');

function makePage(title: string, text: string): AnswerPage {
  return {
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title} · KQL Hunting</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>${text}</p></body>
</html>
`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      connection: 'close',
    },
  };
}
