import { alreadyExistsWords, notFoundWords } from './presence-words.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { parsePointer } from '../base/json-pointer.ts';
import { unreachable } from '../base/unreachable.ts';
import type { Behaviour, Refusal, Surroundings } from './behaviours/behaviour.ts';
import { completeModel } from './behaviours/made-up-values.ts';
import { missingParent } from './behaviours/parents.ts';
import { refusedByRules } from './behaviours/service-refusal.ts';
import { homeOf } from './home.ts';
import { identifierOf } from './identifiers.ts';
import { placesOf, valueAt, withValue } from './property-paths.ts';
import { viewOf } from './resource-view.ts';
import type { RequestRecord, Resource, WorldChange } from './world.ts';

/** What a running request does when its time has come: the changes, its own end among them. */
export function carryOut(
  request: RequestRecord,
  behaviour: Behaviour,
  around: Surroundings,
  nextSequence: number,
): readonly WorldChange[] {
  const work: Work = { request, behaviour, around };
  const { fault } = request;
  if (fault === undefined) return doWork(work, nextSequence);
  if (fault.remnant !== true) return failed(work, fault);
  return doWork(work, nextSequence).map((change) => failedThough(change, fault));
}

/** The end of a request that failed though it did its work; a refusal of the service stays what it is. */
function failedThough(change: WorldChange, { code, message }: Refusal): WorldChange {
  if (change.kind !== 'put-request' || change.request.status !== 'SUCCESS') return change;
  return {
    ...change,
    request: { ...change.request, status: 'FAILED', errorCode: code, message, shownModel: undefined },
  };
}

function doWork(work: Work, nextSequence: number): readonly WorldChange[] {
  const { request, around } = work;
  const existing = [...around.resources(request.typeName)].find(({ identifier }) => identifier === request.identifier);
  switch (request.operation) {
    case 'CREATE':
      return existing === undefined ? create(work, nextSequence) : failed(work, presence(work, existing.identifier));
    case 'UPDATE':
      return existing === undefined ? failed(work, absence(work)) : update(work, existing);
    case 'DELETE':
      return existing === undefined ? failed(work, absence(work)) : remove(work, existing);
    default:
      return unreachable(request.operation);
  }
}

interface Work {
  readonly request: RequestRecord;
  readonly behaviour: Behaviour;
  readonly around: Surroundings;
}

function create(work: Work, nextSequence: number): readonly WorldChange[] {
  const { request, behaviour, around } = work;
  const wanted = request.wanted ?? {};
  const mutation = { kind: 'create', wanted } as const;
  const refusal =
    behaviour.refuse?.(mutation, around) ?? missingParent(wanted, around) ?? refusedByRules(mutation, around);
  if (refusal !== undefined) return failed(work, refusal);
  const model = behaviour.generate?.(wanted, around) ?? completeModel(wanted, around);
  const identifier = identifierOf(around.type, model);
  if (identifier === undefined) {
    return failed(work, { code: 'InternalFailure', message: 'The identifier could not be made.' });
  }
  // Some identifiers follow from names: the address of a queue from the name of the queue.
  if ([...around.resources(request.typeName)].some((other) => other.identifier === identifier))
    return failed(work, presence(work, identifier), identifier);
  const made = [{ typeName: request.typeName, identifier, model }, ...(behaviour.bringsAlong?.(model, around) ?? [])];
  return [
    ...made.map((one, index) => put({ ...one, sequence: nextSequence + index }, around)),
    end(request, around, { status: 'SUCCESS', identifier }),
  ];
}

function update(work: Work, existing: Resource): readonly WorldChange[] {
  const { request, behaviour, around } = work;
  const before = viewOf(behaviour, existing.model, around);
  const kept = keepWhatStays(request.wanted ?? {}, existing.model, before, around);
  const model = behaviour.settle?.(kept, before, around) ?? kept;
  const mutation = { kind: 'update', before, wanted: model } as const;
  const refusal = behaviour.refuse?.(mutation, around) ?? refusedByRules(mutation, around);
  if (refusal !== undefined) return failed(work, refusal);
  return [
    put({ ...existing, model: withoutAdded(model, existing.model, before) }, around),
    end(request, around, { status: 'SUCCESS', identifier: existing.identifier, shownModel: request.shownModel }),
  ];
}

function remove(work: Work, existing: Resource): readonly WorldChange[] {
  const { request, behaviour, around } = work;
  const before = viewOf(behaviour, existing.model, around);
  const mutation = { kind: 'delete', before } as const;
  const refusal = behaviour.refuse?.(mutation, around) ?? refusedByRules(mutation, around);
  if (refusal !== undefined) return failed(work, refusal);
  const gone = [existing, ...(behaviour.takesAlong?.(existing, around) ?? [])];
  return [
    ...gone.map((resource): WorldChange => ({
      kind: 'remove-resource',
      place: homeOf(resource.typeName, around.place),
      resource,
    })),
    end(request, around, { status: 'SUCCESS', identifier: existing.identifier }),
  ];
}

function failed(
  { request, around }: Work,
  { code, message }: Refusal,
  identifier = request.identifier,
): readonly WorldChange[] {
  return [end(request, around, { status: 'FAILED', errorCode: code, message, identifier })];
}

function absence({ request, behaviour, around }: Work): Refusal {
  return { code: 'NotFound', message: notFoundWords(behaviour, request.identifier ?? '', around) };
}

function presence({ behaviour, around }: Work, identifier: string): Refusal {
  return { code: 'AlreadyExists', message: alreadyExistsWords(behaviour, identifier, around) };
}

function put(resource: Resource, around: Surroundings): WorldChange {
  return { kind: 'put-resource', place: homeOf(resource.typeName, around.place), resource };
}

/** Without what only a read had added, and the patch has left as it was: it follows from the rest again at the next read. */
function withoutAdded(model: JsonObject, stored: JsonObject, before: JsonObject): JsonObject {
  const isAdded = (name: string, value: Json): boolean =>
    !Object.hasOwn(stored, name) && canonicalJson(value) === canonicalJson(before[name] ?? null);
  return Object.fromEntries(Object.entries(model).filter(([name, value]) => !isAdded(name, value)));
}

/** What an update leaves alone: read-only values, and properties whose removal the service ignores. */
function keepWhatStays(wanted: JsonObject, stored: JsonObject, before: JsonObject, around: Surroundings): JsonObject {
  let model = wanted;
  for (const path of around.type.readOnly) {
    for (const place of placesOf(stored, path)) {
      const value = valueAt(stored, place);
      const holder = place.length === 1 ? model : valueAt(model, place.slice(0, -1));
      if (value !== undefined && isJsonObject(holder)) model = withValue(model, place, value);
    }
  }
  for (const name of Object.keys(around.type.ignoredRemovals)) {
    const path = parsePointer(name);
    const value = valueAt(before, path);
    if (value !== undefined && valueAt(model, path) === undefined) model = withValue(model, path, value);
  }
  return model;
}

type Ending = Pick<RequestRecord, 'status' | 'identifier'> &
  Partial<Pick<RequestRecord, 'errorCode' | 'message' | 'shownModel'>>;

/** The request as it stands at its end; what was wanted is no longer kept. */
function end(request: RequestRecord, around: Surroundings, ending: Ending): WorldChange {
  return {
    kind: 'put-request',
    place: around.place,
    request: {
      ...request,
      errorCode: undefined,
      message: undefined,
      shownModel: undefined,
      ...ending,
      eventAtMs: around.nowMs,
      wanted: undefined,
    },
  };
}
