import type { JsonObject } from '../base/json.ts';
import type {
  CancelOperation,
  CreateOperation,
  DeleteOperation,
  UpdateOperation,
  WriteTarget,
} from '../engine/operation.ts';
import { isWrite } from '../engine/operation.ts';
import type { WriteAnchor, WriteCause } from '../flow/flow.ts';
import type { PreparedStatement } from '../operations/operation-source.ts';
import { desiredStateOf } from '../plan/desired-state.ts';
import type { MarkChange } from '../plan/mark-change.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { compareState, nothingFound, type StateComparison } from '../resource-types/comparison/differences.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import { additionsTo } from './additions.ts';
import { createdStateOf } from './addressed-resource.ts';
import { comparisonContextOf } from './comparison-context.ts';
import type { AddedOperation } from './events.ts';
import { findExisting, type Existing, type Trace } from './existing-resource.ts';
import { lastingCreate, markingPatch } from './marking.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { rememberingCreate, rememberingPatch } from './sent-values.ts';

/**
 * What one statement comes to, worked out before anything is sent: what is there, and what would be sent. A build sends `operation` as it
 * is; a plan shows it. Values that only the run will know stand in it as unknowns, where a plan asks.
 */
export type PreparedWrite =
  | {
      readonly kind: 'create';
      readonly operation: CreateOperation;
      /** What the tool adds to the statement. */
      readonly added: readonly AddedOperation[];
      /** The resource may be there without a query that says so: the service's refusal of the create can tell. */
      readonly mayExist: boolean;
    }
  /** An INSERT whose resource is there: what the resource does not have of it is set. */
  | { readonly kind: 'existing'; readonly operation: CreateOperation; readonly existing: Existing }
  | {
      readonly kind: 'update';
      readonly operation: UpdateOperation;
      readonly added: readonly AddedOperation[];
      readonly targets: readonly PreparedTarget[];
      /** What the resource does not have as the stack declares it; empty where that was not looked at. */
      readonly comparison: StateComparison;
    }
  | { readonly kind: 'delete'; readonly operation: DeleteOperation; readonly targets: readonly PreparedTarget[] }
  | { readonly kind: 'cancel'; readonly operation: CancelOperation };

/** One resource that an update or a delete is about. */
export interface PreparedTarget {
  /** Undefined where only the run will know it; so is the identifier. */
  readonly region: string | undefined;
  readonly identifier: string | undefined;
  /** Its live properties; undefined where it is not there, or was not looked at. */
  readonly live: JsonObject | undefined;
  /** The whole patch for this resource; undefined in a delete, and where it hangs on what only the run will know. */
  readonly patch: readonly PatchOperation[] | undefined;
  /** What the patch changes about the mark; absent where it changes nothing. */
  readonly mark?: MarkChange;
}

export interface PrepareOptions {
  readonly because: WriteCause;
  /**
   * `whole`: whatever the write is about is read, and what cannot be read is a failure. `needed`: only what the write itself rests on.
   */
  readonly look: 'whole' | 'needed';
}

/** Works out what a statement would write. It may read, and changes nothing. */
export async function prepareWrite(
  run: ResourceRun,
  anchor: WriteAnchor,
  statement: PreparedStatement,
  options: PrepareOptions,
): Promise<Attempt<PreparedWrite>> {
  const operation = run.operationOf(anchor, statement);
  if (!operation.ok) return operation;
  const { value } = operation;
  if (!isWrite(value)) throw new Error(`The query ${anchor} of ${run.resource.name} reads.`);
  switch (value.kind) {
    case 'create':
      return prepareCreate(run, anchor, value, options);
    case 'update':
      return prepareUpdate(run, anchor, value, options);
    case 'delete':
      return prepareDelete(run, anchor, value, options);
    case 'cancel':
      return { ok: true, value: { kind: 'cancel', operation: value } };
  }
}

async function prepareCreate(
  run: ResourceRun,
  anchor: WriteAnchor,
  inserted: CreateOperation,
  { because, look }: PrepareOptions,
): Promise<Attempt<PreparedWrite>> {
  const { operation, added } = run.session.exactPatch
    ? { operation: inserted, added: [] }
    : rememberingCreate(run, lastingCreate(run, inserted));
  if (!mayMeetExisting(run, anchor)) return { ok: true, value: { kind: 'create', operation, added, mayExist: false } };
  // A build hears from the service itself whether it is there.
  const trace = traceOf(run, because) ?? (look === 'whole' ? 'named' : undefined);
  if (trace !== undefined) {
    const found = await findExisting(run, operation, anchor, { kind: trace });
    if (!found.ok) return found;
    if (found.value !== undefined) return { ok: true, value: { kind: 'existing', operation, existing: found.value } };
  }
  const mayExist = trace !== undefined && trace !== 'among' && because !== 'missing';
  return { ok: true, value: { kind: 'create', operation, added, mayExist } };
}

