import type { Parsed } from '../diagnostics/diagnostic.ts';
import type { Rendered, Template } from '../template/template.ts';
import { parsedStatement, type FilledStatement } from './filled-statement.ts';
import { parseFilled } from './parse-statements.ts';
import { StatementPattern } from './statement-pattern.ts';

/** How many shapes of one template are kept: branches of it, and values outside quotes. */
const keptPerTemplate = 8;

/** Undefined where a rendering has no pattern. */
type MakePattern = () => StatementPattern | undefined;

/** Parses renderings. A template that many resources share is parsed once for each shape that it takes; then only its values differ. */
export class StatementPatterns {
  readonly #known = new WeakMap<Template, readonly MakePattern[]>();

  parse(template: Template, rendered: Rendered): Parsed<readonly FilledStatement[]> {
    const known = this.#known.get(template) ?? [];
    for (const pattern of known) {
      const statements = pattern()?.fill(rendered.pieces);
      if (statements !== undefined) return { value: statements, diagnostics: [] };
    }
    const { value, diagnostics, filled } = parseFilled(rendered);
    // What is told may speak of the values.
    if (value !== undefined && diagnostics.length === 0) {
      const made = once(() => StatementPattern.of(rendered.pieces, value, filled));
      this.#known.set(template, [made, ...known].slice(0, keptPerTemplate));
    }
    return { value: value?.map(parsedStatement), diagnostics };
  }
}

/** Most templates are rendered for one resource, and need no pattern. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
