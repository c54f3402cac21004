import { unreachable } from '../base/unreachable.ts';
import { isOmit, plainText, redact, reveal } from '../values/reading.ts';
import { isMarked, type PlainValue } from '../values/value.ts';
import { isSqlNumber } from './scan/number-literal.ts';
import type { Literal, SqlText } from './literal.ts';

/**
 * SQL text again, values in place. `shown` may be printed: secrets are `***`, unknowns `<name>`. `plain` has everything in the clear,
 * and an unknown in it is a bug of the caller.
 */
export function formatSql(text: SqlText, style: 'shown' | 'plain'): string {
  return text
    .map((token) => {
      switch (token.kind) {
        case 'code':
          return token.text;
        case 'literal':
          return formatLiteral(token.literal, style);
        default:
          return unreachable(token);
      }
    })
    .join('');
}

function formatLiteral({ value, form }: Literal, style: 'shown' | 'plain'): string {
  if (isOmit(value)) return 'NULL';
  if (isMarked(value) && value.kind === 'number-as-written') {
    return isSqlNumber(value.text.replace(/^[+-]/u, '')) ? value.text : String(value.value);
  }
  if (isMarked(value) && value.kind === 'unknown' && form === 'bare' && style === 'shown') return `<${value.name}>`;
  const plain = style === 'shown' ? redact(value) : reveal(value);
  if (isMarked(value) && value.kind === 'sql-list' && Array.isArray(plain)) return plain.map(formatValue).join(', ');
  return formatValue(plain);
}

function formatValue(value: PlainValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `'${plainText(value).replaceAll("'", "''")}'`;
}
