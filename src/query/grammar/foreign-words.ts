import type { Location } from '../../diagnostics/source.ts';
import type { Lexeme } from '../scan/lexeme.ts';

/** Words that other databases know, and what says the same here. */
const insteadOf: ReadonlyMap<string, string> = new Map([
  ['FETCH', 'LIMIT 10 at the end yields ten rows'],
  ['ILIKE', 'LIKE does not mind case'],
  ['QUALIFY', 'put the SELECT into FROM (…) and choose there with WHERE'],
  ['RLIKE', "REGEXP '…' looks for a regular expression"],
  ['SIMILAR', "REGEXP '…' looks for a regular expression"],
  ['TOP', 'LIMIT 10 at the end yields ten rows'],
]);

/** A word of another database, and the help that it deserves. */
export function foreignWord(
  lexeme: Lexeme | undefined,
): { readonly word: string; readonly at: Location; readonly help: string } | undefined {
  if (lexeme?.kind !== 'word') return undefined;
  const help = insteadOf.get(lexeme.keyword);
  return help === undefined ? undefined : { word: lexeme.text, at: lexeme.at, help };
}
