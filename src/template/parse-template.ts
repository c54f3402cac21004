import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { locationIn, type Excerpt } from '../diagnostics/source.ts';
import { budgets } from '../base/budgets.ts';
import { Lexer } from './syntax/lexer.ts';
import type { BodyNode, Expression } from './syntax/nodes.ts';
import { findReferences } from './syntax/references.ts';
import { SyntaxMistake, type Span } from './syntax/syntax-mistake.ts';
import { TemplateParser } from './syntax/template-parser.ts';
import type { TextPlace } from './syntax/text-place.ts';
import { hasTags, type Template } from './template.ts';

/** What `Template.root` is, within this folder. */
export type TemplateRoot =
  | { readonly kind: 'plain' }
  /** `single` is the expression that the whole text is, blanks around it aside. */
  | { readonly kind: 'body'; readonly body: BodyNode; readonly single: Expression | undefined }
  | { readonly kind: 'expression'; readonly expression: Expression };

/**
 * A text with Jinja's tags. A text without any is not parsed and renders to itself. The text is kept as it is: Jinja's habit of dropping one final
 * newline is not followed. `place` decides what `{#` is; default `query`.
 */
export function parseTemplate(excerpt: Excerpt, place: TextPlace = 'query'): Parsed<Template> {
  const { text } = excerpt;
  if (!hasTags(text)) {
    const root: TemplateRoot = { kind: 'plain' };
    return { value: { excerpt, isPlain: true, isSingleExpression: false, references: [], root }, diagnostics: [] };
  }
  return parsed(excerpt, () => {
    const body = parseBody(text, place, { start: 0, end: text.length });
    const single = singleExpression(body);
    const root: TemplateRoot = { kind: 'body', body, single };
    const references = findReferences(excerpt, body);
    return { excerpt, isPlain: false, isSingleExpression: single !== undefined, references, root };
  });
}

/** Runs a parser and makes its mistake a diagnostic. */
export function parsed(excerpt: Excerpt, parse: () => Template): Parsed<Template> {
  if (excerpt.text.length > budgets.fileCharacters) {
    const message = `the template is longer than ${budgets.fileCharacters} characters`;
    return { value: undefined, diagnostics: [mistake('template/budget', message, { at: locationIn(excerpt, 0, 1) })] };
  }
  try {
    return { value: parse(), diagnostics: [] };
  } catch (error) {
    if (error instanceof SyntaxMistake) return { value: undefined, diagnostics: [diagnosticOf(error, excerpt)] };
    throw error;
  }
}

export function parseBody(text: string, place: TextPlace, span: Span): BodyNode {
  const lexer = new Lexer(text, 'template', place, span);
  return new TemplateParser(text, lexer, (inner) => parseBody(text, place, inner)).parseAsRoot();
}

function singleExpression(body: BodyNode): Expression | undefined {
  let found: Expression | undefined;
  for (const node of body.children) {
    if (node.typename !== 'Output') return undefined;
    for (const content of node.children) {
      if (content.typename === 'TemplateData') {
        if (content.value.trim() !== '') return undefined;
      } else {
        if (found !== undefined) return undefined;
        found = content;
      }
    }
  }
  return found;
}

function diagnosticOf(error: SyntaxMistake, excerpt: Excerpt): Diagnostic {
  const at = (span: Span) => locationIn(excerpt, span.start, Math.max(span.end, span.start));
  return mistake(error.code, error.message, {
    at: at(error.span),
    ...(error.help === undefined ? {} : { help: error.help }),
    ...(error.related === undefined
      ? {}
      : { related: [{ message: error.related.message, at: at(error.related.span) }] }),
  });
}
