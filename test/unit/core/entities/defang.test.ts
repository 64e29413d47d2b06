import { describe, expect, it } from 'vitest';
import { defang } from '../../../../src/core/entities/defang';

describe('a defanged text', () => {
  it.each([
    ['https://login.contoso.com/a.b?c=1.5', 'hxxps://login[.]contoso[.]com/a[.]b?c=1[.]5'],
    ['HTTP://x.test', 'HxxP://x[.]test'],
    ['ftp://x.test', 'fxp://x[.]test'],
    ['10.0.0.1:443', '10[.]0[.]0[.]1:443'],
    ['ada@contoso.com', 'ada[@]contoso[.]com'],
    ['cmd.exe /c whoami', 'cmd.exe /c whoami'],
    ['https://x.js', 'hxxps://x[.]js'],
    ['The end. Next', 'The end. Next'],
    ['', ''],
  ])('is no link any more: %s', (text, expected) => expect(defang(text)).toBe(expected));

  // To try every part of it anew would outlast the test's time-out.
  it('comes to the end of a text that is nearly a name, 600,000 characters long', () => {
    const text = 'a.'.repeat(200_000) + '-'.repeat(200_000);
    expect(defang(text).replaceAll('[.]', '.')).toBe(text);
  });
});
