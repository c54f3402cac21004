import { isJsonObject, jsonEquals, type Json } from '../base/json.ts';
import { linesOf } from '../diagnostics/source-lines.ts';
import type { Location } from '../diagnostics/source.ts';
import type { CompiledValue } from '../stack/compiled-value.ts';
import { keyOfMembers, textUnder } from './change-elements.ts';
import type { DeclaredPlace } from './declared-places.ts';
import { alignedItems } from './line-changes.ts';

/** A line of a stack that would have to be another one, for what is declared to be what is live. */
export interface LineEdit {
  /** `add`: a line comes below. `declare`: the statement or JSON there is to give the property, too. */
  readonly kind: 'change' | 'add' | 'remove' | 'declare';
  /** What is to be changed or removed, what the new line comes below, or what is to give the property. */
  readonly at: Location;
  /**
   * The line as it is to be written, of `declare` the property; undefined where it goes, and where a value is secret, worked out, or from
   * elsewhere.
   */
  readonly line: string | undefined;
}

/** The lines to change where a value is declared, so that it is the live one; undefined stands for nothing. */
export function lineEdits(
  place: DeclaredPlace,
  declared: Json | undefined,
  live: Json | undefined,
): readonly LineEdit[] {
  switch (place.kind) {
    case 'worked-out':
      return [{ kind: 'change', at: place.at, line: undefined }];
    case 'query':
      return live === undefined
        ? [removed(place.at)]
        : [changed(place.at, place.syntax === 'sql' ? sqlText(live) : JSON.stringify(live))];
    case 'manifest':
      return editsIn(place.value, declared, live);
  }
}

function editsIn(value: CompiledValue, declared: Json | undefined, live: Json | undefined): readonly LineEdit[] {
  if (live === undefined) return [removed(value.at)];
  if (declared !== undefined && jsonEquals(declared, live)) return [];
  if (value.kind === 'list' && isList(declared) && isList(live) && declared.length === value.items.length)
    return editsInList(value, declared, live);
  if (value.kind === 'map' && isJsonObject(declared) && isJsonObject(live))
    return value.entries.flatMap(({ key, value: inner }) =>
      Object.hasOwn(declared, key)
        ? editsIn(inner, declared[key], Object.hasOwn(live, key) ? live[key] : undefined)
        : [],
    );
  if (value.kind === 'template' && !value.template.isPlain) return [{ kind: 'change', at: value.at, line: undefined }];
  return [changed(value.at, yamlText(live))];
}

/** Items that name themselves are compared by their names, others by what they are. */
function editsInList(
  { items, at }: Extract<CompiledValue, { kind: 'list' }>,
  declared: readonly Json[],
  live: readonly Json[],
): readonly LineEdit[] {
  const key = keyOfMembers([...declared, ...live]);
  const last = items.at(-1)?.at ?? at;
  const itemAt = (index: number): CompiledValue | undefined => items[index];
  if (key !== undefined) {
    const nameOf = (item: Json): string => textUnder(item, key) ?? '';
    const changes = declared.flatMap((item, index) => {
      const inner = itemAt(index);
      const other = live.find((one) => nameOf(one) === nameOf(item));
      return inner === undefined ? [] : editsIn(inner, item, other);
    });
    const names = new Set(declared.map(nameOf));
    return [...changes, ...live.filter((item) => !names.has(nameOf(item))).map((item) => added(last, item))];
  }
  let index = 0;
  const edits: LineEdit[] = [];
  for (const { sign, item } of alignedItems(declared, live, jsonEquals)) {
    const inner = itemAt(index);
    if (sign !== '+') index += 1;
    if (sign === '+') edits.push(added(itemAt(index - 1)?.at ?? last, item));
    if (sign === '-' && inner !== undefined) edits.push(removed(inner.at));
  }
  return edits;
}

function added(after: Location, item: Json): LineEdit {
  return { kind: 'add', at: after, line: `- ${yamlText(item)}` };
}

function removed(at: Location): LineEdit {
  return { kind: 'remove', at, line: undefined };
}

/** The line with another text in the place of a value. */
function changed(at: Location, text: string): LineEdit {
  const lines = linesOf(at.source);
  const [first, last] = [lines.indexAt(at.start), lines.indexAt(Math.max(at.start, at.end - 1))];
  const before = lines.textOf(first).slice(0, at.start - lines.startOf(first));
  const after = lines.textOf(last).slice(at.end - lines.startOf(last));
  // What a template would read as its own sign has to be written by a person.
  const line = /\{[{%#]/.test(text) ? undefined : `${before}${text}${after}`.trim();
  return { kind: 'change', at, line };
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** `61`, `'a'`, and JSON in quotes for what has members. */
function sqlText(value: Json): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;
}

/** Words that YAML takes for something other than themselves. */
const yamlWords = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A value of YAML on one line. */
export function yamlText(value: Json): string {
  if (isList(value)) return `[${value.map(yamlText).join(', ')}]`;
  if (isJsonObject(value))
    return `{${Object.entries(value)
      .map(([key, member]: [string, Json]) => `${yamlText(key)}: ${yamlText(member)}`)
      .join(', ')}}`;
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[A-Za-z][\w./@-]*$/.test(value) && !yamlWords.test(value) ? value : JSON.stringify(value);
}
