import { budgets } from '../base/budgets.ts';
import { isJsonObject, parseJson, type Json } from '../base/json.ts';
import { joinText } from '../values/text.ts';
import { isMarked, Secret, type Composite, type Unknown, type Value } from '../values/value.ts';

const open = '\uE000';
const close = '\uE001';

/**
 * The list or map that a JSON text says, with the marks of the text at their places in it: a secret between the quotes of a JSON
 * string is that text and cannot leave it. Undefined where the text is not JSON or is nested too deeply, or where marks stand outside
 * of any value.
 */
export function parseMarkedJson(text: string | Composite | Secret): Value | undefined {
  if (typeof text === 'string') return parseBounded(text);
  if (text instanceof Secret) {
    if (typeof text.value !== 'string') return text;
    const parsed = parseBounded(text.value);
    return parsed === undefined ? undefined : text.with(parsed);
  }
  if (text.parts.some((part) => typeof part === 'string' && (part.includes(open) || part.includes(close)))) {
    return undefined;
  }
  const marks: { readonly mark: Secret | Unknown; readonly isBare: boolean }[] = [];
  const state = { isQuoted: false, isEscaped: false };
  let json = '';
  for (const part of text.parts) {
    if (typeof part === 'string') {
      json += part;
      advance(state, part);
    } else {
      const token = `${open}${marks.length}${close}`;
      json += state.isQuoted ? token : JSON.stringify(token);
      marks.push({ mark: part, isBare: !state.isQuoted });
    }
  }
  const parsed = parseBounded(json);
  return parsed === undefined ? undefined : putBack(parsed, marks);
}

/** What is nested deeper than any input may be is no value of a property. */
function parseBounded(text: string): Json | undefined {
  const state = { isQuoted: false, isEscaped: false };
  let depth = 0;
  for (const character of text) {
    advance(state, character);
    if (state.isQuoted) continue;
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > budgets.nesting) return undefined;
  }
  return parseJson(text);
}

/** Follows whether the text so far ends inside a JSON string. */
function advance(state: { isQuoted: boolean; isEscaped: boolean }, text: string): void {
  for (const character of text) {
    if (state.isEscaped) state.isEscaped = false;
    else if (character === '"') state.isQuoted = !state.isQuoted;
    else if (character === '\\' && state.isQuoted) state.isEscaped = true;
  }
}

function putBack(value: Json, marks: readonly { readonly mark: Secret | Unknown; readonly isBare: boolean }[]): Value {
  if (typeof value === 'string') {
    const pieces = value.split(new RegExp(`${open}(\\d+)${close}`));
    const found = pieces.map((piece, index): Value => {
      const entry = index % 2 === 1 ? marks[Number(piece)] : undefined;
      if (entry === undefined) return piece;
      // Outside quotes the text of a secret is JSON itself.
      const isText = entry.isBare && entry.mark instanceof Secret && typeof entry.mark.value === 'string';
      return isText ? (parseMarkedJson(entry.mark) ?? entry.mark) : entry.mark;
    });
    const alone = found.filter((piece) => piece !== '');
    return alone.length === 1 && alone[0] !== undefined && isMarked(alone[0]) ? alone[0] : joinText(found);
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => putBack(item, marks));
  if (isJsonObject(value)) {
    // A key with a mark in it keeps the token: no property has such a name.
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, putBack(item, marks)]));
  }
  return value;
}
