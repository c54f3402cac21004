import { parsePointer } from '../base/json-pointer.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import {
  ignoredAmong,
  unmanagedAmong,
  type DeclaredState,
  type NamedProperties,
  type UnmanagedDifference,
} from '../plan/unmanaged.ts';
import { readableTags } from '../plan/own-tags.ts';
import { writeOnlyPartOf } from '../plan/write-only.ts';
import type { Engine } from '../engine/engine.ts';
import { compareState } from '../resource-types/comparison/differences.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { mask } from '../values/reading.ts';
import type { ValueMap } from '../values/value.ts';
import { addressedResourceOf, createdStateOf, createOperationOf } from './addressed-resource.ts';
import { comparisonContextOf } from './comparison-context.ts';
import { foundByExists } from './found-resource.ts';
import { markingOf } from './marking.ts';
import type { ResourceRun } from './resource-run.ts';
import { lastSent } from './sent-values.ts';

/** A resource and everything that is declared of it. */
export interface DeclaredResource {
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  readonly state: ValueMap;
}

/**
 * Compares what is declared with what is live, beyond what the stack's own queries look at. Undefined where there is nothing to compare:
 * nothing is declared, or the entry says that nobody wants to know. Mostly nothing is sent: the resource was read before.
 */
export async function inspectDeclared(
  run: ResourceRun,
  observe: Engine['observe'] = (target) => run.engine.observe(target),
): Promise<DeclaredState | undefined> {
  const { manifest } = run.resource;
  if (manifest.kind !== 'resource' || manifest.skipValidation) return undefined;
  if (createOperationOf(run) === undefined) return undefined;
  const declared = declaredResourceOf(run);
  const isUnwanted = isQuiet(run);
  if (declared === undefined) return isUnwanted ? undefined : { kind: 'no-identifier' };
  const { type, region, identifier, state } = declared;
  const part = writeOnlyPartOf(type, state);
  if (isUnwanted && part === undefined) return undefined;
  const live = await observe({ typeName: type.typeName, region, identifier });
  if (!live.ok || live.value === undefined) return { kind: 'not-read' };
  // That the mark is not there yet is told by itself.
  const marked = markingOf(run, type, state, live.value)?.marked ?? live.value;
  const { differences } = compareState(type, state, marked, comparisonContextOf(run, region));
  const ignored = manifest.ignoreChanges.map(({ name }) => name);
  return {
    kind: 'compared',
    unmanaged: isUnwanted ? [] : unmanagedAmong(type, differences, namedBy(run), ignored),
    ignored: ignoredAmong(differences, ignored),
    writeOnly: part && { properties: part.properties, last: lastSent(run, type, part, live.value) },
  };
}

/**
 * Reads what is looked at when a resource is settled, and looks at nothing: for reads ahead, which are remembered until the resource has its
 * turn.
 */
export async function readDeclared(run: ResourceRun): Promise<void> {
  const { manifest } = run.resource;
  const declared = manifest.kind === 'resource' ? declaredResourceOf(run) : undefined;
  if (declared === undefined) return;
  const { type, region, identifier, state } = declared;
  const isInspected = !manifest.skipValidation && (!isQuiet(run) || writeOnlyPartOf(type, state) !== undefined);
  // The tags hold the mark, which is looked at in any case.
  if (isInspected || readableTags(type) !== undefined)
    await run.engine.observe({ typeName: type.typeName, region, identifier });
}

/** Nobody wants to know of differences that the stack's own queries do not look at. */
function isQuiet(run: ResourceRun): boolean {
  return run.resource.manifest.unmanaged === 'off' && !isStrict(run) && !isNamedToReplace(run);
}

/** Undefined where nothing says which resource it is. */
export function declaredResourceOf(run: ResourceRun): DeclaredResource | undefined {
  const created = createOperationOf(run);
  if (created === undefined) return undefined;
  const { type } = created;
  const bound = addressedResourceOf(run);
  const found = bound ?? foundByExists(run) ?? writtenBy(run, type);
  const foundType = found === undefined ? undefined : 'type' in found ? found.type.typeName : found.typeName;
  if (found === undefined || foundType !== type.typeName) return undefined;
  const { region, identifier } = found;
  const state = declaredStateOf(createdStateOf(run), bound?.patch);
  return { type, region, identifier, state };
}

/** What a run has just created is known by what Cloud Control called it. */
function writtenBy({ identifier, defaultRegion }: ResourceRun, { typeName }: ResourceType) {
  return identifier === undefined || defaultRegion === undefined
    ? undefined
    : { typeName, region: defaultRegion, identifier };
}

export function isStrict({ resource, session }: ResourceRun): boolean {
  return session.strict || (resource.manifest.strict ?? session.stack.manifest.strict);
}

/** The properties, at their top level, that the statecheck names. */
export function checkedProperties(run: ResourceRun): ReadonlySet<string> {
  const checking = run.onlyOperation('statecheck');
  return new Set(checking?.kind === 'read' ? checking.sources.flatMap(({ properties }) => [...properties]) : []);
}

/** The person names it as one that may be replaced, and wants to have what only another resource can have. */
export function isNamedToReplace({ resource: { address }, session }: ResourceRun): boolean {
  return session.replace.has(address.entry);
}

/** The properties that the queries of a resource name. */
export function namedBy(run: ResourceRun): NamedProperties {
  const updating = run.onlyOperation('update');
  const patch = updating?.kind === 'update' ? (updating.patch ?? []) : [];
  return {
    checked: checkedProperties(run),
    updated: new Set(patch.map(({ path }) => parsePointer(path)[0] ?? '')),
    isShortForm: run.resource.manifest.shortForm !== undefined,
  };
}

/** Properties that no read returns and that were sent with another value last, as differences. */
export function changedSince(declared: DeclaredState | undefined): readonly UnmanagedDifference[] {
  const writeOnly = declared?.kind === 'compared' ? declared.writeOnly : undefined;
  return writeOnly?.last === 'changed' ? asDifferences(writeOnly.properties) : [];
}

/** What they were nobody can say, and what they should be may be secret. */
export function asDifferences(properties: readonly string[]): readonly UnmanagedDifference[] {
  return properties.map((pointer) => ({
    pointer,
    desired: mask,
    live: undefined,
    secret: true,
    why: 'write-only',
  }));
}
