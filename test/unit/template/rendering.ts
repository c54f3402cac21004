import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { excerptOf, type Excerpt } from '../../../src/diagnostics/source.ts';
import { positionOf } from '../../../src/diagnostics/source-lines.ts';
import { parseExpression } from '../../../src/template/parse-expression.ts';
import { parseTemplate } from '../../../src/template/parse-template.ts';
import { evaluateCondition, evaluateTemplate, renderTemplate } from '../../../src/template/render-template.ts';
import type { Names, RenderContext, Rendering, Template } from '../../../src/template/template.ts';
import { redact } from '../../../src/values/reading.ts';
import { joinText } from '../../../src/values/text.ts';
import type { Value } from '../../../src/values/value.ts';

export type Given = Readonly<Record<string, Value>>;

export function excerpt(text: string): Excerpt {
  return excerptOf({ path: 'resources/pool.iql', text });
}

/** A context in which names mean what is given, and every UUID is the same. */
export function context(given: Given = {}): RenderContext {
  const names: Names = {
    lookup: (name) => (Object.hasOwn(given, name) ? given[name] : undefined),
    all: () => Object.keys(given),
  };
  const uuid = '6f1c2a1e-0000-4000-8000-000000000000';
  return {
    names,
    random: { uuid: () => uuid, bytes: (length) => new Uint8Array(length) },
    startedAtMs: Date.UTC(2026, 1, 3, 4, 5, 6, 789),
  };
}

/** `template/undefined 1:4 "x" is not defined (did you mean "y"?)`. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message, at, help }) => {
    const place = at === undefined ? '' : ` ${formatPlace(at)}`;
    return `${code}${place} ${message}${help === undefined ? '' : ` (${help})`}`;
  });
}

function formatPlace(at: NonNullable<Diagnostic['at']>): string {
  const { line, column } = positionOf(at.source, at.start);
  return `${line}:${column}`;
}

export function parsed(text: string): Template {
  const { value, diagnostics } = parseTemplate(excerpt(text));
  if (value === undefined) throw new Error(told(diagnostics).join('\n'));
  return value;
}

/** The value of a template, or what was told about it instead. */
export function valueOf(text: string, given: Given = {}): Value | readonly string[] {
  const { value, diagnostics } = parseTemplate(excerpt(text));
  return value === undefined ? told(diagnostics) : outcome(evaluateTemplate(value, context(given)));
}

/** The text of a template, secrets and unknowns as they may be shown, or what was told about it instead. */
export function textOf(text: string, given: Given = {}): unknown {
  const { value, diagnostics } = parseTemplate(excerpt(text));
  if (value === undefined) return told(diagnostics);
  const rendering = evaluateTemplate(value, context(given));
  return rendering.kind === 'rendered' ? redact(joinText([rendering.value])) : outcome(rendering);
}

export function warningsOf(text: string, given: Given = {}): readonly string[] {
  const rendering = evaluateTemplate(parsed(text), context(given));
  return rendering.kind === 'rendered' ? told(rendering.warnings) : outcome(rendering);
}

export function truthOf(text: string, given: Given = {}): boolean | readonly string[] {
  const { value, diagnostics } = parseExpression(excerpt(text));
  return value === undefined ? told(diagnostics) : outcome(evaluateCondition(value, context(given)));
}

/** Pieces as `text@offset` and values. */
export function piecesOf(text: string, given: Given = {}): unknown {
  const rendering = renderTemplate(parsed(text), context(given));
  if (rendering.kind !== 'rendered') return outcome(rendering);
  return rendering.value.pieces.map((piece) =>
    piece.kind === 'text'
      ? `${piece.text}@${piece.offset}`
      : { value: piece.value, at: text.slice(piece.at.start, piece.at.end) },
  );
}

function outcome<T>(rendering: Rendering<T>): T | readonly string[] {
  if (rendering.kind === 'rendered') return rendering.value;
  if (rendering.kind === 'refused') return told(rendering.diagnostics);
  return [`undecided ${formatPlace(rendering.at)} <${rendering.unknown.name}>`];
}
