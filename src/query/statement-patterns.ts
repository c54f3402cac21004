import type { Parsed } from '../diagnostics/diagnostic.ts';
import type { Rendered, Template } from '../template/template.ts';
import { parseFilled } from './parse-statements.ts';
import { StatementPattern } from './statement-pattern.ts';
import type { Statement } from './statement.ts';

/** How many shapes of one template are kept: branches of it, and values outside quotes. */
const keptPerTemplate = 8;

/** Parses renderings. A template that many resources share is parsed once for each shape that it takes; then only its values differ. */
export class StatementPatterns {
  readonly #patterns = new WeakMap<Template, readonly StatementPattern[]>();

  parse(template: Template, rendered: Rendered): Parsed<readonly Statement[]> {
    const known = this.#patterns.get(template) ?? [];
    for (const pattern of known) {
      const statements = pattern.fill(rendered.pieces);
      if (statements !== undefined) return { value: statements, diagnostics: [] };
    }
    const { value, diagnostics, filled } = parseFilled(rendered);
    // What is told may speak of the values.
    const pattern =
      value === undefined || diagnostics.length > 0 ? undefined : StatementPattern.of(rendered.pieces, value, filled);
    if (pattern !== undefined) this.#patterns.set(template, [pattern, ...known].slice(0, keptPerTemplate));
    return { value, diagnostics };
  }
}
