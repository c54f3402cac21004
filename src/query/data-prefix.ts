import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Lexeme } from './scan/lexeme.ts';

/** What StackQL's providers before 2026 put before the names of request parameters and properties: `data__Identifier`. */
const prefix = /^data__(?=[A-Za-z_])/;

/** Takes the prefix off every name. What was written keeps its place; the first one is told. */
export function withoutDataPrefix(lexemes: readonly Lexeme[]): {
  readonly lexemes: readonly Lexeme[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const first = lexemes.find((lexeme) => prefix.test(nameIn(lexeme)));
  if (first === undefined) return { lexemes, diagnostics: [] };
  const name = nameIn(first);
  const told = warning('sql/data-prefix', `"${name}" is read as "${name.replace(prefix, '')}"`, {
    at: first.at,
    help: 'take the prefix data__ off: StackQL itself has dropped it',
  });
  return { lexemes: lexemes.map(withoutPrefix), diagnostics: [told] };
}

function nameIn(lexeme: Lexeme): string {
  if (lexeme.kind === 'word') return lexeme.text;
  return lexeme.kind === 'name' ? lexeme.name : '';
}

function withoutPrefix(lexeme: Lexeme): Lexeme {
  if (!prefix.test(nameIn(lexeme))) return lexeme;
  if (lexeme.kind === 'word') {
    const text = lexeme.text.replace(prefix, '');
    return { ...lexeme, text, keyword: text.toUpperCase() };
  }
  if (lexeme.kind !== 'name') return lexeme;
  const name = lexeme.name.replace(prefix, '');
  return { ...lexeme, name, text: lexeme.text.replace(lexeme.name, name) };
}
