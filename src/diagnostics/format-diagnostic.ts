import { count, enumerateSome } from '../base/text.ts';
import { formatCodeFrame, gutterWidthOf } from './code-frame.ts';
import type { Diagnostic } from './diagnostic.ts';
import { plainPaint, type Paint } from './paint.ts';

export interface FormatOptions {
  /** Hides secrets in a line of the source before it is shown. */
  readonly maskText?: (line: string) => string;
}

/** Diagnostics shown in full by `formatDiagnostics`; of the others only the number is told. */
const mostShown = 100;
/** Names of resources that fit on a line or two. */
const mostNamed = 10;

/**
 * A diagnostic as people read it, without a final line break:
 * ```
 * error[manifest/unknown-key]: unknown key "typ" in resource "web"
 *   --> stackql_manifest.yml:12:5
 *    |
 * 12 |     typ: query
 *    |     ^^^
 *    = help: did you mean "type"?
 * ```
 * Related places follow with a frame of their own, before the help; so do the resources that it is about.
 */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  paint: Paint = plainPaint,
  options: FormatOptions = {},
): string {
  const { at, related = [], resources = [], help } = diagnostic;
  const emphasis = diagnostic.severity === 'error' ? paint.error : paint.warning;
  const places = [...(at === undefined ? [] : [at]), ...related.map((place) => place.at)];
  const gutterWidth = Math.max(1, ...places.map(gutterWidthOf));
  const frame = { ...options, gutterWidth };
  const lines = [`${emphasis(`${diagnostic.severity}[${diagnostic.code}]`)}${paint.bold(`: ${diagnostic.message}`)}`];
  if (at !== undefined) lines.push(formatCodeFrame(at, paint, { ...frame, mark: emphasis }));
  for (const place of related) {
    lines.push(
      `${paint.note('note')}: ${place.message}`,
      formatCodeFrame(place.at, paint, { ...frame, mark: paint.note }),
    );
  }
  const margin = `${' '.repeat(gutterWidth + 1)}${paint.dim('=')}`;
  if (resources.length > 0) {
    const label = resources.length === 1 ? 'resource' : 'resources';
    lines.push(
      `${margin} ${paint.note(label)}: ${enumerateSome(resources, resources.length > mostNamed ? mostNamed - 1 : mostNamed)}`,
    );
  }
  if (help !== undefined) lines.push(`${margin} ${paint.note('help')}: ${help}`);
  return lines.join('\n');
}

/** Several diagnostics in the given order, a blank line between two. Beyond the first hundred only their number is told. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  paint: Paint = plainPaint,
  options: FormatOptions = {},
): string {
  const shown = diagnostics.slice(0, mostShown).map((diagnostic) => formatDiagnostic(diagnostic, paint, options));
  const others = diagnostics.length - shown.length;
  if (others > 0) shown.push(`and ${count(others, 'mistake')} more`);
  return shown.join('\n\n');
}
