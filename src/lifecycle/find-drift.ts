import type { JsonObject } from '../base/json.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import type { WriteCause } from '../flow/flow.ts';
import { withoutUnconditional } from '../flow/part-in-verb.ts';
import type { NamesOfManifest } from '../check/origin-of-name.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import { compareDeclared, type DeclaredAndLive } from '../plan/compare-declared.ts';
import type { DeclaringOperations } from '../plan/declared-places.ts';
import { desiredStateOf } from '../plan/desired-state.ts';
import type { Drift, DriftedResource, DriftState } from '../plan/drift.ts';
import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import { createOperationOf, onlyResourceOf } from './addressed-resource.ts';
import { askQuery } from './ask-query.ts';
import { collect, passOver } from './collect.ts';
import { comparisonContextOf } from './comparison-context.ts';
import { findExisting } from './existing-resource.ts';
import { declaredResourceOf, isStrict, type DeclaredResource } from './inspect-declared.ts';
import { knownResource, type KnownResource } from './known-resource.ts';
import { stateOfUnselected } from './not-selected.ts';
import { outcomeOf } from './outcome-of.ts';
import { conditionIsFalse } from './outcome-without-run.ts';
import type { FailureReason } from './outcome.ts';
import { nothingFound } from '../resource-types/comparison/differences.ts';
import type { ResourceRun } from './resource-run.ts';
import type { FlowEnd } from './run-flow.ts';
import { runResourceFlow } from './run-resource-flow.ts';
import { readAhead } from './read-ahead.ts';
import { Scopes } from './scopes.ts';
import type { Session } from './session.ts';

/** Drift with the words that the lifecycle has for a failure. */
export type StackDrift = Drift<FailureReason>;
type State = DriftState<FailureReason>;

/**
 * How what is live differs from what the stack declares, whatever its own queries look at: each resource is looked for as a test looks
 * for it, and compared with all that `create` and `update` say. It reads what a test reads, and writes nothing.
 */
export async function findDrift(session: Session): Promise<StackDrift> {
  const { stack, defaultRegion, selection } = session;
  const scopes = new Scopes(session);
  const resources: DriftedResource<FailureReason>[] = [];
  const ahead = readAhead(session, 'state');
  for (const resource of stack.resources) {
    await ahead.ofResource(resource);
    if (selection !== undefined && !selection.selected.has(resource.name)) {
      const known = selection.read.has(resource.name)
        ? await collect(resource, scopes, 'build or test')
        : passOver(resource, scopes);
      resources.push(entryOf(resource, nameless, stateOfUnselected(known)));
      continue;
    }
    session.emit({ kind: 'resource.started', resource: formatAddress(resource.address), phase: 'main' });
    resources.push(await driftOf(resource, scopes));
  }
  await ahead.end();
  return {
    stack: stack.manifest.name,
    environment: stack.environment,
    region: defaultRegion,
    resources,
    ok: resources.every(({ state }) => state.kind !== 'failed'),
  };
}

const nameless: KnownResource = { typeName: undefined, identifier: undefined };

function entryOf({ address }: StackResource, known: KnownResource, state: State): DriftedResource<FailureReason> {
  return { resource: formatAddress(address), ...known, state };
}

async function driftOf(resource: StackResource, scopes: Scopes): Promise<DriftedResource<FailureReason>> {
  const turn = scopes.turnOf(resource);
  if (turn.kind === 'skipped') return entryOf(resource, nameless, { kind: 'skipped', reason: conditionIsFalse });
  if (turn.kind !== 'run') {
    scopes.addAbsent(resource);
    return entryOf(
      resource,
      nameless,
      turn.kind === 'needs' ? { kind: 'not-looked-for', needs: turn.needs } : { kind: 'failed', reason: turn.reason },
    );
  }
  const { run } = turn;
  const { kind } = resource.manifest;
  if (kind === 'resource') {
    const { known, state } = await stateOf(run);
    await giveExports(run, state, scopes);
    return entryOf(resource, known, state);
  }
  const collected = await collect(resource, scopes, 'build or test');
  if (collected.kind === 'failed') return entryOf(resource, nameless, { kind: 'failed', reason: collected.reason });
  const reason = kind === 'multi' ? 'it stands for several resources' : `a ${kind} has no state`;
  return entryOf(resource, nameless, { kind: 'not-compared', reason });
}

interface Looked {
  readonly known: KnownResource;
  readonly state: State;
}

