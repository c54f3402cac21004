import { formatPointer, parsePointer } from '../../base/json-pointer.ts';
import { unreachable } from '../../base/unreachable.ts';
import { Unknown, isValueMap, type Value, type ValueMap } from '../../values/value.ts';
import type { PlanBasis } from '../plan-basis.ts';
import type { PlannedResource } from '../plan.ts';
import type { PlannedRequest } from '../planned-request.ts';
import type { PropertyChange } from '../property-change.ts';
import type { SavedBasis, SavedRequest, SavedResource } from './saved-plan.ts';
import { saveValue, type Sealing } from './saved-value.ts';

/** What a plan says of a resource, as a saved plan keeps it. */
export function saveResource(entry: PlannedResource<unknown>, sealing: Sealing): SavedResource {
  const { resource, index, action, basis, requests } = entry;
  const changes = 'changes' in action ? action.changes : undefined;
  return {
    resource,
    ...(index === undefined ? {} : { index }),
    action: action.kind,
    basis: saveBasis(
      resource,
      basis ?? { kind: action.kind === 'absent' ? 'absent' : 'unseen' },
      (properties) =>
        (action.kind === 'replace' ? createdBy(requests) : undefined) ?? afterChanges(properties, changes ?? []),
      sealing,
    ),
    requests: requests.map((request) => saveRequest(resource, request, sealing)),
  };
}

function saveBasis(
  resource: string,
  basis: PlanBasis,
  afterOf: (properties: ValueMap) => ValueMap,
  sealing: Sealing,
): SavedBasis {
  switch (basis.kind) {
    case 'absent':
    case 'unseen':
      return basis;
    case 'present': {
      const { typeName, region, properties } = basis;
      const identifier = sealing.holdsSecret(basis.identifier) ? '***' : basis.identifier;
      const save = (value: ValueMap) => saveValue(value, `live ${resource} `, sealing);
      const after = save(afterOf(properties));
      return { kind: 'present', type: typeName, region, identifier, properties: save(properties), after };
    }
  }
}

/** What there is of a resource that is created anew, as far as it is known. */
function createdBy(requests: readonly PlannedRequest[]): ValueMap | undefined {
  const create = requests.find((request) => request.kind === 'create');
  return create?.isPending === false ? create.desiredState : undefined;
}

function afterChanges(properties: ValueMap, changes: readonly PropertyChange[]): ValueMap {
  let after = properties;
  for (const change of changes.filter(({ writeOnly }) => !writeOnly))
    after = withChange(after, parsePointer(change.pointer), change.after);
  return after;
}

/** A request in the words of a saved plan. */
export function saveRequest(resource: string, request: PlannedRequest, sealing: Sealing): SavedRequest {
  return saveValue(requestValue(request), `request ${resource} `, sealing);
}

function requestValue(request: PlannedRequest): ValueMap {
  switch (request.kind) {
    case 'create': {
      const { typeName: type, region, desiredState, isPending } = request;
      return { kind: 'create', type, region, properties: isPending ? new Unknown('properties') : desiredState };
    }
    case 'update': {
      const { typeName: type, region, identifier, patch } = request;
      const steps = patch?.map(({ op, path, from, value }) => ({
        op,
        // Both spellings of a pointer are one.
        path: formatPointer(parsePointer(path)),
        ...(from === undefined ? {} : { from }),
        ...(value === undefined ? {} : { value }),
      }));
      return { kind: 'update', type, region, identifier, patch: steps ?? new Unknown('patch') };
    }
    case 'delete': {
      const { typeName: type, region, identifier } = request;
      return { kind: 'delete', type, region, identifier };
    }
    case 'cancel':
      return { kind: 'cancel', region: request.region, requestToken: request.requestToken };
    case 'undecided': {
      const unknown = (name: string): Unknown => new Unknown(name);
      const what = request.write === 'update' ? 'patch' : 'properties';
      return {
        kind: request.write,
        type: unknown('type'),
        region: unknown('region'),
        ...(request.write === 'create' ? {} : { identifier: unknown('identifier') }),
        ...(request.write === 'delete' ? {} : { [what]: unknown(what) }),
      };
    }
    default:
      return unreachable(request);
  }
}

/** The properties with a change made; maps on the way to it are made where they are missing. */
function withChange(map: ValueMap, [name, ...rest]: readonly string[], value: Value | undefined): ValueMap {
  if (name === undefined) return map;
  const inner: Value | undefined = Object.hasOwn(map, name) ? map[name] : undefined;
  const members = new Map(Object.entries(map));
  if (rest.length > 0) {
    if (inner === undefined && value === undefined) return map;
    const around: ValueMap = inner !== undefined && isValueMap(inner) ? inner : {};
    members.set(name, withChange(around, rest, value));
  } else if (value === undefined) members.delete(name);
  else members.set(name, value);
  return Object.fromEntries(members);
}
