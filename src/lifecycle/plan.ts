import type { FlowShape, WriteAnchor } from '../flow/flow.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { Plan, PlannedAction, PlannedResource } from '../plan/plan.ts';
import type { StackResource } from '../stack/stack.ts';
import { requestsOf, type PlannedRequest } from '../plan/planned-request.ts';
import { Unknown, type Value } from '../values/value.ts';
import { askQuery } from './ask-query.ts';
import { knownResource } from './known-resource.ts';
import { runResourceFlow } from './run-resource-flow.ts';
import { basesOf } from './plan-basis.ts';
import { outcomeOf } from './outcome-of.ts';
import type { FailureReason } from './outcome.ts';
import { planRemovals } from './plan-removals.ts';
import { changesProperty, planWrite, plannedEntries, type PlannedCause, type PlannedWrite } from './plan-write.ts';
import type { ResourceRun } from './resource-run.ts';
import type { FlowEnd } from './run-flow.ts';
import { findDifferences } from './find-differences.ts';
import { prepareSettling, unmanagedIn } from './prepare-settling.ts';
import { changesFrom, changesOfPatch } from '../plan/changes-between.ts';
import { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { collect, passOver } from './collect.ts';
import { giverOf, missingNames } from './needed-names.ts';
import { missingUnselected, plannedUnselected, type SelectionEnd } from './not-selected.ts';
import { conditionIsFalse } from './outcome-without-run.ts';

/** A plan with the words that the lifecycle has for a failure. */
export type StackPlan = Plan<FailureReason>;
type Action = PlannedAction<FailureReason>;

export interface PlanPurpose {
  /** Plan a teardown. Default: a build. */
  readonly destroy?: boolean;
  /** Note what each decision rests on, for saving it. Default: false. */
  readonly withBasis?: boolean;
}

/**
 * What a build or a teardown would do: the flows that they take, with a look in the place of each write. What a write would bring is
 * unknown to the resources after it, and they are planned with that. It reads what a test reads, and writes nothing.
 */
export async function plan(session: Session, { destroy = false, withBasis = false }: PlanPurpose): Promise<StackPlan> {
  const { stack, defaultRegion } = session;
  const resources = destroy ? await planRemovals(session, withBasis) : await planBuild(session, withBasis);
  return {
    stack: stack.manifest.name,
    environment: stack.environment,
    region: defaultRegion,
    verb: destroy ? 'teardown' : 'build',
    resources,
    ok: resources.every(({ action }) => action.kind !== 'failed'),
  };
}

async function planBuild(session: Session, withBasis: boolean): Promise<StackPlan['resources']> {
  const scopes = new Scopes(session);
  const planned: PlannedResource<FailureReason>[] = [];
  const fresh = new Set<string>();
  const { selection } = session;
  for (const resource of session.stack.resources) {
    if (selection !== undefined && !selection.selected.has(resource.name)) {
      const known = selection.read.has(resource.name)
        ? await collect(resource, scopes, 'build or test')
        : passOver(resource, scopes);
      planned.push(plannedUnselected(resource, known));
      continue;
    }
    session.emit({ kind: 'resource.started', resource: resource.name, phase: 'main' });
    const entries = await planResource(resource, scopes, { fresh, withBasis });
    planned.push(...entries);
    if (entries.some(({ action }) => action.kind === 'create' || action.kind === 'replace')) fresh.add(resource.name);
  }
  const missing = missingUnselected(planned.map(selectionEnd));
  if (missing.length > 0) session.emit({ kind: 'run.diagnostics', diagnostics: missing });
  return planned;
}

function selectionEnd({ resource, action }: PlannedResource<FailureReason>): SelectionEnd {
  if (action.kind === 'not-selected') return { resource, read: action.read };
  return action.kind === 'failed' && action.reason.kind === 'needs'
    ? { resource, needs: action.reason.names }
    : { resource };
}

interface PlanningContext {
  /** The resources that the same run makes. */
  readonly fresh: ReadonlySet<string>;
  readonly withBasis: boolean;
}

async function planResource(
  resource: StackResource,
  scopes: Scopes,
  { fresh, withBasis }: PlanningContext,
): Promise<StackPlan['resources']> {
  const only = (action: Action): StackPlan['resources'] => [
    { resource: resource.name, typeName: undefined, identifier: undefined, action },
  ];
  const turn = scopes.turnOf(resource);
  if (turn.kind === 'skipped') return only({ kind: 'skipped', reason: conditionIsFalse });
  if (turn.kind !== 'run') {
    scopes.addAbsent(resource);
    if (turn.kind !== 'needs') return only({ kind: 'failed', reason: turn.reason });
    const isWritten = resource.manifest.kind === 'resource' || resource.manifest.kind === 'multi';
    // Whether it is wanted, or where it is, only the run will know.
    const requests: readonly PlannedRequest[] = isWritten
      ? [
          { kind: 'undecided', write: 'create' },
          { kind: 'undecided', write: 'update' },
        ]
      : [];
    return only({ kind: 'not-looked-for', needs: turn.names }).map((entry) => ({ ...entry, requests }));
  }
  const { kind, readOnly } = resource.manifest;
  if (kind === 'command' || (kind === 'script' && readOnly !== true)) {
    scopes.addAbsent(resource);
    return only({ kind: 'run', what: kind });
  }
  const { run } = turn;
  const lacking = missingOfUnselected(run, scopes);
  if (lacking.length > 0) {
    scopes.addAbsent(resource);
    return only({ kind: 'failed', reason: { kind: 'needs', anchor: undefined, names: lacking } });
  }
  const shape = shapeOf(resource, run.scope);
  const writes = await planRun(run, shape, fresh);
  await giveExports(run, shape, writes, scopes);
  return plannedEntries(resource, writes, withBasis ? await basesOf(run, writes) : []);
}

/** What it takes of resources that are not selected and did not give it: the run does not make them either. */
function missingOfUnselected({ resource, scope, session: { selection, stack } }: ResourceRun, scopes: Scopes) {
  if (selection === undefined) return [];
  const isLeft = (name: string): boolean => !selection.selected.has(name) && scopes.isAbsent(name);
  const names = missingNames(resource, scope, { graph: stack.graph, isAbsent: isLeft });
  return names.filter((name) => isLeft(name) || isLeft(giverOf(name)));
}

/** Drives the flow to its first write, and plans that one. */
async function planRun(
  run: ResourceRun,
  shape: FlowShape,
  fresh: ReadonlySet<string>,
): Promise<readonly PlannedWrite[]> {
  let writes: readonly PlannedWrite[] | undefined;
  const asked = shape.anchors.has('statecheck') ? 'statecheck' : 'exports';
  const ended = await runResourceFlow(run, shape, async (running, anchor, because) => {
    const planned = await planWrite(running, anchor, { because, asked, needs: [] });
    if (!planned.ok) return planned;
    writes = planned.value;
    return { ok: true, value: { changed: true, isPlanned: true } };
  });
  if (writes !== undefined) return writes;
  const found = knownResource(run);
  if (ended.reason?.kind === 'needs') {
    const { names, anchor } = ended.reason;
    return planWithout(run, shape, { names, fresh, asked, knows: knownBefore(anchor, shape) });
  }
  return [{ ...found, ...(await endOf(run, ended)) }];
}

/** A question that could not be asked. */
interface Unanswered {
  readonly names: readonly string[];
  readonly fresh: ReadonlySet<string>;
  readonly asked: PlannedCause['asked'];
  readonly knows: 'nothing' | 'presence' | 'state';
}

/** What the flow knew when it came to a query. */
function knownBefore(anchor: Anchor | undefined, { anchors }: FlowShape): Unanswered['knows'] {
  if (anchor === 'exports' && anchors.has('statecheck')) return 'state';
  return anchor === 'statecheck' && anchors.has('exists') ? 'presence' : 'nothing';
}

/** A resource that cannot be asked for by now, since a question takes values that only the run will know. */
async function planWithout(
  run: ResourceRun,
  shape: FlowShape,
  { names, fresh, asked, knows }: Unanswered,
): Promise<readonly PlannedWrite[]> {
  const found = knownResource(run);
  const isPlain = run.resource.manifest.kind === 'resource' || run.resource.manifest.kind === 'multi';
  const isThere = knows === 'presence';
  if (knows === 'state') return [{ ...found, action: { kind: 'unchanged', unmanaged: [] } }];
  const notLookedFor: readonly PlannedWrite[] = [{ ...found, action: { kind: 'not-looked-for', needs: names } }];
  if (!isPlain) return notLookedFor;
  const anchor = writeFor(shape, isThere);
  if (anchor === undefined) return [{ ...found, action: { kind: 'unknown', needs: names } }];
  // Beside a resource that is made by the same run there is none that belongs to it.
  if (!isThere && !names.every((name) => fresh.has(giverOf(name)))) {
    const requests = await possibleRequests(run, shape, { because: 'missing', asked, needs: names });
    return notLookedFor.map((write) => ({ ...write, requests }));
  }
  const because = isThere ? 'drifted' : 'missing';
  const planned = await planWrite(run, anchor, { because, asked, needs: names });
  if (!planned.ok) return [{ ...found, action: { kind: 'failed', reason: planned.reason } }];
  if (!isThere) return planned.value;
  return planned.value.map((write) =>
    write.action.kind === 'update' && write.action.changes?.length === 0
      ? { ...write, action: { kind: 'unknown', needs: names } }
      : write,
  );
}

/** Whatever the run may send for a resource of which it is not known whether it is there. */
async function possibleRequests(
  run: ResourceRun,
  shape: FlowShape,
  cause: PlannedCause,
): Promise<readonly PlannedRequest[]> {
  const anchors = new Set([writeFor(shape, false), writeFor(shape, true)]);
  const requests: PlannedRequest[] = [];
  for (const anchor of anchors) {
    const planned = anchor === undefined ? undefined : await planWrite(run, anchor, cause);
    if (planned?.ok === true) requests.push(...planned.value.flatMap((write) => write.requests ?? []));
  }
  return requests;
}

function writeFor({ anchors }: FlowShape, isThere: boolean): WriteAnchor | undefined {
  const candidates: readonly WriteAnchor[] = isThere ? ['createorupdate', 'update'] : ['createorupdate', 'create'];
  return candidates.find((anchor) => anchors.has(anchor));
}

/** What the end of a flow without a write means. */
async function endOf(run: ResourceRun, ended: FlowEnd): Promise<Pick<PlannedWrite, 'action' | 'requests'>> {
  switch (ended.verdict?.kind) {
    case 'as-desired':
      return planDeclared(run);
    case 'queried':
    case 'ran':
      return { action: { kind: 'read' } };
    default: {
      const comparison = await findDifferences(run);
      const outcome = outcomeOf(ended, { identifier: undefined, comparison, asDesired: 'unchanged' });
      if (outcome.kind === 'failed') return { action: { kind: 'failed', reason: outcome.reason } };
      throw new Error(`The flow of ${run.resource.name} ended as ${outcome.kind} though nothing was written.`);
    }
  }
}

/** What becomes of what is declared beyond the queries that are satisfied: a strict stack sets it, others leave it. What no read returns is sent where it has changed. */
async function planDeclared(run: ResourceRun): Promise<Pick<PlannedWrite, 'action' | 'requests'>> {
  const prepared = await prepareSettling(run);
  if (!prepared.ok) return { action: { kind: 'failed', reason: prepared.reason } };
  const settling = prepared.value;
  if (settling.kind === 'left') return { action: { kind: 'unchanged', unmanaged: unmanagedIn(settling.declared) } };
  if (settling.kind === 'mark') {
    const { target: marked, live, change, operation } = settling;
    const changed = changesOfPatch(marked.type, live, operation.patch ?? [], { region: marked.region });
    return {
      action: { kind: 'mark', change, changes: changed, unmanaged: unmanagedIn(settling.declared) },
      requests: requestsOf(operation),
    };
  }
  const { target, differences } = settling;
  const changes = changesFrom(target.type, differences, target.state);
  if (settling.kind === 'replace') return { action: { kind: 'replace', changes } };
  const because = differences.every(({ why }) => why === 'write-only') ? 'write-only' : 'declared';
  const { mark, operation } = settling;
  return {
    action: { kind: 'update', changes, because, needs: [], ...(mark === undefined ? {} : { mark }) },
    requests: requestsOf(operation),
  };
}

/** Gives to the resources after it what it exports: the values of now, where nothing that is planned changes them. */
async function giveExports(
  run: ResourceRun,
  shape: FlowShape,
  writes: readonly PlannedWrite[],
  scopes: Scopes,
): Promise<void> {
  const isThere = writes.every(({ action }) =>
    ['update', 'unchanged', 'mark', 'unknown', 'read'].includes(action.kind),
  );
  if (isThere && run.exported === undefined && shape.anchors.has('exports'))
    await askQuery(run, 'exports', 'exports', true, 'never');
  if (!isThere || (run.exported === undefined && run.resource.manifest.exports.length > 0)) {
    scopes.addAbsent(run.resource);
    return;
  }
  for (const { action, typeName } of writes) {
    if (action.kind === 'update') run.exported = afterUpdate(run, typeName, action.changes);
  }
  scopes.add(run);
}

/** An export of the name of a property that changes is not known before the build. */
function afterUpdate(
  { session, resource, exported = new Map<string, Value>() }: ResourceRun,
  typeName: string | undefined,
  changes: Extract<Action, { kind: 'update' }>['changes'],
): ReadonlyMap<string, Value> {
  const properties = typeName === undefined ? [] : (session.registry.find(typeName)?.properties ?? []);
  const changing = (column: string): boolean =>
    changes === undefined ||
    properties.some(
      (property) =>
        (property.column === column.toLowerCase() || property.name === column) &&
        changesProperty(changes, property.name),
    );
  return new Map(
    resource.manifest.exports.map(({ name, column }): [string, Value] => [
      name,
      changing(column) ? new Unknown(`${resource.name}.${name}`) : (exported.get(name) ?? null),
    ]),
  );
}
