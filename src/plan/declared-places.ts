import { parsePointer } from '../base/json-pointer.ts';
import { findInJson, type Span } from '../base/find-in-json.ts';
import { originOfName, type NamesOfManifest } from '../check/origin-of-name.ts';
import type { Location } from '../diagnostics/source.ts';
import type { CreateOperation, UpdateOperation } from '../engine/operation.ts';
import { textInLiteral, type PlacedText } from '../engine/place-inside.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { CompiledValue } from '../stack/compiled-value.ts';
import { shortFormProps } from '../stack/short-form-source.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Reference } from '../template/template.ts';

/** Where a stack says what a property is. */
export type DeclaredPlace =
  /** The manifest writes the value out. */
  | { readonly kind: 'manifest'; readonly at: Location; readonly value: CompiledValue }
  /** A query does: as a literal of SQL, or in JSON. */
  | { readonly kind: 'query'; readonly at: Location; readonly syntax: 'sql' | 'json' }
  /** It is worked out, or comes from a variable or another resource. */
  | { readonly kind: 'worked-out'; readonly at: Location };

/** The statements that declare a resource, each with the query that it stands in. */
export interface DeclaringOperations {
  readonly created: CreateOperation | undefined;
  readonly createdBy: Anchor;
  readonly updated: UpdateOperation | undefined;
}

/** Every place at which a stack says what the property at a path is: of a value that two queries write out, both. */
export function declaredPlaces(
  path: readonly string[],
  { created, createdBy, updated }: DeclaringOperations,
  names: NamesOfManifest,
): readonly DeclaredPlace[] {
  const written = placeInShortForm(path, names.resource);
  if (written !== undefined) return [written];
  const cells = [
    ...(created === undefined ? [] : cellOfCreate(path, created).map((cell) => ({ ...cell, anchor: createdBy }))),
    ...(updated === undefined
      ? []
      : cellsOfPatch(path, updated).map((cell) => ({ ...cell, anchor: 'update' as const }))),
  ];
  const places = cells.map(({ at, rest, anchor }) => {
    const references = names.resource.queries.get(anchor)?.template.references ?? [];
    return placeOf(at, rest, references, names);
  });
  // A name that the manifest writes out says more than a query that works something out of it.
  const exact = places.filter(({ kind }) => kind !== 'worked-out');
  return onceEach(exact.length > 0 ? exact : places);
}

/** In the short form: under `properties`, where the schema's spelling is used. Undefined where it is not there. */
function placeInShortForm([name = '', ...rest]: readonly string[], resource: StackResource): DeclaredPlace | undefined {
  if (resource.derivedText === undefined) return undefined;
  const properties = resource.props.find((prop) => prop.name === shortFormProps.properties)?.value;
  const own = properties?.kind === 'map' ? properties.entries.findLast(({ key }) => key === name)?.value : undefined;
  return own === undefined ? undefined : inManifest(own, rest);
}

function onceEach(places: readonly DeclaredPlace[]): readonly DeclaredPlace[] {
  return places.filter(
    ({ at }, index) => !places.slice(0, index).some((one) => one.at.source === at.source && one.at.start === at.start),
  );
}

interface Cell {
  readonly at: Location;
  /** Where the property stands in the cell's value. */
  readonly rest: readonly string[];
}

function cellOfCreate(path: readonly string[], { resources }: CreateOperation): readonly Cell[] {
  const [only, ...others] = resources;
  const at = only?.places.get(path[0] ?? '');
  if (only === undefined || at === undefined || others.length > 0) return [];
  // A cell that carries several properties is the whole desired state.
  const carried = [...only.places.values()].filter((place) => place.start === at.start).length;
  return [{ at, rest: carried > 1 ? path : path.slice(1) }];
}

