import type { Literal, SqlText, SqlToken } from './literal.ts';
import { QueryPrinter, type QuerySink } from './print-query.ts';
import type { Expression, Query } from './tree.ts';

/** A query as text for showing it, where no text was written. */
export function textOfQuery(query: Query): SqlText {
  const sink = new TextSink();
  new QueryPrinter(sink).query(query);
  return sink.tokens;
}

/** An expression as text for showing it. */
export function textOfExpression(expression: Expression): SqlText {
  const sink = new TextSink();
  new QueryPrinter(sink).expression(expression);
  return sink.tokens;
}

/** Prints everything as it is. */
class TextSink implements QuerySink {
  readonly tokens: SqlToken[] = [];

  code(text: string): void {
    const last = this.tokens.at(-1);
    if (last?.kind !== 'code') this.tokens.push({ kind: 'code', text });
    else this.tokens[this.tokens.length - 1] = { kind: 'code', text: last.text + text };
  }

  literal({ literal, written }: { readonly literal: Literal; readonly written: string | undefined }): void {
    if (written === undefined) this.tokens.push({ kind: 'literal', literal });
    else this.code(written);
  }

  column({ text }: Parameters<QuerySink['column']>[0]): void {
    this.code(text);
  }

  table({ path, alias }: Parameters<QuerySink['table']>[0]): void {
    this.code(path.parts.map(({ text }) => text).join('.') + (alias === undefined ? '' : ` AS ${alias.text}`));
  }

  star({ table }: Parameters<QuerySink['star']>[0]): void {
    this.code(table === undefined ? '*' : `${table.parts.map(({ text }) => text).join('.')}.*`);
  }

  nameOf({ alias }: Parameters<QuerySink['nameOf']>[0]): string | undefined {
    return alias?.text;
  }

  hiddenInputs(): readonly string[] {
    return [];
  }

  instead(): undefined {
    return undefined;
  }
}
