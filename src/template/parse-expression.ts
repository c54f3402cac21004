import { bareComparisons } from './bare-comparisons.ts';
import type { Parsed } from '../diagnostics/diagnostic.ts';
import type { Excerpt } from '../diagnostics/source.ts';
import { parsed, parseBody, type TemplateRoot } from './parse-template.ts';
import { Lexer } from './syntax/lexer.ts';
import { findReferences } from './syntax/references.ts';
import { TemplateParser } from './syntax/template-parser.ts';
import type { Template } from './template.ts';

/**
 * One expression without braces around it: the manifest's `if`. Where `{{ x }}` stands between quotes, its value is put into that
 * text; where it stands outside of quotes, it is the value itself.
 */
export function parseExpression(excerpt: Excerpt): Parsed<Template> {
  const { text } = excerpt;
  return parsed(excerpt, () => {
    const parser = new TemplateParser(text, new Lexer(text, 'expression', 'value'), (span) =>
      parseBody(text, 'value', span),
    );
    const expression = parser.parseAlone();
    const root: TemplateRoot = { kind: 'expression', expression };
    const references = findReferences(excerpt, expression);
    const bare = bareComparisons(excerpt, expression);
    return { excerpt, isPlain: false, isSingleExpression: true, references, bareComparisons: bare, root };
  });
}
