/** A text as the manifest keeps it: what a template or `file()` would read is put in quotes within one. */
export function writeLiteral(text: string): string {
  return /\{[{%#]/.test(text) || /^file\(.*\)$/s.test(text) ? `{{ ${JSON.stringify(text)} }}` : text;
}
