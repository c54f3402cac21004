import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Anchor, AnchoredQuery } from '../query/anchored-query.ts';
import { parseTemplate } from '../template/parse-template.ts';
import type { StackQuery } from './stack.ts';

/** The queries by their anchors; those whose templates cannot be parsed are left out and told. */
export function compileQueries(
  queries: readonly AnchoredQuery[],
  diagnostics: Diagnostic[],
): ReadonlyMap<Anchor, StackQuery> {
  const compiled = new Map<Anchor, StackQuery>();
  for (const query of queries) {
    const template = parseTemplate(query.excerpt, 'query');
    diagnostics.push(...template.diagnostics);
    if (template.value !== undefined) compiled.set(query.anchor, { query, template: template.value });
  }
  return compiled;
}
