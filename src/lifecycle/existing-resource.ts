import type { JsonObject } from '../base/json.ts';
import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { StatementFailure } from '../engine/engine.ts';
import type { CreateOperation, UpdateOperation } from '../engine/operation.ts';
import { compareState, type Difference, type StateComparison } from '../resource-types/comparison/differences.ts';
import { keepingTags, readableTags } from '../plan/own-tags.ts';
import type { MarkChange } from '../plan/mark-change.ts';
import { isAtOrIn, isFixed } from '../plan/unmanaged.ts';
import type { Failure } from '../provider/failure.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { derivedIdentifierOf } from '../resource-types/derived-identifier.ts';
import { naturalKeyOf } from '../resource-types/natural-keys.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { ValueMap } from '../values/value.ts';
import { addressedResourceOf, onlyResourceOf } from './addressed-resource.ts';
import type { WriteAnchor } from '../flow/flow.ts';
import { comparisonContextOf } from './comparison-context.ts';
import { foundByExists } from './found-resource.ts';
import { updateOperation } from './made-operations.ts';
import { markingOf } from './marking.ts';
import { ownedByAnother } from './refuse-owned.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';

/** What an INSERT comes to where its resource is there already. */
export interface Existing {
  readonly region: string;
  readonly identifier: string;
  /** Its properties. */
  readonly live: JsonObject;
  /** What of the INSERT the resource does not have. */
  readonly comparison: StateComparison;
  /** How its mark has to change, which the update does too. */
  readonly mark: MarkChange | undefined;
  /** Those of the differences that are fixed at creation: no update makes them right. */
  readonly fixed: readonly Difference[];
  /** Sets what differs; undefined where nothing does. */
  readonly update: UpdateOperation | undefined;
}

/** How an INSERT may be known to stand for a resource that is there. */
export type Trace =
  /** `exists` has just found the resource of the entry. */
  | { readonly kind: 'found' }
  /** A statecheck that does not hold has been asked: the INSERT itself may name its resource. */
  | { readonly kind: 'named' }
  /** The service refused to create it. */
  | { readonly kind: 'refused'; readonly trouble: StatementFailure }
  /** An earlier request of the same create has made it. */
  | { readonly kind: 'made'; readonly identifier: string }
  /** One of several, of which some are there. */
  | { readonly kind: 'among' };

/**
 * The resource that an INSERT stands for, where it is there already, with the update that the INSERT then comes to. Undefined where it
 * was refused for another reason, or where nothing says which resource it is. A look that fails is a failure: what could not be looked
 * for is not absent.
 */
export async function findExisting(
  run: ResourceRun,
  operation: CreateOperation,
  anchor: WriteAnchor,
  trace: Trace,
): Promise<Attempt<Existing | undefined>> {
  const nothing: Attempt<undefined> = { ok: true, value: undefined };
  if (trace.kind === 'refused' && !(trace.trouble.kind === 'failed' && isAlreadyThere(trace.trouble.failure)))
    return nothing;
  const inserted = onlyResourceOf(operation);
  if (inserted === undefined || inserted.roleArn !== undefined || !isKnown(inserted.region)) return nothing;
  const { type } = operation;
  const place = { type, region: plainText(reveal(inserted.region)) };
  // reveal() of a map is a map.
  const model = reveal(inserted.desiredState) as JsonObject;
  const identified = await identify(run, anchor, place, model, trace);
  if (!identified.ok || identified.value === undefined) return identified.ok ? nothing : identified;
  const identifier = identified.value;
  const live = await run.engine.observe({ typeName: type.typeName, region: place.region, identifier });
  if (!live.ok) return trace.kind === 'refused' ? nothing : failed({ kind: 'trouble', anchor, trouble: live.error });
  if (live.value === undefined) return nothing;
  const owned = ownedByAnother(run, { type, identifier }, live.value);
  if (owned !== undefined) return failed(owned);
  return { ok: true, value: compare(run, operation, inserted.desiredState, { ...place, identifier }, live.value) };
}

