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

  it('takes time linear in the length', () => {
    const started = performance.now();
    defang('a.'.repeat(200_000) + '-'.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
