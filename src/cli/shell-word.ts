/** A text as one word of a shell's command: an address may have brackets and quotes. */
export function shellWord(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text}'`;
}
