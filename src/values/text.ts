import { isOmit, plainText, reveal } from './reading.ts';
import { Composite, isMarked, isValueList, isValueMap, Secret, Unknown, type Value } from './value.ts';

/** Parts of a text in the making. */
type Part = string | Secret | Unknown;

/**
 * The text of several values in a row: a plain string where nothing in it is marked, an unknown where it is one unknown alone, else a
 * composite that still knows which characters are secret and which are not known.
 */
export function joinText(values: readonly Value[]): string | Composite | Secret | Unknown {
  const parts: Part[] = [];
  for (const value of values) {
    for (const part of textParts(value)) {
      const last = parts.at(-1);
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
      else if (part !== '') parts.push(part);
    }
  }
  const [only] = parts;
  if (only === undefined) return '';
  return parts.length === 1 ? only : new Composite(parts);
}

function textParts(value: Value): readonly Part[] {
  if (isMarked(value)) {
    switch (value.kind) {
      case 'unknown':
        return [value];
      case 'secret':
        return [typeof value.value === 'string' ? value : value.with(plainText(value.value))];
      case 'composite':
        return value.parts;
      case 'number-as-written':
      case 'sql-fragment':
        return [value.text];
      case 'omit':
        return [];
      case 'sql-list':
        return textParts(value.items);
    }
  }
  if (isValueList(value) || isValueMap(value)) return jsonParts(value);
  return [plainText(value)];
}

/** What JSON takes for a number; `012` is none. */
const jsonNumber = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * Compact JSON text of a list or map: secrets and unknowns stay parts of their own, numbers keep their text, omitted members are left
 * out.
 */
function jsonParts(value: Value): readonly Part[] {
  if (isMarked(value)) {
    if (value.kind === 'secret') return [value.with(JSON.stringify(value.value))];
    if (value.kind === 'unknown') return [value];
    if (value.kind === 'omit') return ['null'];
    if (value.kind === 'number-as-written') return [jsonNumber.test(value.text) ? value.text : String(value.value)];
    if (value.kind === 'composite') {
      const inner = value.parts.map((part) =>
        part instanceof Unknown
          ? part
          : part instanceof Secret
            ? part.with(quoteless(plainText(part.value)))
            : quoteless(part),
      );
      return ['"', ...inner, '"'];
    }
    return [JSON.stringify(reveal(value))];
  }
  if (isValueList(value)) {
    const items = value.filter((item) => !isOmit(item));
    return ['[', ...items.flatMap((item, index) => [...(index > 0 ? [','] : []), ...jsonParts(item)]), ']'];
  }
  if (isValueMap(value)) {
    const members = Object.entries(value).filter(([, item]) => !isOmit(item));
    const entries = members.flatMap(([key, item], index) => [
      (index > 0 ? ',' : '') + JSON.stringify(key) + ':',
      ...jsonParts(item),
    ]);
    return ['{', ...entries, '}'];
  }
  return [JSON.stringify(value)];
}

function quoteless(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
