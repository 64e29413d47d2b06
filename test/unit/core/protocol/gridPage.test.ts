import { describe, expect, it } from 'vitest';
import { gridPageHtml, gridPagePolicy } from '../../../../src/core/protocol/gridPage';

const PARTS = {
  scriptUri: 'https://file+.vscode-resource.example/grid.js',
  styleUri: 'https://file+.vscode-resource.example/grid.css',
  chartScriptUri: 'https://file+.vscode-resource.example/chart.js',
  chartStyleUri: 'https://file+.vscode-resource.example/chart.css',
  cspSource: 'https://*.vscode-resource.example',
  nonce: 'abc+/=',
};

describe("the grid's page", () => {
  it('allows its script by nonce, its style sheets, and nothing else', () => {
    expect(gridPagePolicy(PARTS).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'nonce-abc+/='",
      'style-src https://*.vscode-resource.example',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });

  it('has one script, with the nonce, and no inline script or style', () => {
    const html = gridPageHtml(PARTS);
    expect(html.match(/<script[^>]*>/g)).toEqual([`<script nonce="abc+/=" src="${PARTS.scriptUri}">`]);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  it('escapes what it is given', () => {
    const html = gridPageHtml({ ...PARTS, scriptUri: '"><script>alert(1)</script>' });
    expect(html).not.toContain('<script>alert');
  });
});
