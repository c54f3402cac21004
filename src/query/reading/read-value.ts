import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import type { Computed, Literal } from '../statement.ts';
import type { Expression } from '../tree.ts';
import { partsOf } from './expression-parts.ts';

/** The literal that an expression is, parentheses aside. */
export function literalOf(expression: Expression): Literal | undefined {
  if (expression.kind === 'nested') return literalOf(expression.inner);
  return expression.kind === 'literal' ? expression.literal : undefined;
}

/** The literal that an expression is, also inside `string('…')` or `json('…')`. */
export function writtenLiteral(expression: Expression): Literal | undefined {
  const wrapper = wrapperOf(expression);
  if (wrapper === undefined || expression.kind !== 'call') return literalOf(expression);
  const [input, ...others] = expression.inputs;
  const inner = input === undefined || others.length > 0 ? undefined : literalOf(input);
  return inner === undefined ? undefined : { ...inner, wrapper };
}

function wrapperOf(expression: Expression): 'string' | 'json' | undefined {
  const name = expression.kind === 'call' ? expression.name.name.toLowerCase() : undefined;
  return name === 'string' || name === 'json' ? name : undefined;
}

/** Whether a name is the value of an expression of the template. */
export function isSlot({ at }: Expression): boolean {
  return at.source.text.startsWith('{{', at.start);
}

/** A value to be written: a literal, also inside `string('…')` or `json('…')`, or what SQLite has to work out. */
export function readValue(expression: Expression, reader: LexemeReader): Literal | Computed {
  const literal = writtenLiteral(expression);
  if (literal !== undefined) return literal;
  if (wrapperOf(expression) === 'string') {
    reader.report('string(…) takes one literal', expression.at, "write string('…')");
  }
  for (const column of partsOf(expression).columns) {
    const name = column.qualifier === undefined ? column.name : `${column.qualifier}.${column.name}`;
    if (isSlot(column)) {
      reader.report(
        `the text "${name}" stands outside quotes`,
        column.at,
        "put it in single quotes: '{{ … }}'",
        'sql/value-outside-literal',
      );
      continue;
    }
    reader.report(
      `${name} is a name, and no table stands here that could have it`,
      column.at,
      `a text stands in single quotes: '${name.replaceAll("'", "''")}'`,
    );
  }
  return { kind: 'computed', expression, at: expression.at };
}
