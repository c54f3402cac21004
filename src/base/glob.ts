/** `*` for any characters, `?` for one. */
export function globOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 's');
}

/** Whether a text means all that it matches, rather than itself. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}
