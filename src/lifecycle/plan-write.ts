import type { JsonObject } from '../base/json.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { CreateOperation, DeleteOperation, UpdateOperation } from '../engine/operation.ts';
import type { WriteAnchor, WriteCause } from '../flow/flow.ts';
import type { PreparedStatement } from '../operations/operation-source.ts';
import { changesFrom, changesOfCreate, changesOfPatch, withSecrets } from '../plan/changes-between.ts';
import type { PlannedAction, PlannedUpdate } from '../plan/plan.ts';
import type { PropertyChange } from '../plan/property-change.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import { additionsTo } from './additions.ts';
import { onlyResourceOf } from './addressed-resource.ts';
import { findExisting, type Existing } from './existing-resource.ts';
import type { FailureReason } from './outcome.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { traceOf } from './write-query.ts';

/** What would come of one write. */
export interface PlannedWrite {
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
  readonly action: PlannedAction<FailureReason>;
}

export interface PlannedCause {
  readonly because: WriteCause;
  /** Which query says that it is not as desired. */
  readonly asked: 'statecheck' | 'exports';
  /** Values that are not known yet, without which nobody could ask. */
  readonly needs: readonly string[];
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
  return { typeName: undefined, identifier: undefined, action };
}

async function planStatement(
  run: ResourceRun,
  anchor: WriteAnchor,
  { operation, diagnostics }: PreparedStatement,
  cause: PlannedCause,
): Promise<Attempt<readonly PlannedWrite[]>> {
  if (operation === undefined || hasErrors(diagnostics))
    return failed({ kind: 'trouble', anchor, trouble: { kind: 'refused', diagnostics } });
  switch (operation.kind) {
    case 'create':
      return planCreate(run, anchor, operation, cause);
    case 'update':
      return planUpdate(run, anchor, operation, cause);
    case 'delete':
      return planDelete(run, anchor, operation);
    case 'cancel':
      return {
        ok: true,
        value: [{ typeName: undefined, identifier: undefined, action: { kind: 'run', what: 'command' } }],
      };
    case 'read':
    case 'describe':
      throw new Error(`The query ${anchor} of ${run.resource.name} reads.`);
  }
}

async function planCreate(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: CreateOperation,
  cause: PlannedCause,
): Promise<Attempt<readonly PlannedWrite[]>> {
  const { type } = operation;
  const trace = mayMeetExisting(run, anchor) ? (traceOf(run, cause.because) ?? 'named') : undefined;
  if (trace !== undefined) {
    const found = await findExisting(run, operation, anchor, { kind: trace });
    if (!found.ok) return found;
    if (found.value !== undefined) return planExisting(operation, found.value, cause);
  }
  const mayExist = trace !== undefined && trace !== 'among' && cause.because !== 'missing';
  return {
    ok: true,
    value: operation.resources.map(({ desiredState }) => ({
      typeName: type.typeName,
      identifier: undefined,
      action: { kind: 'create', changes: changesOfCreate(type, desiredState), needs: cause.needs, mayExist },
    })),
  };
}

function mayMeetExisting({ resource }: ResourceRun, anchor: WriteAnchor): boolean {
  return anchor === 'createorupdate' || resource.manifest.kind === 'multi';
}

/** What an INSERT comes to whose resource is there. */
function planExisting(
  operation: CreateOperation,
  { identifier, comparison, fixed, update }: Existing,
  cause: PlannedCause,
): Attempt<readonly PlannedWrite[]> {
  const { type } = operation;
  const desired = onlyResourceOf(operation)?.desiredState ?? {};
  const changes = changesFrom(type, comparison.differences, desired);
  const planned = (action: PlannedAction<FailureReason>): Attempt<readonly PlannedWrite[]> => ({
    ok: true,
    value: [{ typeName: type.typeName, identifier, action }],
  });
  if (fixed.length > 0) return planned({ kind: 'replace', changes });
  if (update !== undefined) return planned({ kind: 'update', changes, because: becauseOf(cause), needs: cause.needs });
  // A build would write nothing, ask once more, and hear the same.
  if (cause.because === 'drifted')
    return failed({ kind: 'drifted', anchor: cause.asked, ...comparison, when: 'nothing-to-write' });
  return planned({ kind: 'unchanged', unmanaged: [] });
}

async function planUpdate(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: UpdateOperation,
  cause: PlannedCause,
): Promise<Attempt<readonly PlannedWrite[]>> {
  const { type, target, patch } = operation;
  const writes: PlannedWrite[] = [];
  for (const { region, identifier } of targetsOf(target)) {
    const live = await liveState(run, anchor, type, region, identifier);
    if (!live.ok) return live;
    const added = anchor !== 'update' || run.session.exactPatch ? [] : additionsTo(run, operation, live.value);
    const whole = patch === undefined ? undefined : [...patch, ...added.map((addition) => addition.operation)];
    const action: PlannedUpdate = {
      kind: 'update',
      changes: whole === undefined ? undefined : changesOfPatch(type, live.value ?? {}, whole, { region }),
      because: becauseOf(cause),
      needs: cause.needs,
    };
    writes.push({ typeName: type.typeName, identifier, action });
  }
  return { ok: true, value: writes };
}

async function planDelete(
  run: ResourceRun,
  anchor: WriteAnchor,
  { type, target }: DeleteOperation,
): Promise<Attempt<readonly PlannedWrite[]>> {
  const writes: PlannedWrite[] = [];
  for (const { region, identifier } of targetsOf(target)) {
    const live = await liveState(run, anchor, type, region, identifier);
    if (!live.ok) return live;
    const before = live.value === undefined ? undefined : withSecrets(type, [], live.value);
    const isGone = live.value === undefined && region !== undefined && identifier !== undefined;
    writes.push({
      typeName: type.typeName,
      identifier,
      action: isGone ? { kind: 'absent' } : { kind: 'delete', before },
    });
  }
  return { ok: true, value: writes };
}

/** Every resource that an update or delete is about; undefined stands for what is not known yet. */
function targetsOf(target: UpdateOperation['target']) {
  return target.regions.flatMap((region) =>
    target.identifiers.map((identifier) => ({ region: knownText(region), identifier: knownText(identifier) })),
  );
}

function knownText(value: Value): string | undefined {
  return isKnown(value) ? plainText(reveal(value)) : undefined;
}

/** The live properties, mostly from what is known already; undefined where it is not there or not known which one it is. */
async function liveState(
  run: ResourceRun,
  anchor: WriteAnchor,
  type: ResourceType,
  region: string | undefined,
  identifier: string | undefined,
): Promise<Attempt<JsonObject | undefined>> {
  if (region === undefined || identifier === undefined) return { ok: true, value: undefined };
  const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
  return live.ok ? live : failed({ kind: 'trouble', anchor, trouble: live.error });
}

function becauseOf({ because, asked }: PlannedCause): PlannedUpdate['because'] {
  return because === 'drifted' ? asked : 'createorupdate';
}

/** Whether anything of the changes stands in the property that a column shows. */
export function changesProperty(changes: readonly PropertyChange[], name: string): boolean {
  return changes.some(({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}/`));
}
