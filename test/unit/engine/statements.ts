import { excerptOf, type Source } from '../../../src/diagnostics/source.ts';
import { parseStatement } from '../../../src/query/parse-statements.ts';
import type {
  DeleteStatement,
  InsertStatement,
  SelectStatement,
  Statement,
  UpdateStatement,
} from '../../../src/query/statement.ts';
import type { Piece } from '../../../src/template/template.ts';
import type { Value } from '../../../src/values/value.ts';

type Values = Readonly<Record<string, Value>>;

/** A statement from text in which `{{ name }}` stands for a value. */
export function statement(text: string, values: Values = {}): Statement {
  const source: Source = { path: 'query.iql', text };
  const excerpt = excerptOf(source);
  const pieces: Piece[] = [];
  let copied = 0;
  for (const match of text.matchAll(/\{\{ (\w+) \}\}/g)) {
    const [whole, name = ''] = match;
    pieces.push({ kind: 'text', text: text.slice(copied, match.index), excerpt, offset: copied });
    const at = { source, start: match.index, end: match.index + whole.length };
    pieces.push({ kind: 'slot', value: values[name]!, at });
    copied = match.index + whole.length;
  }
  pieces.push({ kind: 'text', text: text.slice(copied), excerpt, offset: copied });
  const { value, diagnostics } = parseStatement({ pieces });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
}

export function select(text: string, values?: Values): SelectStatement {
  return only('select', statement(text, values));
}

export function write(text: string, values?: Values): InsertStatement | UpdateStatement | DeleteStatement {
  const parsed = statement(text, values);
  if (parsed.kind === 'insert' || parsed.kind === 'update' || parsed.kind === 'delete') return parsed;
  throw new Error('The statement writes nothing.');
}

function only<Kind extends Statement['kind']>(kind: Kind, parsed: Statement): Extract<Statement, { kind: Kind }> {
  if (parsed.kind !== kind) throw new Error(`The statement is no ${kind}.`);
  // The kind was compared.
  return parsed as Extract<Statement, { kind: Kind }>;
}
