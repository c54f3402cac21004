import type { WriteAnchor, WriteCause } from '../flow/flow.ts';
import type { PreparedStatement } from '../operations/operation-source.ts';
import { changesFrom, changesOfCreate, changesOfPatch, withSecrets } from '../plan/changes-between.ts';
import type { PlanBasis } from '../plan/plan-basis.ts';
import type { PlanNotes, PlannedAction, PlannedResource, PlannedUpdate } from '../plan/plan.ts';
import { requestsOf, type PlannedRequest } from '../plan/planned-request.ts';
import type { PropertyChange } from '../plan/property-change.ts';
import type { StackResource } from '../stack/stack.ts';
import type { ValueMap } from '../values/value.ts';
import { onlyResourceOf } from './addressed-resource.ts';
import { deleteOperation } from './made-operations.ts';
import type { FailureReason } from './outcome.ts';
import { prepareWrite, type PreparedWrite } from './prepare-write.ts';
import { ownerRefusal } from './refuse-owned.ts';
import { leaveToReplace } from './replacement-leave.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import type { Need } from '../plan/need.ts';

/** What would come of one write. */
export interface PlannedWrite {
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
  readonly action: PlannedAction<FailureReason>;
  /** What the run may send. */
  readonly requests: readonly PlannedRequest[];
  readonly notes?: PlanNotes;
  /** What is declared of the resource, where it is one of several of an entry. */
  readonly declared?: ValueMap;
}

export interface PlannedCause {
  readonly because: WriteCause;
  /** Which query says that it is not as desired. */
  readonly asked: 'statecheck' | 'exports';
  /** Values that are not known yet, without which nobody could ask. */
  readonly needs: readonly Need[];
}

/** What the write of a query would do: one entry for each resource that it writes. It looks at what is there, and changes nothing. */
export async function planWrite(
  run: ResourceRun,
  anchor: WriteAnchor,
  cause: PlannedCause,
): Promise<Attempt<readonly PlannedWrite[]>> {
  const outline = run.outline(anchor);
  switch (outline.kind) {
    case 'refused':
      return failed({ kind: 'trouble', anchor, trouble: { kind: 'refused', diagnostics: outline.diagnostics } });
    case 'undecided':
      return { ok: true, value: [undecided(anchor, cause)] };
    case 'prepared': {
      const writes: PlannedWrite[] = [];
      for (const statement of outline.statements) {
        const planned = await planStatement(run, anchor, statement, cause);
        if (!planned.ok) return planned;
        writes.push(...planned.value);
      }
      return { ok: true, value: writes };
    }
  }
}

/** Even the shape of the statement hangs on what is not known yet. */
function undecided(anchor: WriteAnchor, cause: PlannedCause): PlannedWrite {
  const action: PlannedAction<FailureReason> =
    anchor === 'create'
      ? { kind: 'create', changes: undefined, needs: cause.needs, mayExist: false }
      : anchor === 'delete'
        ? { kind: 'delete', before: undefined }
        : { kind: 'update', changes: undefined, because: becauseOf(cause), needs: cause.needs };
  const write = anchor === 'create' || anchor === 'delete' ? anchor : 'update';
  return { typeName: undefined, identifier: undefined, action, requests: [{ kind: 'undecided', write }] };
}

async function planStatement(
  run: ResourceRun,
  anchor: WriteAnchor,
  statement: PreparedStatement,
  cause: PlannedCause,
): Promise<Attempt<readonly PlannedWrite[]>> {
  const prepared = await prepareWrite(run, anchor, statement, { because: cause.because, look: 'whole' });
  return prepared.ok ? planPrepared(run, prepared.value, cause) : prepared;
}

/** What a prepared write would do, as a plan says it. */
function planPrepared(
  run: ResourceRun,
  prepared: PreparedWrite,
  cause: PlannedCause,
): Attempt<readonly PlannedWrite[]> {
  switch (prepared.kind) {
    case 'create': {
      const { type, resources } = prepared.operation;
      const requests = requestsOf(prepared.operation);
      return {
        ok: true,
        value: resources.map(({ desiredState }, index) => ({
          requests: requests.slice(index, index + 1),
          declared: desiredState,
          typeName: type.typeName,
          identifier: undefined,
          action: {
            kind: 'create',
            changes: changesOfCreate(type, desiredState),
            needs: cause.needs,
            mayExist: prepared.mayExist,
          },
        })),
      };
    }
    case 'existing':
      return planExisting(run, prepared, cause);
    case 'update':
      return { ok: true, value: planUpdates(prepared, cause) };
    case 'delete':
      return { ok: true, value: planDeletes(run, prepared) };
    case 'cancel': {
      const action = { kind: 'run', what: 'command' } as const;
      return {
        ok: true,
        value: [{ typeName: undefined, identifier: undefined, action, requests: requestsOf(prepared.operation) }],
      };
    }
  }
}

