import type { TimeDisplay } from '../results/display/timeDisplay';

/** What the grid's page is made of: addresses as the webview gives them, and a fresh nonce for each page. */
export interface GridPageParts {
  readonly scriptUri: string;
  readonly styleUri: string;
  /** What the page loads when a chart is first shown. */
  readonly chartScriptUri: string;
  readonly chartStyleUri: string;
  /** The source from which the webview may load its own files (`webview.cspSource`). */
  readonly cspSource: string;
  readonly nonce: string;
  /** How times are first shown, as the setting says; UTC where left out. */
  readonly times?: TimeDisplay;
}

/**
 * The page's only policy: its script and what that imports by nonce, style sheets from the extension's own folder, nothing else. Results
 * are attackers' text, so no image, font, frame, form or request is allowed and no string ever becomes markup.
 */
export function gridPagePolicy(parts: Pick<GridPageParts, 'cspSource' | 'nonce'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${parts.nonce}'`,
    `style-src ${parts.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** The HTML of the grid's page. It holds no data: the page says `ready` and the host sends what to show. */
export function gridPageHtml(parts: GridPageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(gridPagePolicy(parts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hunting results</title>
<link rel="stylesheet" href="${escapeHtml(parts.styleUri)}">
</head>
<body>
<div id="app" data-chart-script="${escapeHtml(parts.chartScriptUri)}" data-chart-style="${escapeHtml(parts.chartStyleUri)}" data-times="${escapeHtml(parts.times ?? 'utc')}"></div>
<script nonce="${escapeHtml(parts.nonce)}" src="${escapeHtml(parts.scriptUri)}"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
