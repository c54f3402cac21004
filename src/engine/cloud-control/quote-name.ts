/** A name as SQLite reads it back. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
