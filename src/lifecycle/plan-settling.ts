import type { JsonObject } from '../base/json.ts';
import { changesFrom } from '../plan/changes-between.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import { patchedState } from '../resource-types/patched-state.ts';
import { requestsOf, type PlannedRequest } from '../plan/planned-request.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { compareState } from '../resource-types/comparison/differences.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { ValueMap } from '../values/value.ts';
import { addressedResourceOf } from './addressed-resource.ts';
import { isStrict } from './inspect-declared.ts';
import type { PlannedWrite } from './plan-write.ts';
import { prepareSettling } from './prepare-settling.ts';
import type { ResourceRun } from './resource-run.ts';
import { notePatchSent } from './sent-values.ts';

const undecidedUpdate: PlannedRequest = { kind: 'undecided', write: 'update' };

/** The one planned write of a resource with what the build does behind it: it sets what is declared and still differs then. */
export async function withSettling(run: ResourceRun, write: PlannedWrite): Promise<PlannedWrite> {
  const [request, ...others] = write.requests;
  if (run.resource.manifest.kind !== 'resource' || others.length > 0) return write;
  switch (request?.kind) {
    case 'create':
      return settlesCreate(run, request) ? { ...write, requests: [request, undecidedUpdate] } : write;
    case 'update':
      return afterUpdate(run, write, request);
    default:
      return write;
  }
}

/** Whether a strict build finds that `update` sets what `create` has not given. */
function settlesCreate(run: ResourceRun, { typeName, desiredState }: PlannedRequest & { kind: 'create' }): boolean {
  const type = run.session.registry.find(typeName);
  const patch = addressedPatch(run);
  if (!isStrict(run) || type === undefined || patch === undefined) return false;
  const declared = declaredStateOf(desiredState, patch);
  return !isKnown(declared) || compareState(type, declared, asRead(type, desiredState)).differences.length > 0;
}

/** What the update sets, though nobody knows on which resource. */
function addressedPatch(run: ResourceRun): readonly PatchOperation[] | undefined {
  if (!run.resource.queries.has('update')) return undefined;
  const known = addressedResourceOf(run)?.patch;
  if (known !== undefined) return known;
  const outline = run.outline('update');
  const operation = outline.kind === 'prepared' ? outline.statements[0]?.operation : undefined;
  return operation?.kind === 'update' ? operation.patch : undefined;
}

async function afterUpdate(
  run: ResourceRun,
  write: PlannedWrite,
  request: PlannedRequest & { kind: 'update' },
): Promise<PlannedWrite> {
  const { typeName, region, identifier, patch } = request;
  const { action } = write;
  const type = run.session.registry.find(typeName);
  if (type === undefined || action.kind !== 'update' || !isKnown([region, identifier])) return write;
  if (patch === undefined || !isKnown(patch.map(({ value }) => value ?? null)))
    return isStrict(run) ? { ...write, requests: [request, undecidedUpdate] } : write;
  const target = { typeName, region: plainText(reveal(region)), identifier: plainText(reveal(identifier)) };
  const live = await run.engine.observe(target);
  if (!live.ok || live.value === undefined) return write;
  const after = asRead(type, patchedState(live.value, patch));
  notePatchSent(run, type, patch);
  const settling = await prepareSettling(run, () => Promise.resolve({ ok: true, value: after }));
  if (!settling.ok || settling.value.kind === 'left' || settling.value.kind === 'replace') return write;
  const requests = [request, ...requestsOf(settling.value.operation)];
  if (settling.value.kind === 'mark') return { ...write, requests, action: { ...action, mark: settling.value.change } };
  const { differences, mark, target: declared } = settling.value;
  const more = changesFrom(type, differences, declared.state);
  const changes = action.changes && [...action.changes, ...more];
  return { ...write, requests, action: { ...action, changes, ...(mark === undefined ? {} : { mark }) } };
}

/** What a read would return of a state: without what no read returns. */
function asRead(type: ResourceType, state: ValueMap): JsonObject {
  const hidden = new Set(type.writeOnly.flatMap((path) => (path.length === 1 ? path : [])));
  const shown = Object.entries(state).filter(([name, value]) => !hidden.has(name) && isKnown(value));
  // reveal() of a map is a map.
  return reveal(Object.fromEntries(shown)) as JsonObject;
}
