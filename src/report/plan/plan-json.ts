import { parsePointer } from '../../base/json-pointer.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { StackPlan } from '../../lifecycle/plan.ts';
import { countsOf, hasChanges } from '../../plan/plan.ts';
import type { UnmanagedDifference } from '../../plan/unmanaged.ts';
import type { PropertyChange } from '../../plan/property-change.ts';
import { holdsSecret, redact, unknownsIn } from '../../values/reading.ts';
import { isValueMap, type Value } from '../../values/value.ts';
import { differenceToJson, markToJson, ownerToJson, reasonToJson } from '../json.ts';
import type { PlannedEntry } from './plan-lines.ts';

/** Raised when a member changes its meaning or goes; new members and kinds do not raise it. */
export const planFormatVersion = 1;

/**
 * A plan for programs, as `schemas/plan.schema.json` describes it. `resource_changes[].change` has the shape that Terraform's plans have;
 * of an update it holds what changes. Secrets stand as `***`, and so do values of which the build will know more than is known now.
 */
export function planToJson(plan: StackPlan): JsonObject {
  return {
    format: planFormatVersion,
    stack: plan.stack,
    environment: plan.environment,
    ...(plan.region === undefined ? {} : { region: plan.region }),
    verb: plan.verb,
    ok: plan.ok,
    has_changes: hasChanges(plan),
    summary: { ...countsOf(plan) },
    resource_changes: plan.resources.map(entryToJson),
    ...(plan.besides.length === 0 ? {} : { besides: plan.besides.map(besideToJson) }),
    ...(plan.notLookedFor.length === 0 ? {} : { besides_not_looked_for: plan.notLookedFor.map(reasonToJson) }),
  };
}

function entryToJson(entry: PlannedEntry): JsonObject {
  const { ignored = [], unknown = [] } = entry.notes ?? {};
  return {
    ...actionToJson(entry),
    ...(ignored.length === 0 ? {} : { ignored: ignored.map(differenceToJson) }),
    ...(unknown.length === 0 ? {} : { write_only_unknown: unknown }),
  };
}

function actionToJson(entry: PlannedEntry): JsonObject {
  const { action, resource, index, typeName, identifier } = entry;
  const about: JsonObject = {
    address: index === undefined ? resource : `${resource}[${index}]`,
    resource,
    ...(index === undefined ? {} : { index }),
    ...(typeName === undefined ? {} : { type: typeName }),
    ...(identifier === undefined ? {} : { identifier }),
    kind: action.kind,
  };
  const none: JsonObject = { ...about, change: { actions: ['no-op'], ...emptyChange } };
  switch (action.kind) {
    case 'create':
      return {
        ...about,
        may_exist: action.mayExist,
        needs: action.needs.map(({ name }) => name),
        change: changeToJson(['create'], action.changes, 'created'),
      };
    case 'update':
      return {
        ...about,
        because: action.because,
        ...(action.mark === undefined ? {} : { mark: markToJson(action.mark) }),
        needs: action.needs.map(({ name }) => name),
        change: changeToJson(['update'], action.changes, 'changed'),
      };
    case 'replace':
      return {
        ...about,
        follows: action.follows,
        leave: action.leave,
        change: changeToJson(['delete', 'create'], action.changes, 'changed'),
      };
    case 'delete':
      return {
        ...about,
        change: {
          actions: ['delete'],
          ...emptyChange,
          before: action.before === undefined ? null : redact(action.before),
          before_sensitive: action.before === undefined ? false : marksOf(action.before, holdsSecret),
        },
      };
    case 'mark':
      return {
        ...about,
        kind: action.change.kind === 'adopt' ? 'adopt' : 'mark',
        mark: markToJson(action.change),
        ...unmanagedToJson(action.unmanaged),
        change: changeToJson(['update'], action.changes, 'changed'),
      };
    case 'read':
      return { ...about, change: { actions: ['read'], ...emptyChange } };
    case 'unknown':
    case 'not-looked-for':
      return { ...none, needs: action.needs.map(({ name }) => name) };
    case 'skipped':
      return { ...none, reason: action.reason };
    case 'left':
      return { ...none, owner: ownerToJson(action.owner) };
    case 'run':
      return { ...none, what: action.what };
    case 'not-selected':
      return { ...none, read: action.read };
    case 'failed':
      return { ...none, reason: reasonToJson(action.reason) };
    case 'unchanged':
      return { ...none, ...unmanagedToJson(action.unmanaged) };
    case 'absent':
      return none;
    default:
      return unreachable(action);
  }
}

