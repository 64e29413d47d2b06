/** Text that UTF-8 can hold: lone surrogates become U+FFFD. */
export function repairSurrogates(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}