/** Whether an INSERT is carried out where its resource may be there already: `create` follows an `exists` that found nothing. */
export function mayMeetExisting({ resource }: ResourceRun, anchor: WriteAnchor): boolean {
  return anchor === 'createorupdate' || resource.manifest.kind === 'multi';
}

/** How an INSERT's resource is looked for before it is sent; undefined where only the service's refusal can tell. */
function traceOf(
  { resource }: ResourceRun,
  because: WriteCause,
): Exclude<Trace['kind'], 'refused' | 'made'> | undefined {
  if (resource.manifest.kind === 'multi') return 'among';
  if (because === 'drifted' || because === 'present') return 'found';
  return because === 'unconditional' && resource.queries.has('statecheck') ? 'named' : undefined;
}

async function prepareUpdate(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: UpdateOperation,
  options: PrepareOptions,
): Promise<Attempt<PreparedWrite>> {
  const { type, patch } = operation;
  const own = targetsOf(operation.target);
  const isLookedAt = options.look === 'whole' || (anchor === 'update' && own.length === 1);
  const isAddedTo = anchor === 'update' && !run.session.exactPatch;
  const targets: PreparedTarget[] = [];
  for (const { region, identifier } of own) {
    const live: Attempt<JsonObject | undefined> = isLookedAt
      ? await liveState(run, anchor, type, { region, identifier }, options)
      : { ok: true, value: undefined };
    if (!live.ok) return live;
    const additions = isAddedTo ? additionsTo(run, operation, live.value) : [];
    const whole = patch && [...patch, ...additions.map(({ operation: extra }) => extra)];
    const marked = isAddedTo && whole !== undefined ? markingPatch(run, operation, whole, live.value) : undefined;
    targets.push({
      region,
      identifier,
      live: live.value,
      patch: marked?.patch ?? whole,
      ...(marked?.change === undefined ? {} : { mark: marked.change }),
    });
  }
  // What is added inside of a property goes by what is there of one resource.
  const [only] = own.length === 1 ? targets : [];
  const additions = isAddedTo ? additionsTo(run, operation, only?.live) : [];
  const whole = patch && [...patch, ...additions.map(({ operation: extra }) => extra)];
  const marked =
    isAddedTo && whole !== undefined
      ? markingPatch(run, operation, whole, only?.live)
      : { patch: whole, added: [], change: undefined };
  const remembering =
    isAddedTo && marked.patch !== undefined
      ? rememberingPatch(run, type, marked.patch, only?.live)
      : { patch: marked.patch, added: [] };
  const comparison =
    only?.live === undefined || only.region === undefined || patch === undefined || !isKnown(patchValues(patch))
      ? nothingFound
      : compareState(
          type,
          desiredStateOf(createdStateOf(run), patch),
          only.live,
          comparisonContextOf(run, only.region),
        );
  return {
    ok: true,
    value: {
      kind: 'update',
      operation: { ...operation, patch: remembering.patch },
      added: [...additions.map(({ told }) => told), ...marked.added, ...remembering.added],
      targets,
      comparison: anchor === 'update' ? comparison : nothingFound,
    },
  };
}

function patchValues(patch: readonly PatchOperation[]): Value {
  return patch.map(({ value }) => value ?? null);
}

async function prepareDelete(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: DeleteOperation,
  options: PrepareOptions,
): Promise<Attempt<PreparedWrite>> {
  const targets: PreparedTarget[] = [];
  for (const target of targetsOf(operation.target)) {
    const live: Attempt<JsonObject | undefined> =
      options.look === 'whole'
        ? await liveState(run, anchor, operation.type, target, options)
        : { ok: true, value: undefined };
    if (!live.ok) return live;
    targets.push({ ...target, live: live.value, patch: undefined });
  }
  return { ok: true, value: { kind: 'delete', operation, targets } };
}

/** Every resource that an update or delete is about; undefined stands for what is not known yet. */
function targetsOf(target: WriteTarget): readonly Pick<PreparedTarget, 'region' | 'identifier'>[] {
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
  { typeName }: ResourceType,
  { region, identifier }: Pick<PreparedTarget, 'region' | 'identifier'>,
  { look }: PrepareOptions,
): Promise<Attempt<JsonObject | undefined>> {
  if (region === undefined || identifier === undefined) return { ok: true, value: undefined };
  const live = await run.engine.observe({ typeName, region, identifier });
  if (live.ok) return live;
  // The write goes on without it: it may be that the person may write and not read.
  return look === 'needed' ? { ok: true, value: undefined } : failed({ kind: 'trouble', anchor, trouble: live.error });
}
