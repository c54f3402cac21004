import type { Name } from '../tree.ts';
import type { LexemeReader } from './lexeme-reader.ts';
import { joinWords, reservedWords } from './reserved-words.ts';

/** `AS x`, `x`, `'x'`. */
export function parseAlias(reader: LexemeReader): Name | undefined {
  if (reader.word('AS') !== undefined) return reader.aliasName();
  const lexeme = reader.peek();
  if (lexeme.kind === 'name') return reader.name('an alias');
  if (lexeme.kind === 'literal' && lexeme.literal.form !== 'bare') return reader.aliasName();
  if (lexeme.kind !== 'word' || reservedWords.has(lexeme.keyword) || joinWords.has(lexeme.keyword)) return undefined;
  return reader.name('an alias');
}

/** `(a, b)`. */
export function parseNames(reader: LexemeReader): readonly Name[] {
  const names: Name[] = [];
  reader.expectSymbol('(');
  do names.push(reader.name('a column'));
  while (reader.symbol(',') !== undefined);
  reader.expectSymbol(')');
  return names;
}
