/** A piece of SQL code; joined in order the pieces are the code again. */
export interface SqlPiece {
  readonly kind: 'blank' | 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  readonly text: string;
  /** The name that a word or quoted identifier means, else empty. */
  readonly name: string;
}

const shapes =
  /(?<blank>(?:\s|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+)|(?<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(?<string>'(?:[^']|'')*')|(?<number>\d[\w.]*|\.\d\w*)|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<symbol>[\s\S])/gu;

/** Cuts SQL code, whose quoted literals are elsewhere, into names, blanks (comments too) and the rest. */
export function lexSql(code: string): readonly SqlPiece[] {
  return [...code.matchAll(shapes)].map((match) => {
    const text = match[0];
    const groups = match.groups ?? {};
    if (groups['blank'] !== undefined) return { kind: 'blank', text, name: '' };
    if (groups['quoted'] !== undefined) return { kind: 'quoted', text, name: unquote(text) };
    if (groups['string'] !== undefined) return { kind: 'string', text, name: '' };
    if (groups['number'] !== undefined) return { kind: 'number', text, name: '' };
    if (groups['word'] !== undefined) return { kind: 'word', text, name: text };
    return { kind: 'symbol', text, name: '' };
  });
}

function unquote(text: string): string {
  const inner = text.slice(1, -1);
  const quote = text.charAt(0);
  return quote === '[' ? inner : inner.replaceAll(quote + quote, quote);
}
