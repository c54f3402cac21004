import { parsePointer } from '../base/json-pointer.ts';
import type { FlowShape } from '../flow/flow.ts';
import { changesFrom, changesOfCreate } from '../plan/changes-between.ts';
import type { PlannedReplace } from '../plan/plan.ts';
import type { PropertyChange } from '../plan/property-change.ts';
import { isFixed } from '../plan/unmanaged.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { unknownsIn } from '../values/reading.ts';
import { Unknown, type Value, type ValueMap } from '../values/value.ts';
import { createdStateOf } from './addressed-resource.ts';
import type { ReplacementNeed } from './find-fixed.ts';
import type { PlannedWrite } from './plan-write.ts';
import { deleteOperation } from './made-operations.ts';
import { rememberingCreate } from './sent-values.ts';
import { requestsOf, type PlannedRequest } from '../plan/planned-request.ts';
import { leaveToReplace } from './replacement-leave.ts';
import type { ResourceRun } from './resource-run.ts';
import { needOf } from '../plan/need.ts';

/** What a run sends to replace a resource: the delete, and the create of what a statement inserts. */
export function requestsToReplace(
  run: ResourceRun,
  { type, region, identifier }: { readonly type: ResourceType; readonly region: string; readonly identifier: string },
  index: number,
): readonly PlannedRequest[] {
  const removal = deleteOperation({ type, region, identifier, at: run.resource.manifest.at });
  const insert = insertAt(run, index);
  if (insert === undefined) return [...requestsOf(removal), { kind: 'undecided', write: 'create' }];
  const operation = run.session.exactPatch ? insert : rememberingCreate(run, insert).operation;
  return [...requestsOf(removal), ...requestsOf(operation)];
}

/** A resource that differs by itself in what is fixed at creation. */
export function plannedReplacement(
  run: ResourceRun,
  { target, differences }: Omit<ReplacementNeed, 'fixed'>,
): PlannedWrite {
  const { type, region, identifier, state } = target;
  return {
    typeName: type.typeName,
    identifier,
    action: {
      kind: 'replace',
      region,
      changes: changesFrom(type, differences, state),
      follows: [],
      leave: leaveToReplace(run, type.typeName),
    },
    requests: requestsToReplace(run, target, 0),
  };
}

/**
 * A resource that is there and takes a value of a replaced one where its own is fixed at creation: it is replaced too. `now` says what
 * would become of it if nothing were replaced; undefined where it takes no such value there.
 */
export async function followingReplacement(
  run: ResourceRun,
  now: PlannedWrite,
  index: number,
  replaced: ReadonlySet<string>,
): Promise<PlannedWrite | undefined> {
  const { typeName, identifier, action } = now;
  const type = typeName === undefined ? undefined : run.session.registry.find(typeName);
  const region = regionOfInsert(run, index) ?? run.defaultRegion;
  const desired = desiredByInsert(run, type, index);
  if (type === undefined || identifier === undefined || region === undefined || desired === undefined) return undefined;
  const taken = changesOfCreate(type, desired).filter(
    ({ pointer, after }) => isFixed(type, parsePointer(pointer)) && giversOf(after, replaced).length > 0,
  );
  if (taken.length === 0) return undefined;
  const own = changesOf(action, type, desired).filter(({ pointer }) => !taken.some((one) => one.pointer === pointer));
  const follows = [...new Set(taken.flatMap(({ after }) => giversOf(after, replaced)))];
  const leave = leaveToReplace(run, type.typeName);
  const read = await run.engine.observe({ typeName: type.typeName, region, identifier });
  const live = (read.ok ? read.value : undefined) ?? {};
  const before = new Map(changesOfCreate(type, live).map((change) => [change.pointer, change.after]));
  const changes = [...taken.map((change) => ({ ...change, before: before.get(change.pointer) })), ...own];
  const requests = requestsToReplace(run, { type, region, identifier }, index);
  return { typeName, identifier, action: { kind: 'replace', region, changes, follows, leave }, requests };
}

/** What a new one has otherwise than the one that is there: what a build would leave alone on the old one, too. */
function changesOf(action: PlannedWrite['action'], type: ResourceType, desired: ValueMap): readonly PropertyChange[] {
  if (action.kind === 'unchanged') return changesFrom(type, action.unmanaged, desired);
  return action.kind === 'update' || action.kind === 'replace' ? (action.changes ?? []) : [];
}

function giversOf(value: Value | undefined, replaced: ReadonlySet<string>): readonly string[] {
  const needs = value === undefined ? [] : unknownsIn(value).map(needOf);
  return needs.flatMap(({ giver }) => (giver !== undefined && replaced.has(giver) ? [giver] : []));
}

function insertAt(run: ResourceRun, index: number) {
  for (const anchor of ['create', 'createorupdate'] as const) {
    if (!run.resource.queries.has(anchor)) continue;
    const outline = run.outline(anchor);
    const operation = outline.kind === 'prepared' ? outline.statements[index]?.operation : undefined;
    if (operation?.kind === 'create') return operation;
  }
  return undefined;
}

function regionOfInsert(run: ResourceRun, index: number): string | undefined {
  const region = insertAt(run, index)?.resources[0]?.region;
  return typeof region === 'string' ? region : undefined;
}

function desiredByInsert(run: ResourceRun, type: ResourceType | undefined, index: number): ValueMap | undefined {
  const operation = insertAt(run, index);
  return operation?.type === type ? operation?.resources[0]?.desiredState : undefined;
}

/**
 * What a replaced resource exports, as far as that can be said before it is created: a property that the stack gives is what it gives,
 * whatever else is not known yet.
 */
export function exportsOfReplaced(
  run: ResourceRun,
  writes: readonly PlannedWrite[],
  shape: FlowShape,
): ReadonlyMap<string, Value> {
  const [only] = writes.length === 1 ? writes : [];
  const type = only?.typeName === undefined ? undefined : run.session.registry.find(only.typeName);
  const state = desiredByInsert(run, type, 0) ?? createdStateOf(run) ?? {};
  const from = { kind: 'entry', address: run.resource.address } as const;
  return new Map(
    run.resource.manifest.exports.map(({ name, column }): [string, Value] => {
      const property = type?.properties.find((one) => one.column === column.toLowerCase() || one.name === column);
      const given = property === undefined || !shape.anchors.has('exports') ? undefined : state[property.name];
      return [name, given ?? new Unknown(`${run.resource.name}.${name}`, { from })];
    }),
  );
}

export type ReplacingWrite = PlannedWrite & { readonly action: PlannedReplace; readonly identifier: string };

/** Whether a planned write replaces what is there. */
export function isReplacing(write: PlannedWrite): write is ReplacingWrite {
  return write.action.kind === 'replace' && write.identifier !== undefined;
}
