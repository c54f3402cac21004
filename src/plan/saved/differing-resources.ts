import { isJsonObject, type Json } from '../../base/json.ts';
import type { ComparisonContext } from '../../resource-types/comparison/comparison.ts';
import type { Registry } from '../../resource-types/resource-type.ts';
import { differingPlaces } from './differing-places.ts';
import { differingProperties } from './differing-properties.ts';
import type { PlanDifference } from './plan-difference.ts';
import type { SavedBasis, SavedRequest, SavedResource } from './saved-plan.ts';

/** What comparing resources needs. */
export interface ResourceComparison {
  readonly registry: Pick<Registry, 'find'>;
  /** What is known of a resource of the stack beyond its model. */
  contextOf(resource: string, region: string): ComparisonContext;
}

type Present = Extract<SavedBasis, { kind: 'present' }>;

/**
 * What is not as the plan rests on, resource by resource. One that already is as the plan would make it counts as done, and so does a
 * planned deletion of what is gone: a run that failed is repeated with the same plan.
 */
export function differingResources(
  planned: readonly SavedResource[],
  now: readonly SavedResource[],
  comparison: ResourceComparison,
): readonly PlanDifference[] {
  const names = [...new Set([...planned, ...now].map(({ resource }) => resource))];
  return names.flatMap((name) => {
    const of = (entries: readonly SavedResource[]) => entries.filter(({ resource }) => resource === name);
    const [before, after] = [of(planned), of(now)];
    const requests = before.flatMap((entry) => entry.requests);
    // Several writes of one entry come to one where all of them are done.
    if (before.length !== after.length) return after.flatMap((entry) => differingRequests(entry, requests));
    return after.flatMap((entry, index) => {
      const earlier = before[index];
      return earlier === undefined ? [] : differing(earlier, entry, requests, comparison);
    });
  });
}

function differing(
  planned: SavedResource,
  now: SavedResource,
  requests: readonly SavedRequest[],
  comparison: ResourceComparison,
): readonly PlanDifference[] {
  const { resource } = planned;
  const [before, after] = [planned.basis, now.basis];
  if (before.kind === 'present' && after.kind === 'present') {
    const isAnother = before.identifier !== after.identifier || before.type !== after.type;
    if (isAnother && !isMadeAnew(planned, after, comparison))
      return [{ kind: 'presence', resource, planned: before.identifier, now: after.identifier }];
    const properties = isAnother ? [] : differingFrom(before, after, resource, comparison);
    return properties.length > 0 ? properties : differingRequests(now, requests);
  }
  if (before.kind === 'present') {
    // What it was known by may be gone with another one.
    if (planned.action === 'delete') return [];
    // A run of this plan that has ended in between has deleted it.
    if (planned.action === 'replace') return differingRequests(now, requests);
    return [{ kind: 'presence', resource, planned: before.identifier, now: undefined }];
  }
  if (before.kind === 'absent' && after.kind === 'present') {
    const isMade = planned.action === 'create' && differingRequests(now, requests).length === 0;
    return isMade ? [] : [{ kind: 'presence', resource, planned: undefined, now: after.identifier }];
  }
  return differingRequests(now, requests);
}

/**
 * Whether what is there now is what the plan would create in the place of what it replaces. What a read does not return, or returns beyond
 * what was given, tells nothing.
 */
function isMadeAnew({ action, basis, resource }: SavedResource, now: Present, comparison: ResourceComparison): boolean {
  if (action !== 'replace' || basis.kind !== 'present' || basis.type !== now.type) return false;
  const type = comparison.registry.find(now.type);
  const context = comparison.contextOf(resource, basis.region);
  return differingProperties(type, basis.after, now.properties, context).every(
    (place) => place.planned === undefined || place.now === undefined,
  );
}

/** Properties that are neither as they were nor as the plan would make them. */
function differingFrom(
  planned: Present,
  now: Present,
  resource: string,
  comparison: ResourceComparison,
): readonly PlanDifference[] {
  const type = comparison.registry.find(planned.type);
  const context = comparison.contextOf(resource, planned.region);
  const changed = differingProperties(type, planned.properties, now.properties, context);
  if (changed.length === 0) return [];
  const undone = differingProperties(type, planned.after, now.properties, context).map(({ pointer }) => pointer);
  return changed
    .filter(({ pointer }) => undone.some((other) => isAround(other, pointer) || isAround(pointer, other)))
    .map(({ pointer, planned: before, now: after, secret }): PlanDifference => ({
      kind: 'property',
      resource,
      pointer,
      planned: before,
      now: after,
      secret,
    }));
}

function isAround(outer: string, pointer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/** The writes that would be sent now and that the plan does not name. */
function differingRequests(now: SavedResource, planned: readonly SavedRequest[]): readonly PlanDifference[] {
  return now.requests
    .filter((request) => !isNamed(request, planned))
    .map((request): PlanDifference => ({ kind: 'request', resource: now.resource, ...unnamed(request, planned) }));
}

/** Whether a plan names a request. */
export function isNamed(request: SavedRequest, planned: readonly SavedRequest[]): boolean {
  return planned.some((one) => differingPlaces(one, request).length === 0);
}

/** In words: what the request does, and where it is not what the plan says. */
export function unnamed(
  request: SavedRequest,
  planned: readonly SavedRequest[],
): { readonly now: string; readonly places: readonly string[] } {
  const kind = memberOf(request.value, 'kind');
  const near = planned.find((one) => memberOf(one.value, 'kind') === kind);
  const places =
    near === undefined ? [] : differingPlaces(near, request).map(({ pointer }) => shownPlace(pointer, request.value));
  const about = ['kind', 'type', 'identifier']
    .map((name) => memberOf(request.value, name))
    .filter((word) => typeof word === 'string');
  return { now: about.join(' '), places: [...new Set(places)] };
}

/** `/VisibilityTimeout` of `/patch/0/value` and of `/properties/VisibilityTimeout`. */
function shownPlace(pointer: string, request: Json): string {
  const [, step] = /^\/patch\/(\d+)/.exec(pointer) ?? [];
  const patch = memberOf(request, 'patch');
  const operation = step === undefined || !Array.isArray(patch) ? undefined : (patch as readonly Json[])[Number(step)];
  const path = operation === undefined ? undefined : memberOf(operation, 'path');
  return typeof path === 'string' ? path : pointer.replace(/^\/properties(?=\/)/, '');
}

function memberOf(value: Json, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
