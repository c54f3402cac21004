import { shorten } from '../../base/text.ts';
import { mistake, warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isOmit } from '../../values/reading.ts';
import { joinText } from '../../values/text.ts';
import { omit, type Value } from '../../values/value.ts';
import type { SlotPiece } from '../../template/template.ts';
import type { Literal } from '../literal.ts';
import { brokenPart, brokenPartIn } from './broken-text.ts';
import type { Characters } from './characters.ts';

export interface ScannedLiteral {
  readonly literal: Literal;
  readonly shown: string;
  /** Behind the closing quote. */
  readonly end: number;
  /** Text and slots, as they stand between the quotes. */
  readonly parts: readonly LiteralPart[];
}

export type LiteralPart = string | SlotPiece;

/** The text literal that opens at `start`; undefined where it is not closed. */
export function scanLiteral(
  characters: Characters,
  start: number,
  report: (diagnostic: Diagnostic) => void,
): ScannedLiteral | undefined {
  const { text, slots } = characters;
  const parts: LiteralPart[] = [];
  let run = '';
  let index = start + 1;
  for (;;) {
    if (index >= text.length) {
      report(unclosed(characters, start));
      return undefined;
    }
    const slot = slots.get(index);
    if (slot !== undefined) {
      const broken = brokenPartIn(slot.value);
      if (broken !== undefined) report(mistake('input/not-text', `the value holds ${broken}`, { at: slot.at }));
      if (run !== '') parts.push(run);
      run = '';
      parts.push(slot);
      index += 1;
    } else if (text[index] !== "'") {
      run += text[index] ?? '';
      index += 1;
    } else if (text[index + 1] === "'" && !slots.has(index + 1)) {
      run += "'";
      index += 2;
    } else {
      break;
    }
  }
  if (run !== '') parts.push(run);
  const end = index + 1;
  const at = characters.place(start, end);
  const hasSlots = parts.some((part) => typeof part !== 'string');
  const broken = brokenPart(text.slice(start, end));
  if (broken !== undefined) report(mistake('input/not-text', `the literal holds ${broken}`, { at }));
  warnOfBackslash(characters, start, end, report);
  const [first] = parts;
  const literal: Literal = {
    kind: 'literal',
    value: valueOfLiteral(parts.map((part) => (typeof part === 'string' ? part : part.value))),
    form: parts.length === 1 && typeof first !== 'string' ? 'single' : 'text',
    wrapper: undefined,
    at,
  };
  const shown = hasSlots ? 'a literal' : shorten(text.slice(start, end).replace(/\s+/gu, ' '), 40);
  return { literal, shown, end, parts };
}

/** What a literal of these parts is: one value alone keeps its type. */
export function valueOfLiteral(parts: readonly Value[]): Value {
  if (parts.some(isOmit)) return omit;
  const [first, second] = parts;
  return first === undefined || second !== undefined ? joinText(parts) : first;
}

function unclosed(characters: Characters, start: number): Diagnostic {
  const hasEscape = characters.text.slice(0, start + 1).includes("\\'");
  return mistake('sql/syntax', 'the literal that begins here has no closing quote', {
    at: characters.place(start, start + 1),
    help: hasEscape
      ? "a backslash does not keep a quote inside a literal: write '' for a quote"
      : "write '' for a quote inside a literal",
  });
}

/** Standard SQL reads a backslash as a backslash; StackQL takes it away. Who wrote for both must know. */
function warnOfBackslash(
  characters: Characters,
  start: number,
  end: number,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { text, slots } = characters;
  for (let index = start + 1; index < end - 1; index += 1) {
    if (text[index] !== '\\' || slots.has(index)) continue;
    const next = slots.has(index + 1) ? undefined : text[index + 1];
    if (next !== '\\' && next !== "'" && next !== '"') continue;
    const reading = next === "'" ? 'a quote that does not end the literal' : `one character, ${next}`;
    report(
      warning('sql/backslash', `${text.slice(index, index + 2)} is read as it stands; StackQL reads it as ${reading}`, {
        at: characters.place(index, index + 2),
        help: 'a value that comes from a template needs no escaping: put it in as {{ name }}',
      }),
    );
    return;
  }
}
