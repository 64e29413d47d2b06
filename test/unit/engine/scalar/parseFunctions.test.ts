import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../../src/engine/scalar/textParsers';
import { dynamic, evaluate, text } from './evaluateScalar';

describe('functions that take text apart', () => {
  it.each([
    [
      'https://user:pw@host.example:8443/a/b%20c?k=v&e=%C3%A9&k=2&=x#frag',
      '{"Scheme":"https","Host":"host.example","Port":"8443","Path":"/a/b%20c","Username":"user","Password":"pw","Query Parameters":{"k":"v","e":"é"},"Fragment":"frag"}',
    ],
    [
      'http://[2001:db8::1]/',
      '{"Scheme":"http","Host":"[2001:db8::1]","Port":"","Path":"/","Username":"","Password":"","Query Parameters":{},"Fragment":""}',
    ],
    [
      'www.example.com/x',
      '{"Scheme":"","Host":"","Port":"","Path":"www.example.com/x","Username":"","Password":"","Query Parameters":{},"Fragment":""}',
    ],
  ])('parse_url(%s)', (url, expected) => {
    expect(evaluate('parse_url', text(url))).toBe(expected);
  });

  it('parses a query on its own', () => {
    expect(evaluate('parse_urlquery', text('?k1=v1&k2=a%3Db'))).toBe('{"Query Parameters":{"k1":"v1","k2":"a=b"}}');
  });

  it.each([
    ['C:\\temp\\file.txt', '', 'C:', 'C:\\temp', 'temp', 'file.txt', 'txt', ''],
    ['temp\\file', '', '', 'temp', 'temp', 'file', '', ''],
    ['file://C:/temp/file.txt:some.exe', 'file', 'C:', 'C:/temp', 'temp', 'file.txt', 'txt', 'some.exe'],
    ['\\\\shared\\users\\temp\\file.txt.gz', '', '', '\\\\shared\\users\\temp', 'temp', 'file.txt.gz', 'gz', ''],
    ['\\\\?\\C:\\x\\y.exe', '', 'C:', '\\\\?\\C:\\x', 'x', 'y.exe', 'exe', ''],
    ['/usr/lib/temp/file.txt', '', '', '/usr/lib/temp', 'temp', 'file.txt', 'txt', ''],
  ])('parse_path(%s)', (path, ...parts) => {
    const bag: unknown = JSON.parse(String(evaluate('parse_path', text(path))));
    expect(Object.values(bag ?? {})).toEqual(parts);
  });

  it.each<[string, string[]]>([
    ['echo "hello world!"', ['echo', 'hello world!']],
    ['a\\\\b c\\"d "e f\\\\"', ['a\\\\b', 'c"d', 'e f\\']],
    ['  x  ""  "a""b" ', ['x', '', 'a"b']],
    ['', []],
  ])('splits the command line %j', (command, words) => {
    expect(parseCommandLine(command)).toEqual(words);
  });

  it('knows the Windows parser only', () => {
    expect(evaluate('parse_command_line', text('a "b c"'), text('windows'))).toBe('["a","b c"]');
    expect(() => evaluate('parse_command_line', text('a'), text('bash'))).toThrow('is no parser');
  });

  it('reads the first CSV record that any writer makes', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (values) => {
        const record = values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
        expect(evaluate('parse_csv', text(`${record}\nnext,record`))).toBe(JSON.stringify(values));
      }),
    );
    expect(evaluate('parse_csv', text('aa,"b,b",,c\nx'))).toBe('["aa","b,b","","c"]');
    expect(evaluate('parse_csv', text(''))).toBe('[""]');
  });

  it('makes versions numbers that order as they do', () => {
    expect(evaluate('parse_version', text('0.0.0.1'))).toBe('1e-0');
    expect(evaluate('parse_version', text('119.0.6045.124'))).toBe('119000000000000604500000124e-0');
    expect(evaluate('parse_version', text('1.2'))).toBe('1000000020000000000000000e-0');
    expect([evaluate('parse_version', text('1.2.3.4.5')), evaluate('parse_version', text('1.x'))]).toEqual([
      null,
      null,
    ]);
  });

  it.each([
    ['<e/>', '{"e":null}'],
    ['<?xml version="1.0"?><!-- c --><e>te&lt;x&#116;</e>', '{"e":"te<xt"}'],
    ['<e name="v"/>', '{"e":{"@name":"v"}}'],
    ["<e name='v'>text</e>", '{"e":{"@name":"v","#text":"text"}}'],
    ['<e><a>1</a> <b>2</b></e>', '{"e":{"a":"1","b":"2"}}'],
    ['<e><a>x</a><a>y</a><a/></e>', '{"e":{"a":["x","y",null]}}'],
    ['<e><![CDATA[<x>]]></e>', '{"e":"<x>"}'],
    ['<__proto__>x</__proto__>', '{"__proto__":"x"}'],
  ])('parse_xml(%s)', (xml, expected) => {
    expect(evaluate('parse_xml', text(xml))).toBe(expected);
  });

  it.each(['', 'text', '<a>', '<a></b>', '<a/><b/>', '<a b></a>', '</a>', '<a', '<a>'.repeat(5000)])(
    'parse_xml refuses %.20s',
    (xml) => expect(evaluate('parse_xml', text(xml))).toBeNull(),
  );

  it.each([
    ['$.name', '{"name":"John"}', 'John'],
    ["$.a['b c'][1]", '{"a":{"b c":[1,2.0]}}', '2.0'],
    ['$.a[-1]', '{"a":[1,9007199254740993]}', '9007199254740993'],
    ['$', '[1, 2]', '[1,2]'],
    ['a', '{"a":true}', 'true'],
    ['$.x', '{"a":1}', ''],
    ['$..a', '{"a":1}', ''],
    ['$.a', 'not json', ''],
    ['$.__proto__', '{}', ''],
  ])('extract_json(%j, %j)', (path, json, expected) => {
    expect(evaluate('extract_json', text(path), text(json))).toBe(expected);
  });

  it('tells browser, system and device of a user agent', () => {
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36';
    expect(evaluate('parse_user_agent', text(agent), dynamic('["browser","os"]'))).toBe(
      '{"Browser":{"Family":"Chrome","MajorVersion":"119","MinorVersion":"0","Patch":"0"},' +
        '"OperatingSystem":{"Family":"Windows","MajorVersion":"10","MinorVersion":"","Patch":"","PatchMinor":""}}',
    );
    expect(evaluate('parse_user_agent', text('x'), text('device'))).toBe(
      '{"Device":{"Family":"Other","Brand":"","Model":""}}',
    );
  });
});
