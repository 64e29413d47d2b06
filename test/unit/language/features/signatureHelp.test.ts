import { describe, expect, it } from 'vitest';
import { helpWithCall } from '../../../../src/language/features/signatureHelp';
import { splitAtCursor } from '../../../fixtures/cursor';
import { helpWith } from '../../../fixtures/helpTexts';
import { analyzeText } from '../../../fixtures/kustoDocument';

const help = helpWith([
  {
    kind: 'function',
    name: 'substring',
    summary: 'Takes a part.',
    text: '| Name | Type | Required | Description |\n|--|--|--|--|\n| *start* | int | ✓ | Where it begins. |',
    url: 'https://a.test/substring',
  },
]);

function active(marked: string) {
  const { text, offset } = splitAtCursor(marked);
  const analyzed = analyzeText(text);
  const found = helpWithCall(analyzed, analyzed.document.positionAt(offset), help);
  const signature = found?.signatures[found.activeSignature ?? 0];
  const parameter = signature?.parameters?.[found?.activeParameter ?? 0];
  const [start, end] = typeof parameter?.label === 'object' ? parameter.label : [0, 0];
  return {
    label: signature?.label,
    parameter: signature?.label.slice(start, end),
    documentation: parameter?.documentation,
  };
}

describe('helpWithCall', () => {
  it.each([
    ['DeviceInfo | extend a = substring(¦', /^substring\(/, /^string/],
    ['DeviceInfo | extend a = substring(DeviceName, ¦', /^substring\(/, /^start/],
    ['DeviceInfo | extend a = substring(DeviceName, 1, ¦2)', /^substring\(/, /length/],
    ['DeviceInfo | extend a = iff(true, split(DeviceName, ¦', /^split\(/, /^delimiter/],
    ['DeviceInfo | extend a = strcat("a,(b", ¦)', /^strcat\(/, /./],
    ['DeviceInfo | summarize arg_max(Timestamp, ¦', /^arg_max\(/, /returned/],
    ['let f = (n: int, device: string) { DeviceInfo | take n }; f(1, ¦)', /^f\(n/, /^device/],
  ])('at %s shows the call and its argument', (marked, label, parameter) => {
    expect(active(marked).label).toMatch(label);
    expect(active(marked).parameter).toMatch(parameter);
  });

  it('leaves the table out where a function is invoked on it', () => {
    expect(active('DeviceFileEvents | invoke FileProfile(¦)').label).toMatch(/^FileProfile\(\[x\]/);
  });

  it('shows what a parameter is for', () => {
    expect(active('DeviceInfo | extend a = substring(DeviceName, ¦').documentation).toMatchObject({
      value: 'Where it begins.',
    });
  });

  it.each(['DeviceInfo | where (¦', 'DeviceInfo | take ¦', 'print strcat("a")¦'])('shows nothing at %s', (marked) => {
    expect(active(marked).label).toBeUndefined();
  });
});
