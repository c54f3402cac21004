/** A text without the indentation that its lines share, and without the line break after the first backtick. */
export function dedent(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = strings.raw.map((part, index) => part + (values[index] ?? '')).join('');
  const lines = text.replace(/^\n/, '').split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  const body = lines.map((line) => line.slice(depth));
  if (body.at(-1)?.trim() === '') body[body.length - 1] = '';
  return body.join('\n');
}
