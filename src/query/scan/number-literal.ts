import type { Location } from '../../diagnostics/source.ts';
import { NumberAsWritten } from '../../values/value.ts';
import type { Literal } from '../literal.ts';

/** The literal of a number as it stands in SQL; it keeps its text where the number would be written otherwise. */
export function numberLiteral(text: string, at: Location): Literal {
  const value = Number(text);
  return {
    kind: 'literal',
    value: String(value) === text ? value : new NumberAsWritten(value, text),
    form: 'bare',
    wrapper: undefined,
    at,
  };
}

/** Whether a text is a number to SQL; YAML knows more forms. */
export function isSqlNumber(text: string): boolean {
  return /^(?:0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)$/u.test(text);
}