function cellsOfPatch(path: readonly string[], { patch = [], patchAt }: UpdateOperation): readonly Cell[] {
  const isList = /^(?:\w+\s*\(\s*)?'\s*(?:\{\{-?\s*)?\[/.test(patchAt.source.text.slice(patchAt.start, patchAt.end));
  const index = patch.findIndex(({ op, path: pointer }) => {
    const set = parsePointer(pointer);
    return op !== 'remove' && set.length <= path.length && set.every((part, at) => part === path[at]);
  });
  const operation = patch[index];
  if (operation === undefined) return [];
  const inner = path.slice(parsePointer(operation.path).length);
  return [{ at: patchAt, rest: isList ? [String(index), 'value', ...inner] : path }];
}

function placeOf(
  cell: Location,
  path: readonly string[],
  references: readonly Reference[],
  names: NamesOfManifest,
): DeclaredPlace {
  const inCell = references.filter((one) => overlaps(one.at, cell));
  const literal = textInLiteral(cell);
  const found = descend(literal ?? wholeText(cell), path, inCell);
  const used = inCell.filter((one) => overlaps(one.at, found.at));
  const [only, ...others] = used;
  if (only === undefined) {
    if (found.rest.length > 0 || textAt(found.at).startsWith('{{')) return { kind: 'worked-out', at: found.at };
    return found.isWhole ? { kind: 'query', at: cell, syntax: 'sql' } : { kind: 'query', at: found.at, syntax: 'json' };
  }
  const isName = others.length === 0 && expressionIn(textAt(found.at)) === [only.name, ...only.members].join('.');
  const origin = isName ? originOfName(only, names) : undefined;
  return origin === undefined ? { kind: 'worked-out', at: found.at } : inManifest(origin, found.rest);
}

function inManifest(value: CompiledValue, [part, ...rest]: readonly string[]): DeclaredPlace {
  if (part === undefined) {
    const isWritten = value.kind !== 'template' || value.template.isPlain;
    return isWritten ? { kind: 'manifest', at: value.at, value } : { kind: 'worked-out', at: value.at };
  }
  const inner = value.kind === 'map' ? value.entries.findLast(({ key }) => key === part)?.value : undefined;
  return inner === undefined ? { kind: 'worked-out', at: value.at } : inManifest(inner, rest);
}

interface Found {
  readonly at: Location;
  /** What of the path the text does not say. */
  readonly rest: readonly string[];
  /** It is all of the text. */
  readonly isWhole: boolean;
}

/** Follows a path into JSON, or into a map or list that a template writes out, as far as it is written there. */
function descend(placed: PlacedText, path: readonly string[], references: readonly Reference[]): Found {
  const { text, offsets } = placed;
  const start = /^\s*\{\{-?\s*(?=[{[])/.exec(text)?.[0].length ?? 0;
  const readable = withNamesAsValues(placed, references).slice(start);
  let span: Span = { start: 0, end: text.length - start };
  let taken = 0;
  while (taken < path.length && /^\s*(?:\[|\{(?!\{))/.test(readable.slice(span.start))) {
    const next = findInJson(readable, path.slice(0, taken + 1));
    if (next === undefined || (next.start === span.start && taken > 0) || next.start === 0) break;
    span = next;
    taken += 1;
  }
  return {
    at: spanAt(placed, start + span.start, start + span.end, offsets),
    rest: path.slice(taken),
    isWhole: taken === 0,
  };
}

function spanAt({ source }: PlacedText, start: number, end: number, offsets: readonly number[]): Location {
  const first = offsets[start] ?? 0;
  return { source, start: first, end: (offsets[end - 1] ?? first) + 1 };
}

/** Names of a template as digits, which JSON has, too. */
function withNamesAsValues({ text, offsets }: PlacedText, references: readonly Reference[]): string {
  const first = offsets[0] ?? 0;
  let result = text;
  for (const { at, name, members } of references) {
    const start = offsets.indexOf(at.start);
    const length = [name, ...members].join('.').length;
    if (start < 0 || at.start < first) continue;
    result = result.slice(0, start) + '1'.repeat(length) + result.slice(start + length);
  }
  return result;
}

function wholeText({ source, start, end }: Location): PlacedText {
  const text = source.text.slice(start, end);
  return { source, text, offsets: Array.from({ length: text.length }, (_, index) => start + index) };
}

function textAt({ source, start, end }: Location): string {
  return source.text.slice(start, end);
}

/** `timeout` of `{{ timeout }}`. */
function expressionIn(text: string): string {
  return /^\{\{-?([^]*?)-?\}\}$/.exec(text.trim())?.[1]?.trim() ?? text.trim();
}

function overlaps(left: Location, right: Location): boolean {
  return left.source === right.source && left.start < right.end && right.start < left.end;
}