function compare(
  run: ResourceRun,
  { type, at, returning }: CreateOperation,
  desiredState: ValueMap,
  { region, identifier }: { readonly region: string; readonly identifier: string },
  live: JsonObject,
): Existing {
  const marking = markingOf(run, type, desiredState, live);
  // That the mark is not there yet is no difference: it is told as what it is.
  const compared = compareState(type, desiredState, marking?.marked ?? live, comparisonContextOf(run, region));
  const ignored = run.resource.manifest.ignoreChanges;
  const differences = compared.differences.filter(
    ({ pointer }) => !ignored.some(({ name }) => isAtOrIn(pointer, name)),
  );
  const comparison = { ...compared, differences };
  const names = new Set(differences.map(({ pointer }) => parsePointer(pointer)[0] ?? ''));
  const tagName = readableTags(type);
  const setting = [...names].map((name): PatchOperation => ({
    op: 'add',
    path: formatPointer([name]),
    value:
      name === tagName
        ? keepingTags(desiredState[name] ?? null, (marking?.marked ?? live)[name])
        : (desiredState[name] ?? null),
  }));
  const isMarked = marking === undefined || (tagName !== undefined && names.has(tagName));
  const patch = isMarked ? setting : [...setting, marking.operation];
  return {
    region,
    identifier,
    live,
    comparison,
    mark: marking?.change,
    fixed: differences.filter(({ pointer }) => isFixed(type, parsePointer(pointer))),
    update: patch.length === 0 ? undefined : { ...updateOperation({ type, region, identifier, at }, patch), returning },
  };
}

interface Place {
  readonly type: ResourceType;
  readonly region: string;
}

async function identify(
  run: ResourceRun,
  anchor: WriteAnchor,
  place: Place,
  model: JsonObject,
  trace: Trace,
): Promise<Attempt<string | undefined>> {
  const derived = derivedIdentifierOf(place.type, model);
  switch (trace.kind) {
    case 'found': {
      const found = foundByExists(run, model);
      const addressed = addressedResourceOf(run);
      const identifier =
        (found?.typeName === place.type.typeName ? found.identifier : undefined) ??
        (addressed?.type.typeName === place.type.typeName ? addressed.identifier : undefined) ??
        derived;
      // It is there: what cannot be named must not be created a second time.
      if (identifier !== undefined) return { ok: true, value: identifier };
      return failed({ kind: 'no-identifier', anchor, parts: place.type.identifier.map(([name = '']) => name) });
    }
    case 'named':
      return { ok: true, value: derived };
    case 'made':
      return { ok: true, value: trace.identifier };
    case 'refused': {
      const named = trace.trouble.kind === 'failed' ? trace.trouble.failure.identifier : undefined;
      return { ok: true, value: derived ?? named };
    }
    case 'among':
      // What the INSERT names is refused by the service where it is there; the rest is looked for, since nobody would refuse it.
      return derived === undefined ? lookFor(run, anchor, place, model) : { ok: true, value: undefined };
  }
}

/** The one resource with the same natural key. */
async function lookFor(
  run: ResourceRun,
  anchor: WriteAnchor,
  { type, region }: Place,
  model: JsonObject,
): Promise<Attempt<string | undefined>> {
  const key = naturalKeyOf(type.typeName);
  if (key?.every((name) => Object.hasOwn(model, name)) !== true) return { ok: true, value: undefined };
  const { typeName } = type;
  const required = Object.fromEntries(type.listRequires.map((name) => [name, model[name] ?? null]));
  const listed = await run.engine.list({ typeName, region, model: required });
  if (!listed.ok) return failed({ kind: 'trouble', anchor, trouble: listed.error });
  const wanted = Object.fromEntries(key.map((name) => [name, model[name] ?? null]));
  const matching: string[] = [];
  for (const identifier of listed.value) {
    const live = await run.engine.observe({ typeName, region, identifier });
    if (!live.ok) return failed({ kind: 'trouble', anchor, trouble: live.error });
    if (live.value !== undefined && compareState(type, wanted, live.value, { region }).differences.length === 0)
      matching.push(identifier);
  }
  const given = run.givenIdentifier;
  if (given !== undefined && matching.includes(given)) return { ok: true, value: given };
  const [only, ...others] = matching;
  if (others.length === 0) return { ok: true, value: only };
  const rows = matching.map((identifier) => [identifier]);
  return failed({ kind: 'ambiguous', anchor, columns: ['Identifier'], rows });
}

/** Refused at once, or by the handler after a while. */
function isAlreadyThere({ kind, handlerErrorCode }: Failure): boolean {
  return kind === 'already-exists' || (kind === 'request-failed' && handlerErrorCode === 'AlreadyExists');
}