/** Looks for the resource by its flow, which ends where a build would write. */
async function stateOf(run: ResourceRun): Promise<Looked> {
  const shape = shapeOf(run.resource, run.scope);
  let cause: WriteCause | undefined;
  const ended = await runResourceFlow(run, withoutUnconditional(shape), (_run, _anchor, because) => {
    cause = because;
    return Promise.resolve({ ok: true, value: { changed: true, isPlanned: true } });
  });
  const bound = knownResource(run);
  const known = { ...bound, typeName: bound.typeName ?? createOperationOf(run)?.type.typeName };
  const said = (state: State): Looked => ({ known, state });
  if (cause === undefined) {
    const state = stateWithoutLook(ended);
    if (state !== undefined) return said(state);
  }
  // A statecheck alone tells what is not as desired, and what is not there, alike.
  if (cause === 'missing' && shape.anchors.has('exists')) return said({ kind: 'absent' });
  if (run.resource.manifest.skipValidation) return said({ kind: 'not-compared', reason: 'it says skip_validation' });
  const found = await locate(run);
  if (!found.ok) return said({ kind: 'failed', reason: found.reason });
  if (found.value === undefined)
    return said(
      cause === 'missing' ? { kind: 'absent' } : { kind: 'not-compared', reason: 'no query gives its identifier' },
    );
  const { type, region, identifier } = found.value;
  const located: KnownResource = { typeName: type.typeName, identifier };
  const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
  if (!live.ok)
    return {
      known: located,
      state: { kind: 'failed', reason: { kind: 'trouble', anchor: undefined, trouble: live.error } },
    };
  if (live.value === undefined) return { known: { ...located, identifier: undefined }, state: { kind: 'absent' } };
  return { known: located, state: compareDeclared(comparedOf(run, found.value, live.value)) };
}

function comparedOf(run: ResourceRun, { type, region }: DeclaredResource, live: JsonObject): DeclaredAndLive {
  const { manifest } = run.resource;
  const isQuiet = manifest.unmanaged === 'off' && !isStrict(run);
  const operations = declaringOperations(run);
  const created = operations.created && onlyResourceOf(operations.created)?.desiredState;
  const patch = operations.updated?.patch;
  return {
    type,
    declared: isQuiet ? desiredStateOf(created, patch) : declaredStateOf(created, patch),
    live,
    context: comparisonContextOf(run, region),
    ignored: manifest.ignoreChanges.map(({ name }) => name),
    looksBeyond: !isQuiet,
    operations,
    names: namesOf(run),
  };
}

/** What the end of a flow that came to no write means; undefined where the resource is there. */
function stateWithoutLook(ended: FlowEnd): State | undefined {
  if (ended.reason?.kind === 'needs') return { kind: 'not-looked-for', needs: ended.reason.needs };
  if (ended.verdict?.kind === 'as-desired' || ended.verdict?.kind === 'drift-without-update') return undefined;
  const outcome = outcomeOf(ended, { identifier: undefined, comparison: nothingFound, asDesired: 'passed' });
  if (outcome.kind === 'failed') return { kind: 'failed', reason: outcome.reason };
  throw new Error(`A flow ended as ${outcome.kind} though nothing was written.`);
}

type Located =
  | { readonly ok: true; readonly value: DeclaredResource | undefined }
  | { readonly ok: false; readonly reason: FailureReason };

/** The one resource that the entry stands for: by its own queries, else by what its INSERT names. */
async function locate(run: ResourceRun): Promise<Located> {
  const declared = declaredResourceOf(run);
  const created = createOperationOf(run);
  if (declared !== undefined || created === undefined) return { ok: true, value: declared };
  const existing = await findExisting(run, created, 'createorupdate', { kind: 'named' });
  if (!existing.ok) return existing;
  const region = run.defaultRegion;
  const desired = created.resources[0]?.desiredState;
  if (existing.value === undefined || region === undefined || desired === undefined)
    return { ok: true, value: undefined };
  const { identifier } = existing.value;
  return { ok: true, value: { type: created.type, region, identifier, state: desired } };
}

function declaringOperations(run: ResourceRun): DeclaringOperations {
  const updated = run.onlyOperation('update');
  return {
    created: createOperationOf(run),
    createdBy: run.resource.queries.has('create') ? 'create' : 'createorupdate',
    updated: updated?.kind === 'update' ? updated : undefined,
  };
}

function namesOf({ resource, scope, session }: ResourceRun): NamesOfManifest {
  return { resource, scope, globals: session.stack.globals };
}

/** Gives to the resources after it what it exports, where it is there. */
async function giveExports(run: ResourceRun, { kind }: State, scopes: Scopes): Promise<void> {
  const isThere = kind === 'compared' || kind === 'not-compared';
  const { manifest, queries } = run.resource;
  if (isThere && run.exported === undefined && queries.has('exports'))
    await askQuery(run, 'exports', 'exports', true, 'never');
  if (!isThere || (run.exported === undefined && manifest.exports.length > 0)) scopes.addAbsent(run.resource);
  else scopes.add(run);
}
