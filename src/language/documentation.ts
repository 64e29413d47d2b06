const LINTS = 'https://github.com/kql-hunting/kql-hunting/blob/main/docs/lints.md';

/** The page about a code; undefined for codes of Kusto's own, whose messages say it all. */
export function documentationOf(code: string): string | undefined {
  return code.startsWith('hunt-') ? `${LINTS}#${code}` : undefined;
}