function besideToJson({ resource, typeName, identifier, action }: StackPlan['besides'][number]): JsonObject {
  const { kind } = action;
  return {
    resource,
    type: typeName,
    identifier,
    kind,
    ...(kind === 'orphan' ? { protected: action.protectedBy !== undefined } : {}),
    ...(kind === 'undeclared' ? { parent: action.parent } : {}),
    actions: [kind === 'prune' ? 'delete' : kind === 'forget' ? 'update' : 'no-op'],
  };
}

function unmanagedToJson(unmanaged: readonly UnmanagedDifference[]): JsonObject {
  if (unmanaged.length === 0) return {};
  return { unmanaged: unmanaged.map((one) => ({ ...differenceToJson(one), why: one.why })) };
}

export const emptyChange = {
  before: null,
  after: null,
  after_unknown: false,
  before_sensitive: false,
  after_sensitive: false,
};

/** Changes as Terraform shows them. `created`: nothing was there before. */
export function changeToJson(
  actions: readonly string[],
  changes: readonly PropertyChange[] | undefined,
  what: 'created' | 'changed',
): JsonObject {
  // Nothing is known of what the write says.
  if (changes === undefined) return { actions, ...emptyChange, after_unknown: true };
  const tree = (valueOf: (change: PropertyChange) => Json | undefined): JsonObject => {
    let object: JsonObject = {};
    for (const change of changes) {
      const value = valueOf(change);
      if (value !== undefined) object = withAt(object, parsePointer(change.pointer), value);
    }
    return object;
  };
  const known = (value: Value | undefined): Json | undefined =>
    value === undefined || (!isValueMap(value) && unknownsIn(value).length > 0) ? undefined : redact(value);
  const marked = (value: Value | undefined, holds: (inner: Value) => boolean): Json | undefined =>
    value === undefined || !holds(value) ? undefined : marksOf(value, holds);
  const replaced = changes.filter(({ forcesReplacement }) => forcesReplacement && what === 'changed');
  return {
    actions,
    before: what === 'created' ? null : tree(({ before }) => known(before)),
    after: tree(({ after }) => known(after)),
    after_unknown: tree(({ after }) => marked(after, (value) => unknownsIn(value).length > 0)),
    before_sensitive: what === 'created' ? false : tree(({ before }) => marked(before, holdsSecret)),
    after_sensitive: tree(({ after }) => marked(after, holdsSecret)),
    ...(replaced.length === 0 ? {} : { replace_paths: replaced.map(({ pointer }) => parsePointer(pointer)) }),
  };
}

/** `true` for what a mark stands on; of a map the members that hold one. */
function marksOf(value: Value, holds: (inner: Value) => boolean): Json {
  if (!isValueMap(value)) return holds(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => holds(member))
      .map(([key, member]) => [key, marksOf(member, holds)]),
  );
}

function withAt(object: JsonObject, [key, ...rest]: readonly string[], value: Json): JsonObject {
  if (key === undefined) return object;
  const inner = Object.hasOwn(object, key) ? object[key] : undefined;
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  const member = rest.length === 0 ? value : withAt(isObject ? (inner as JsonObject) : {}, rest, value);
  return Object.fromEntries(new Map(Object.entries(object)).set(key, member));
}