/** What an INSERT comes to whose resource is there. */
function planExisting(
  run: ResourceRun,
  {
    operation,
    existing: { region, identifier, comparison, mark, live, fixed, update },
  }: PreparedWrite & { kind: 'existing' },
  cause: PlannedCause,
): Attempt<readonly PlannedWrite[]> {
  const { type } = operation;
  const desired = onlyResourceOf(operation)?.desiredState ?? {};
  const changes = changesFrom(type, comparison.differences, desired);
  const removal = deleteOperation({ type, region, identifier, at: operation.at });
  const replacing = [...requestsOf(removal), ...requestsOf(operation)];
  const planned = (
    action: PlannedAction<FailureReason>,
    requests: readonly PlannedRequest[],
  ): Attempt<readonly PlannedWrite[]> => ({
    ok: true,
    value: [{ typeName: type.typeName, identifier, action, declared: desired, requests }],
  });
  if (fixed.length > 0) {
    const leave = leaveToReplace(run, type.typeName);
    return planned({ kind: 'replace', region, changes, follows: [], leave }, replacing);
  }
  if (update !== undefined) {
    const because = becauseOf(cause);
    const requests = requestsOf(update);
    if (mark === undefined) return planned({ kind: 'update', changes, because, needs: cause.needs }, requests);
    const whole = changesOfPatch(type, live, update.patch ?? [], {});
    if (changes.length === 0 && cause.because !== 'drifted')
      return planned({ kind: 'mark', change: mark, changes: whole, unmanaged: [] }, requests);
    return planned({ kind: 'update', changes: whole, because, needs: cause.needs, mark }, requests);
  }
  // A build would write nothing, ask once more, and hear the same.
  if (cause.because === 'drifted')
    return failed({ kind: 'drifted', anchor: cause.asked, ...comparison, when: 'nothing-to-write' });
  return planned({ kind: 'unchanged', unmanaged: [] }, []);
}

function planUpdates(
  { operation, targets }: PreparedWrite & { kind: 'update' },
  cause: PlannedCause,
): readonly PlannedWrite[] {
  const { type } = operation;
  const requests = requestsOf(operation);
  return targets.map(({ region, identifier, live, patch, mark }, index) => ({
    requests: requests.slice(index, index + 1),
    typeName: type.typeName,
    identifier,
    action: {
      kind: 'update',
      changes: patch && changesOfPatch(type, live ?? {}, patch, { region }),
      because: becauseOf(cause),
      needs: cause.needs,
      ...(mark === undefined ? {} : { mark }),
    },
  }));
}

function planDeletes(
  run: ResourceRun,
  { operation, targets }: PreparedWrite & { kind: 'delete' },
): readonly PlannedWrite[] {
  const { type } = operation;
  const { typeName } = type;
  const requests = requestsOf(operation);
  return targets.map(({ region, identifier, live }, index) => {
    const owned = live && identifier !== undefined ? ownerRefusal(run, { type, identifier }, live) : undefined;
    if (owned !== undefined)
      return { typeName, identifier, action: { kind: 'left', owner: owned.owner }, requests: [] };
    const isGone = live === undefined && region !== undefined && identifier !== undefined;
    const before = live && withSecrets(type, [], live);
    return {
      typeName,
      identifier,
      action: isGone ? { kind: 'absent' } : { kind: 'delete', before },
      requests: requests.slice(index, index + 1),
    };
  });
}

function becauseOf({ because, asked }: PlannedCause): PlannedUpdate['because'] {
  return because === 'drifted' ? asked : 'createorupdate';
}

/** The entries of a resource in a plan, one for each of its writes. */
export function plannedEntries(
  resource: StackResource,
  writes: readonly PlannedWrite[],
  bases: readonly PlanBasis[],
): readonly PlannedResource<FailureReason>[] {
  return writes.map(({ typeName, identifier, action, requests, notes }, index) => {
    const basis = bases[index];
    return {
      resource: resource.name,
      ...(writes.length > 1 ? { index } : {}),
      typeName,
      identifier,
      action,
      requests,
      ...(notes === undefined ? {} : { notes }),
      ...(basis === undefined ? {} : { basis }),
    };
  });
}

/** Whether anything of the changes stands in the property that a column shows. */
export function changesProperty(changes: readonly PropertyChange[], name: string): boolean {
  return changes.some(({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}/`));
}
