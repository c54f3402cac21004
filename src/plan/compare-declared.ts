import { parsePointer } from '../base/json-pointer.ts';
import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../base/json.ts';
import type { NamesOfManifest } from '../check/origin-of-name.ts';
import type { ComparisonContext } from '../resource-types/comparison/comparison.ts';
import { compareState } from '../resource-types/comparison/differences.ts';
import { beyondDeclared, type BeyondDeclared } from '../resource-types/defaults/beyond-declared.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { holdsSecret, reveal } from '../values/reading.ts';
import type { Value, ValueMap } from '../values/value.ts';
import { changesFrom, withSecrets } from './changes-between.ts';
import { declaredPlaces, type DeclaredPlace, type DeclaringOperations } from './declared-places.ts';
import type { ComparedState, DriftedProperty, PropertyBeyond } from './drift.ts';
import { lineEdits, yamlText, type LineEdit } from './line-edits.ts';
import { tagsBeyond } from './own-tags.ts';
import type { PropertyChange } from './property-change.ts';
import { isAtOrIn } from './unmanaged.ts';

/** A live resource, and what a stack says of it. */
export interface DeclaredAndLive {
  readonly type: ResourceType;
  /** Known in full; secrets marked. */
  readonly declared: ValueMap;
  readonly live: JsonObject;
  readonly context: ComparisonContext;
  /** Pointers of properties that are left out. */
  readonly ignored: readonly string[];
  /** Whether to look at what nobody declares. */
  readonly looksBeyond: boolean;
  readonly operations: DeclaringOperations;
  readonly names: NamesOfManifest;
}

/** How a live resource differs from what is declared of it, with the lines to change. */
export function compareDeclared(compared: DeclaredAndLive): ComparedState {
  const { type, declared, live, context, ignored, looksBeyond } = compared;
  const isWanted = ({ pointer }: { readonly pointer: string }): boolean =>
    !ignored.some((place) => isAtOrIn(pointer, place));
  const { differences } = compareState(type, declared, live, context);
  const drifted = changesFrom(type, differences.filter(isWanted), declared).map((change) =>
    withEdits(reversed(change), compared),
  );
  if (!looksBeyond) return { kind: 'compared', drifted, beyond: [], maybeUsual: [] };
  // reveal() of a map is a map.
  const plain = reveal(declared) as JsonObject;
  const found = [...beyondDeclared(type, plain, live, context), ...undeclaredTags(compared)].filter(isWanted);
  const all = found.map((one) => beyondWithEdits(one, compared));
  const isTag = ({ pointer }: PropertyBeyond): boolean => pointer === `/${type.tagProperty ?? ''}`;
  const isCertain = (one: PropertyBeyond): boolean => one.usual !== undefined || isTag(one);
  return {
    kind: 'compared',
    drifted,
    beyond: all.filter(isCertain),
    maybeUsual: all.filter((one) => !isCertain(one)),
  };
}

/** Tags that somebody set on what is declared without any. */
function undeclaredTags({ type, declared, live, context }: DeclaredAndLive): readonly BeyondDeclared[] {
  const name = type.tagProperty;
  if (name === undefined || Object.hasOwn(declared, name) || !Object.hasOwn(live, name)) return [];
  const tags = tagsBeyond(live[name] ?? null, context.ignoreTags ?? []);
  return tags === undefined ? [] : [{ pointer: `/${name}`, live: tags, usual: undefined }];
}

/** A build leads from what is live to what is declared, drift the other way. */
function reversed(change: PropertyChange): PropertyChange {
  const { before, after } = change;
  return { ...change, before: after, after: before, forcesReplacement: false };
}

function withEdits(change: PropertyChange, { operations, names }: DeclaredAndLive): DriftedProperty {
  const { pointer, before, after } = change;
  const isSecret = change.secret || [before, after].some((value) => value !== undefined && holdsSecret(value));
  const edits = editsAt(parsePointer(pointer), plainOf(before), plainOf(after), { operations, names });
  return { change, edits: isSecret ? edits.map(withoutLine) : edits };
}

/** Of a map that is worked out, the members that differ may be written out all the same. */
function editsAt(
  path: readonly string[],
  declared: Json | undefined,
  live: Json | undefined,
  written: Pick<DeclaredAndLive, 'operations' | 'names'>,
): readonly LineEdit[] {
  if (declared === undefined) return addingEdits(path, live, written);
  const places = declaredPlaces(path, written.operations, written.names);
  if (places.every(({ kind }) => kind === 'worked-out') && isJsonObject(declared) && isJsonObject(live)) {
    const keys = [...new Set([...Object.keys(declared), ...Object.keys(live)])];
    const inner = keys
      .filter((key) => !jsonEquals(memberOf(declared, key), memberOf(live, key)))
      .flatMap((key) => editsAt([...path, key], memberOf(declared, key), memberOf(live, key), written));
    if (inner.some(({ line, kind }) => line !== undefined || kind === 'remove')) return inner;
  }
  return places.flatMap((place) => lineEdits(place, declared, live));
}

function memberOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function withoutLine(edit: LineEdit): LineEdit {
  return { ...edit, line: undefined };
}

function plainOf(value: Value | undefined): Json | undefined {
  return value === undefined ? undefined : reveal(value);
}

function beyondWithEdits(
  { pointer, live, usual }: BeyondDeclared,
  { type, operations, names }: DeclaredAndLive,
): PropertyBeyond {
  const path = parsePointer(pointer);
  const marked = withSecrets(type, path, live);
  return {
    pointer,
    live: marked,
    usual: usual === undefined ? undefined : withSecrets(type, path, usual),
    edits: holdsSecret(marked) ? [] : addingEdits(path, live, { operations, names }),
  };
}

/** Where a property is to be declared that is not: in the map that it belongs to, else in what creates the resource. */
function addingEdits(
  path: readonly string[],
  live: Json | undefined,
  { operations, names }: Pick<DeclaredAndLive, 'operations' | 'names'>,
): readonly LineEdit[] {
  if (live === undefined) return [];
  const lineFor = (name: string): string => `${yamlText(name)}: ${yamlText(live)}`;
  const around = path.slice(0, -1);
  const outer = around.length === 0 ? [] : declaredPlaces(around, operations, names);
  const inside = outer.map((place) => addedTo(place, lineFor(path.at(-1) ?? '')));
  if (inside.length > 0) return inside;
  const { created } = operations;
  return created === undefined ? [] : [{ kind: 'declare', at: created.at, line: lineFor(path.join('.')) }];
}

/** A member of a map: below its last entry where the manifest writes it out. */
function addedTo(place: DeclaredPlace, line: string): LineEdit {
  const last = place.kind === 'manifest' && place.value.kind === 'map' ? place.value.entries.at(-1) : undefined;
  return last === undefined ? { kind: 'declare', at: place.at, line } : { kind: 'add', at: last.value.at, line };
}
