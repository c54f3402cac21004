import type { Parsed } from '../diagnostics/diagnostic.ts';
import type { Lexeme } from './scan/lexeme.ts';
import type { Statement } from './statement.ts';

/** The grammar of statements, apart from how they are cut into lexemes. */
export interface SqlParser {
  /** One statement; the lexemes are not empty and hold no `;`. */
  parseLexemes(lexemes: readonly Lexeme[]): Parsed<Statement>;
}

/** The parser is loaded when a command has statements to parse. */
export async function loadSqlParser(): Promise<SqlParser> {
  const { parseLexemes } = await import('./parse-lexemes.ts');
  return { parseLexemes };
}
