import { Lexer, Parser, type CST } from 'yaml';
import { budgets } from '../base/budgets.ts';
import { err, ok, type Result } from '../base/result.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';

/** Mistakes after which the rest of a text is not worth reading. */
const mostBrokenTokens = 10;

export interface YamlTokens {
  readonly tokens: readonly CST.Token[];
  /** The text goes on after the tokens: it has a second document or many mistakes, and of these only the first is sure to be one. */
  readonly isCut: boolean;
}

/**
 * The text cut into YAML's concrete syntax. The budgets are held while cutting, so that a text over one of them costs no more than
 * its first part: building the document is recursive (nesting) and can take many seconds (entries).
 */
export function tokenizeYaml(source: Source): Result<YamlTokens, Diagnostic> {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const refuse = (message: string, lexeme: string): Result<never, Diagnostic> => {
    const end = Math.min(parser.offset, source.text.length);
    // The lexer's own marks have no place in the text.
    const start = source.text.endsWith(lexeme, end) ? end - lexeme.length : end;
    return err(mistake('manifest/too-complex', message, { at: { source, start, end } }));
  };

  let isCut = false;
  let broken = 0;
  let documents = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') broken += 1;
      if (token.type === 'document') documents += 1;
    }
    const top = parser.stack.at(-1);
    if (parser.stack.length > budgets.nesting && levelsOf(parser.stack) > budgets.nesting) {
      return refuse(`lists and maps are nested more than ${format(budgets.nesting)} levels deep`, lexeme);
    }
    if (mapEntriesOf(top) > budgets.mapEntries) {
      return refuse(`a map has more than ${format(budgets.mapEntries)} entries`, lexeme);
    }
    if (decorationsOf(top) > budgets.mapEntries || tokens.length > budgets.mapEntries) {
      return refuse(
        `more than ${format(budgets.mapEntries)} comments, line breaks, commas or anchors follow each other`,
        lexeme,
      );
    }
    if (lexeme === ',' && (previous === ',' || previous === '[' || previous === '{')) broken += 1;
    if (lexeme.trim() !== '') previous = lexeme;
    isCut = broken > mostBrokenTokens || documents > 1;
    if (isCut) break;
  }
  tokens.push(...parser.end());
  return ok({ tokens, isCut });
}

const collections: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);

function levelsOf(stack: readonly CST.Token[]): number {
  return stack.filter((token) => collections.has(token.type)).length;
}

function mapEntriesOf(token: CST.Token | undefined): number {
  const isMap =
    token?.type === 'block-map' || (token?.type === 'flow-collection' && token.start.type === 'flow-map-start');
  if (!isMap) return 0;
  // A comma, comment or line break behind the last entry opens one that may never come.
  const last: CST.CollectionItem | undefined = token.items.at(-1);
  return token.items.length - (last?.key === undefined && last?.sep === undefined ? 1 : 0);
}

/** What stands around the next value: blanks, comments, anchors, tags, misplaced commas and brackets. */
function decorationsOf(token: CST.Token | undefined): number {
  switch (token?.type) {
    case 'document':
      return Math.max(token.start.length, token.end?.length ?? 0);
    case 'block-map':
    case 'block-seq':
    case 'flow-collection': {
      const last: CST.CollectionItem | undefined = token.items.at(-1);
      return Math.max(last?.start.length ?? 0, last?.sep?.length ?? 0);
    }
    case 'scalar':
    case 'alias':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'doc-end':
      return token.end?.length ?? 0;
    default:
      return 0;
  }
}

function format(amount: number): string {
  return amount.toLocaleString('en');
}
