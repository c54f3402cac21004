import type { Parsed } from '../diagnostics/diagnostic.ts';
import { LexemeReader, Refusal } from './grammar/lexeme-reader.ts';
import { readDelete } from './reading/read-delete.ts';
import { readInsert } from './reading/read-insert.ts';
import { readSelect } from './reading/read-select.ts';
import { readDescribe, readShow } from './reading/read-show.ts';
import { readUpdate } from './reading/read-update.ts';
import type { Lexeme } from './scan/lexeme.ts';
import type { Statement } from './statement.ts';

/** Statements of StackQL and of SQLite that have no meaning here. */
const strangers = (
  'EXEC REGISTRY AUTH USE SLEEP PURGE NATIVEQUERY CREATE DROP REFRESH REPLACE EXPLAIN ALTER VALUES BEGIN COMMIT ROLLBACK PRAGMA ATTACH ' +
  'VACUUM TRUNCATE MERGE SET'
).split(' ');
const verbs = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'WITH', 'SHOW', 'DESCRIBE', 'DESC'];

/** One statement from its lexemes. */
export function parseLexemes(lexemes: readonly Lexeme[]): Parsed<Statement> {
  const reader = new LexemeReader(lexemes);
  try {
    const { value, diagnostics } = readStatement(reader);
    return { value, diagnostics: [...diagnostics, ...reader.problems] };
  } catch (error) {
    if (error instanceof Refusal) return { value: undefined, diagnostics: [...reader.problems, error.diagnostic] };
    throw error;
  }
}

function readStatement(reader: LexemeReader): Parsed<Statement> {
  const { lexemes } = reader;
  const first = reader.peek();
  const keyword = first.kind === 'word' ? first.keyword : '';
  switch (keyword) {
    case 'SELECT':
    case 'WITH':
      return { value: readSelect(reader), diagnostics: [] };
    case 'INSERT':
      return readInsert(reader);
    case 'UPDATE':
      return { value: readUpdate(reader), diagnostics: [] };
    case 'DELETE':
      return { value: readDelete(reader), diagnostics: [] };
    case 'SHOW':
      return { value: readShow(reader), diagnostics: [] };
    case 'DESCRIBE':
    case 'DESC':
      return { value: readDescribe(reader), diagnostics: [] };
    default:
      if (strangers.includes(keyword)) {
        reader.refuse('sql/unsupported', `${keyword} cannot be carried out`, first.at, { help: insteadOf(lexemes) });
      }
      if (first.kind === 'operator' && first.text === '(' && reader.isWordAhead(1, 'SELECT', 'WITH')) {
        reader.refuse('sql/syntax', 'remove the parentheses around the query', first.at);
      }
      return reader.expected('SELECT, INSERT, UPDATE, DELETE, SHOW or DESCRIBE', verbs);
  }
}

/** What the names of methods begin with, by the statement that is nearest. */
const nearestVerbs: readonly (readonly [verb: string, beginnings: RegExp])[] = [
  ['a DELETE', /^(?:delete|remove|release|terminate|deregister|destroy)/],
  ['an INSERT', /^(?:create|allocate|run|register|request|import)/],
  ['an UPDATE', /^(?:modify|update|put|set|attach|detach|associate|disassociate|enable|disable|tag|untag|start|stop)/],
  ['a SELECT', /^(?:describe|get|list)/],
];

/** `EXEC aws.ec2.address.release_address` comes nearest to a DELETE. */
function insteadOf(lexemes: readonly Lexeme[]): string {
  const statements = 'statements are SELECT, INSERT, UPDATE, DELETE, SHOW and DESCRIBE';
  const [first, ...rest] = lexemes;
  if (first?.kind !== 'word' || first.keyword !== 'EXEC') return statements;
  const end = rest.findIndex(({ kind, ...one }) => kind !== 'word' && !('text' in one && one.text === '.'));
  const method = rest.slice(0, end < 0 ? undefined : end).findLast(({ kind }) => kind === 'word');
  const name = method?.kind === 'word' ? method.text : '';
  const verb = nearestVerbs.find(([, beginnings]) => beginnings.test(name))?.[0];
  return verb === undefined ? statements : `the nearest to ${name} is ${verb}; ${statements}`;
}
