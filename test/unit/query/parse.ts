import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { Location } from '../../../src/diagnostics/source.ts';
import { parseStatements } from '../../../src/query/parse-statements.ts';
import type { Statement } from '../../../src/query/statement.ts';
import type { Rendered } from '../../../src/template/template.ts';
import { plainSql } from './rendered.ts';

/** The one statement of a query that has nothing wrong. */
export function statementOf<K extends Statement['kind']>(
  kind: K,
  query: Rendered | string,
): Extract<Statement, { kind: K }> {
  const { value = [], diagnostics } = parseStatements(typeof query === 'string' ? plainSql(query) : query);
  const [statement] = value;
  if (diagnostics.length > 0 || statement?.kind !== kind || value.length !== 1) {
    throw new Error(`not one ${kind}: ${diagnostics.map(messageOf).join('; ')}`);
  }
  // The kind was compared just above.
  return statement as Extract<Statement, { kind: K }>;
}

/** Everything that is wrong with a query: `code "the text it points at": message (help)`. */
export function mistakesIn(query: Rendered | string): readonly string[] {
  return parseStatements(typeof query === 'string' ? plainSql(query) : query).diagnostics.map(messageOf);
}

function messageOf({ code, message, at, help, related = [] }: Diagnostic): string {
  const others = related.map((one) => ` [${one.message}: ${one.at.start}]`).join('');
  return `${code} "${at === undefined ? '' : written(at)}": ${message}${help === undefined ? '' : ` (${help})`}${others}`;
}

/** The text at a place. */
export function written({ source, start, end }: Location): string {
  return source.text.slice(start, end);
}
