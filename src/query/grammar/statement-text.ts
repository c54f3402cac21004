import type { Lexeme } from '../scan/lexeme.ts';
import type { SqlText, SqlToken } from '../literal.ts';
import type { LexemeReader } from './lexeme-reader.ts';

/** Lexemes `from` to `to`, the last one exclusive, as they are shown, without the blanks before them. */
export function textOf({ lexemes, rewritten }: LexemeReader, from: number, to: number): SqlText {
  const tokens: SqlToken[] = [];
  let code = '';
  for (let index = from; index < to; index += 1) {
    const lexeme = lexemes[index];
    if (lexeme === undefined) break;
    if (index > from) code += lexeme.before === '' && needsBlank(lexemes[index - 1], lexeme) ? ' ' : lexeme.before;
    const instead = rewritten.get(index);
    if (lexeme.kind !== 'literal' || instead !== undefined) {
      code += instead ?? codeOf(lexeme);
      continue;
    }
    if (code !== '') tokens.push({ kind: 'code', text: code });
    code = '';
    tokens.push({ kind: 'literal', literal: lexeme.literal });
  }
  if (code !== '') tokens.push({ kind: 'code', text: code });
  return tokens;
}

function codeOf(lexeme: Lexeme): string {
  return lexeme.kind === 'end' || lexeme.kind === 'literal' ? '' : lexeme.text;
}

/** `LIKE'x'`, `-{{ x }}`: what a literal becomes must not grow together with its neighbour, nor two signs into a comment. */
function needsBlank(previous: Lexeme | undefined, lexeme: Lexeme): boolean {
  if (previous?.kind === 'operator') return previous.text === '-' && lexeme.kind === 'literal';
  return previous !== undefined && lexeme.kind !== 'operator' && lexeme.kind !== 'end';
}
