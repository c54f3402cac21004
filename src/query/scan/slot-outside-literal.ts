import { shorten } from '../../base/text.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { SlotPiece } from '../../template/template.ts';
import { holdsSecret, plainText, redact } from '../../values/reading.ts';
import { isMarked, NumberAsWritten, type Value } from '../../values/value.ts';
import type { Literal } from '../literal.ts';
import { brokenPartIn } from './broken-text.ts';
import type { Lexeme } from './lexeme.ts';
import { isSqlNumber } from './number-literal.ts';

/** `us`, `awscc.s3.buckets`: what a value may add to the statement's own words. */
const dottedName = /^[\p{L}_][\p{L}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{N}_$]*)*$/u;

/** The same in ASCII: what knows all letters takes V8 milliseconds to compile. */
const plainName = /^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*$/;

export function isDottedName(text: string): boolean {
  return plainName.test(text) || dottedName.test(text);
}

/** A text that is a number and nothing else: `012` is no number that anybody can be sure of. */
function isPlainNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(text);
}

/** The lexemes that a value makes outside quotes, or why it may not stand there. Fragments are not for here. */
export function lexemesOfSlot(
  slot: SlotPiece,
  before: string,
  report: (diagnostic: Diagnostic) => void,
): readonly Lexeme[] {
  const { value, at } = slot;
  if (typeof value === 'number') return [numberLexeme(value, before, at)];
  if (typeof value === 'boolean' || value === null) return [wordLexeme(String(value ?? 'NULL'), before, at)];
  if (typeof value === 'string' && isDottedName(value)) return wordsOf(value, before, at);
  // Variables of the environment are texts, their numbers too.
  if (typeof value === 'string' && isPlainNumber(value)) {
    return [numberLexeme(new NumberAsWritten(Number(value), value), before, at)];
  }
  if (isMarked(value)) {
    switch (value.kind) {
      case 'number-as-written':
        return [numberLexeme(value, before, at)];
      case 'unknown':
      case 'omit':
        return [literalLexeme(bareLiteral(value, at), before)];
      case 'secret':
        if (value.value === null || typeof value.value === 'number' || typeof value.value === 'boolean') {
          return [literalLexeme(bareLiteral(value, at), before)];
        }
        break;
      case 'sql-list':
        return listLexemes(value.items, before, at, report);
      case 'composite':
      case 'sql-fragment':
        break;
    }
  }
  report(refusal(value, at));
  return [literalLexeme(bareLiteral(value, at), before)];
}

/** Several lexemes for `awscc.s3.buckets`, all at one place. */
export function wordsOf(text: string, before: string, at: Location): readonly Lexeme[] {
  return text
    .split('.')
    .flatMap((part, index): readonly Lexeme[] =>
      index === 0
        ? [wordLexeme(part, before, at)]
        : [{ kind: 'operator', text: '.', before: '', at }, wordLexeme(part, '', at)],
    );
}

export function wordLexeme(text: string, before: string, at: Location): Lexeme {
  return { kind: 'word', text, keyword: text.toUpperCase(), before, at };
}

/** A number that SQL writes otherwise is a literal of its own, a negative one too: its sign must not meet another one. */
function numberLexeme(value: number | NumberAsWritten, before: string, at: Location): Lexeme {
  const text = typeof value === 'number' ? String(value) : value.text;
  const literal = bareLiteral(value, at);
  return isSqlNumber(text)
    ? { kind: 'number', text, literal, before, at }
    : { kind: 'literal', literal, shown: text, before, at };
}

function bareLiteral(value: Value, at: Location): Literal {
  return { kind: 'literal', value, form: 'bare', wrapper: undefined, at };
}

function literalLexeme(literal: Literal, before: string): Lexeme {
  return { kind: 'literal', literal, shown: 'a value', before, at: literal.at };
}

function listLexemes(
  items: readonly Value[],
  before: string,
  at: Location,
  report: (diagnostic: Diagnostic) => void,
): readonly Lexeme[] {
  const operator = (text: string, blanks = ''): Lexeme => ({ kind: 'operator', text, before: blanks, at });
  const broken = brokenPartIn(items);
  if (broken !== undefined) report(mistake('input/not-text', `the value holds ${broken}`, { at }));
  const inner = (items.length === 0 ? [null] : items).flatMap((item, index): readonly Lexeme[] => {
    const isBare = item === null || typeof item === 'number' || typeof item === 'boolean';
    const literal: Literal = { kind: 'literal', value: item, form: isBare ? 'bare' : 'single', wrapper: undefined, at };
    return [...(index === 0 ? [] : [operator(',')]), literalLexeme(literal, index === 0 ? '' : ' ')];
  });
  return [operator('(', before), ...inner, operator(')')];
}

function refusal(value: Value, at: Location): Diagnostic {
  const isCollection = typeof value === 'object' && !isMarked(value);
  const what = holdsSecret(value)
    ? 'a secret text stands outside quotes'
    : isCollection
      ? `a ${Array.isArray(value) ? 'list' : 'map'} stands outside quotes`
      : `the text "${shorten(plainText(redact(value)), 40)}" stands outside quotes`;
  return mistake('sql/value-outside-literal', what, {
    at,
    help: Array.isArray(value)
      ? "add | sql_list for a list of literals, or put it in single quotes: '{{ … }}'"
      : "put it in single quotes: '{{ … }}'",
  });
}
