import { excerptOf, type Source } from '../../../src/diagnostics/source.ts';
import type { Piece, Rendered } from '../../../src/template/template.ts';
import type { Value } from '../../../src/values/value.ts';

/** A rendered query, and the file that it would come from: each value stands there as `{{ 0 }}`, `{{ 1 }}` … */
export interface RenderedQuery extends Rendered {
  readonly source: Source;
}

/** Text with values in it: sql`SELECT '${value}'`. The text is taken as it stands, backslashes too. */
export function sql(parts: TemplateStringsArray, ...values: readonly Value[]): RenderedQuery {
  const raw = parts.raw;
  let text = raw[0] ?? '';
  const slots: { readonly value: Value; readonly start: number; readonly end: number }[] = [];
  values.forEach((value, index) => {
    const start = text.length;
    text += `{{ ${index} }}`;
    slots.push({ value, start, end: text.length });
    text += raw[index + 1] ?? '';
  });
  const source: Source = { path: 'resources/query.iql', text };
  const excerpt = excerptOf(source);
  const pieces: Piece[] = [];
  let offset = 0;
  for (const { value, start, end } of slots) {
    if (start > offset) pieces.push({ kind: 'text', text: text.slice(offset, start), excerpt, offset });
    pieces.push({ kind: 'slot', value, at: { source, start, end } });
    offset = end;
  }
  if (offset < text.length) pieces.push({ kind: 'text', text: text.slice(offset), excerpt, offset });
  return { source, pieces };
}

/** A query without values, for tables of texts. */
export function plainSql(text: string): RenderedQuery {
  const source: Source = { path: 'resources/query.iql', text };
  return { source, pieces: [{ kind: 'text', text, excerpt: excerptOf(source), offset: 0 }] };
}
