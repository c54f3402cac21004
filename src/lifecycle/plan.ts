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
import { withNotes } from './plan-notes.ts';
import { withSettling } from './plan-settling.ts';
import { basesOf } from './plan-basis.ts';
import { outcomeOf } from './outcome-of.ts';
import type { FailureReason } from './outcome.ts';
import { planBesides, type PlannedBesides } from './plan-besides.ts';
import { planRemovals } from './plan-removals.ts';
import { changesProperty, planWrite, plannedEntries, type PlannedCause, type PlannedWrite } from './plan-write.ts';
import { exportsOfReplaced, followingReplacement, isReplacing, plannedReplacement } from './plan-replacement.ts';
import type { Attempt, ResourceRun } from './resource-run.ts';
import type { FlowEnd } from './run-flow.ts';
import { findDifferences } from './find-differences.ts';
import { findFixed } from './find-fixed.ts';
import { isStrict } from './inspect-declared.ts';
import { prepareSettling, unmanagedIn } from './prepare-settling.ts';
import { changesFrom, changesOfPatch } from '../plan/changes-between.ts';
import { readAhead, type ReadAhead } from './read-ahead.ts';
import { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { collect, passOver } from './collect.ts';
import { missingOf } from './missing-needs.ts';
import { missingUnselected, plannedUnselected, type SelectionEnd } from './not-selected.ts';
import { conditionIsFalse } from './outcome-without-run.ts';
import type { Need } from '../plan/need.ts';

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
  const { isWhole, ...besides } = destroy ? nothingBesides : await planBesides(session, resources);
  return {
    stack: stack.manifest.name,
    environment: stack.environment,
    region: defaultRegion,
    verb: destroy ? 'teardown' : 'build',
    resources,
    ...besides,
    ok: isWhole && resources.every(({ action }) => action.kind !== 'failed'),
  };
}

const nothingBesides: PlannedBesides = { besides: [], notLookedFor: [], isWhole: true };

async function planBuild(session: Session, withBasis: boolean): Promise<StackPlan['resources']> {
  const ahead = readAhead(session, 'state');
  const steps = await planSteps(session, new Scopes(session), session.stack.resources, { withBasis, ahead });
  await ahead.end();
  const planned = steps.flatMap(({ entries }) => entries);
  const missing = missingUnselected(planned.map(selectionEnd));
  if (missing.length > 0) session.emit({ kind: 'run.diagnostics', diagnostics: missing });
  return planned;
}

/** What a build would do with one resource of the manifest. */
export interface PlannedStep {
  readonly resource: StackResource;
  /** One, or one for each statement of a `multi`. */
  readonly entries: StackPlan['resources'];
  /** What has looked at the resource as it is now; undefined where nothing could. */
  readonly run: ResourceRun | undefined;
}

/** What is known in the middle of planning. */
interface Planning {
  readonly scopes: Scopes;
  /** The resources that the same run makes. */
  readonly fresh: Set<string>;
  /** Those of them that are there, and what they export now. */
  readonly replaced: Map<string, { readonly resource: StackResource; readonly exported: ReadonlyMap<string, Value> }>;
  readonly withBasis: boolean;
}

/** How resources are planned. */
interface PlanningOptions {
  /** Note what each decision rests on. Default: false. */
  readonly withBasis?: boolean;
  /** Reads that run ahead of the planning. Default: none do. */
  readonly ahead?: ReadAhead;
}

/** Plans resources in their order. `scopes`: what those before them have given; it takes in what these would give. */
export async function planSteps(
  session: Session,
  scopes: Scopes,
  resources: readonly StackResource[],
  { withBasis = false, ahead }: PlanningOptions = {},
): Promise<readonly PlannedStep[]> {
  const planning: Planning = { scopes, fresh: new Set(), replaced: new Map(), withBasis };
  const steps: PlannedStep[] = [];
  for (const resource of resources) {
    const isSelected = session.selection === undefined || session.selection.selected.has(resource.name);
    await ahead?.ofResource(resource);
    const step = isSelected
      ? await planSelected(session, resource, planning)
      : await planLeft(session, resource, planning);
    steps.push(step);
  }
  return steps;
}

async function planSelected(session: Session, resource: StackResource, planning: Planning): Promise<PlannedStep> {
  session.emit({ kind: 'resource.started', resource: resource.name, phase: 'main' });
  const step = await planResource(resource, planning);
  if (step.entries.some(({ action }) => action.kind === 'create' || action.kind === 'replace'))
    planning.fresh.add(resource.name);
  return step;
}

/** A resource that is not selected. It is not replaced, and so must not be one that has to follow. */
async function planLeft(session: Session, resource: StackResource, planning: Planning): Promise<PlannedStep> {
  const { scopes, replaced } = planning;
  const needed = session.stack.graph.neededBy(resource.name);
  if ([...replaced.keys()].some((name) => needed.has(name))) {
    const { entries, run } = await planResource(resource, { ...planning, scopes: scopes.copyFor(session) });
    const following = entries.flatMap(({ action, ...entry }) =>
      action.kind === 'replace' && action.follows.length > 0
        ? [{ ...entry, action: { ...action, leave: 'not-selected' } as const }]
        : [],
    );
    if (following.length > 0) {
      scopes.addUnknown(resource);
      return { resource, entries: following, run };
    }
  }
  const known =
    session.selection?.read.has(resource.name) === true
      ? await collect(resource, scopes, 'build or test')
      : passOver(resource, scopes);
  return { resource, entries: [plannedUnselected(resource, known)], run: undefined };
}

function selectionEnd({ resource, action }: PlannedResource<FailureReason>): SelectionEnd {
  if (action.kind === 'not-selected') return { resource, read: action.read };
  return action.kind === 'failed' && action.reason.kind === 'needs'
    ? { resource, needs: action.reason.needs }
    : { resource };
}

async function planResource(resource: StackResource, planning: Planning): Promise<PlannedStep> {
  const { scopes } = planning;
  const only = (action: Action, requests: readonly PlannedRequest[] = []): PlannedStep => {
    const write: PlannedWrite = { typeName: undefined, identifier: undefined, action, requests };
    return { resource, entries: plannedEntries(resource, [write], []), run: undefined };
  };
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
    return only({ kind: 'not-looked-for', needs: turn.needs }, requests);
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
    return only({ kind: 'failed', reason: { kind: 'needs', anchor: undefined, needs: lacking } });
  }
  const shape = shapeOf(resource, run.scope);
  const { writes, by } = await planRun(run, shape, planning);
  const noted = await withNotes(by, writes);
  if (writes.some(isReplacing)) await giveReplaced(run, by, shape, writes, planning);
  else await giveExports(run, shape, writes, scopes);
  const entries = plannedEntries(resource, noted, planning.withBasis ? await basesOf(by, writes) : []);
  return { resource, entries, run: by };
}

/** What it takes of resources that are not selected and did not give it: the run does not make them either. */
function missingOfUnselected({ resource, scope, session: { selection, stack } }: ResourceRun, scopes: Scopes) {
  if (selection === undefined) return [];
  const isLeft = (name: string): boolean => !selection.selected.has(name) && scopes.isAbsent(name);
  const needs = missingOf(resource, scope, { graph: stack.graph, isAbsent: isLeft });
  return needs.filter(({ giver }) => giver !== undefined && isLeft(giver));
}

/** What would become of a resource, and the run that has looked at it as it is now. */
interface PlannedRun {
  readonly writes: readonly PlannedWrite[];
  readonly by: ResourceRun;
}

/** Drives the flow to its first write, and plans that one. */
async function planRun(run: ResourceRun, shape: FlowShape, planning: Planning): Promise<PlannedRun> {
  let writes: readonly PlannedWrite[] | undefined;
  const asked = shape.anchors.has('statecheck') ? 'statecheck' : 'exports';
  const ended = await runResourceFlow(run, shape, async (running, anchor, because) => {
    const need = anchor === 'update' && because === 'drifted' ? await findFixed(running) : undefined;
    const planned: Attempt<readonly PlannedWrite[]> =
      need === undefined
        ? await planWrite(running, anchor, { because, asked, needs: [] })
        : { ok: true, value: [plannedReplacement(running, need)] };
    if (!planned.ok) return planned;
    writes = planned.value;
    return { ok: true, value: { changed: true, isPlanned: true } };
  });
  const [only, ...others] = writes ?? [];
  if (only !== undefined && others.length === 0) return { writes: [await withSettling(run, only)], by: run };
  if (writes !== undefined) return { writes, by: run };
  const found = knownResource(run);
  if (ended.reason?.kind === 'needs') {
    const { needs, anchor } = ended.reason;
    const unanswered = { needs, fresh: planning.fresh, asked, knows: knownBefore(anchor, shape) } as const;
    const followed = await planFollower(run, shape, planning, unanswered);
    return followed ?? { writes: await planWithout(run, shape, unanswered), by: run };
  }
  return { writes: [await writeOf(run, ended, found)], by: run };
}

/**
 * A resource that takes values of replaced ones: looked at with what those export now. Undefined where it takes none of them, and where
 * it is not there.
 */
async function planFollower(
  run: ResourceRun,
  shape: FlowShape,
  { replaced, ...planning }: Planning,
  unanswered: Unanswered,
): Promise<PlannedRun | undefined> {
  if (!unanswered.needs.some(({ giver }) => giver !== undefined && replaced.has(giver))) return undefined;
  const current = planning.scopes.copyFor(run.session);
  for (const { resource, exported } of replaced.values()) current.addExports(resource, exported);
  const turn = current.turnOf(run.resource);
  if (turn.kind !== 'run') return undefined;
  const looked = await planRun(turn.run, shape, { ...planning, scopes: current, replaced: new Map() });
  run.takeFound(looked.by);
  const names = new Set(replaced.keys());
  const following: (PlannedWrite | undefined)[] = [];
  for (const [index, write] of looked.writes.entries())
    following.push(await followingReplacement(run, write, index, names));
  if (following.some((write) => write !== undefined))
    return { writes: looked.writes.map((write, index) => following[index] ?? write), by: looked.by };
  const isThere = looked.writes.every(({ action }) => ['update', 'unchanged', 'replace'].includes(action.kind));
  if (!isThere) return undefined;
  if (looked.writes.some(isReplacing)) return looked;
  return { writes: await planWithout(run, shape, { ...unanswered, knows: 'presence' }), by: looked.by };
}

/** What a replaced resource gives: to those after it what can be said of the new one, and what it exports now to those that have to follow. */
async function giveReplaced(
  run: ResourceRun,
  by: ResourceRun,
  shape: FlowShape,
  writes: readonly PlannedWrite[],
  { scopes, replaced }: Planning,
): Promise<void> {
  const { resource } = run;
  if (by.exported === undefined && shape.anchors.has('exports'))
    await askQuery(by, 'exports', 'exports', true, 'never');
  replaced.set(resource.name, { resource, exported: by.exported ?? new Map<string, Value>() });
  scopes.addMade(resource, exportsOfReplaced(run, writes, shape));
}

/** A question that could not be asked. */
interface Unanswered {
  readonly needs: readonly Need[];
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
  { needs, fresh, asked, knows }: Unanswered,
): Promise<readonly PlannedWrite[]> {
  const found = knownResource(run);
  const isPlain = run.resource.manifest.kind === 'resource' || run.resource.manifest.kind === 'multi';
  const isThere = knows === 'presence';
  const silent = (action: Action): PlannedWrite => ({ ...found, action, requests: [] });
  if (knows === 'state') return [silent({ kind: 'unchanged', unmanaged: [] })];
  const notLookedFor = silent({ kind: 'not-looked-for', needs });
  if (!isPlain) return [notLookedFor];
  const anchor = writeFor(shape, isThere);
  if (anchor === undefined) return [silent({ kind: 'unknown', needs })];
  // Beside a resource that is made by the same run there is none that belongs to it.
  if (!isThere && !needs.every(({ giver }) => giver !== undefined && fresh.has(giver))) {
    const requests = await possibleRequests(run, shape, { because: 'missing', asked, needs });
    return [{ ...notLookedFor, requests }];
  }
  const because = isThere ? 'drifted' : 'missing';
  const planned = await planWrite(run, anchor, { because, asked, needs });
  if (!planned.ok) return [silent({ kind: 'failed', reason: planned.reason })];
  if (!isThere) return planned.value;
  return planned.value.map((write) =>
    write.action.kind === 'update' && write.action.changes?.length === 0
      ? { ...write, action: { kind: 'unknown', needs } }
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
    if (planned?.ok === true) requests.push(...planned.value.flatMap((write) => write.requests));
  }
  return requests;
}

function writeFor({ anchors }: FlowShape, isThere: boolean): WriteAnchor | undefined {
  const candidates: readonly WriteAnchor[] = isThere ? ['createorupdate', 'update'] : ['createorupdate', 'create'];
  return candidates.find((anchor) => anchors.has(anchor));
}

/** What the end of a flow without a write means. */
async function writeOf(
  run: ResourceRun,
  ended: FlowEnd,
  found: Pick<PlannedWrite, 'typeName' | 'identifier'>,
): Promise<PlannedWrite> {
  switch (ended.verdict?.kind) {
    case 'as-desired':
      return planDeclared(run, found);
    case 'queried':
    case 'ran':
      return { ...found, action: { kind: 'read' }, requests: [] };
    default: {
      const need = ended.verdict?.kind === 'drift-without-update' ? await findFixed(run) : undefined;
      if (need !== undefined) return plannedReplacement(run, need);
      const comparison = await findDifferences(run);
      const outcome = outcomeOf(ended, { identifier: undefined, comparison, asDesired: 'unchanged' });
      if (outcome.kind === 'failed')
        return { ...found, action: { kind: 'failed', reason: outcome.reason }, requests: [] };
      throw new Error(`The flow of ${run.resource.name} ended as ${outcome.kind} though nothing was written.`);
    }
  }
}

/** What becomes of what is declared beyond the queries that are satisfied: a strict stack sets it, others leave it. What no read returns is sent where it has changed. */
async function planDeclared(
  run: ResourceRun,
  found: Pick<PlannedWrite, 'typeName' | 'identifier'>,
): Promise<PlannedWrite> {
  const needs = declaredNeeds(run);
  if (needs.length > 0)
    return { ...found, action: { kind: 'unknown', needs }, requests: [{ kind: 'undecided', write: 'update' }] };
  const prepared = await prepareSettling(run);
  if (!prepared.ok) return { ...found, action: { kind: 'failed', reason: prepared.reason }, requests: [] };
  const settling = prepared.value;
  if (settling.kind === 'left')
    return { ...found, action: { kind: 'unchanged', unmanaged: unmanagedIn(settling.declared) }, requests: [] };
  if (settling.kind === 'mark') {
    const { target: marked, live, change, operation } = settling;
    const changed = changesOfPatch(marked.type, live, operation.patch ?? [], { region: marked.region });
    return {
      ...found,
      action: { kind: 'mark', change, changes: changed, unmanaged: unmanagedIn(settling.declared) },
      requests: requestsOf(operation),
    };
  }
  if (settling.kind === 'replace') return plannedReplacement(run, settling);
  const { target, differences } = settling;
  const changes = changesFrom(target.type, differences, target.state);
  const byItsForm = run.resource.manifest.shortForm === undefined ? 'declared' : 'properties';
  const because = differences.every(({ why }) => why === 'write-only') ? 'write-only' : byItsForm;
  const { mark, operation } = settling;
  return {
    ...found,
    action: { kind: 'update', changes, because, needs: [], ...(mark === undefined ? {} : { mark }) },
    requests: requestsOf(operation),
  };
}

/** What a strict resource declares that only the run will know: whether it has to be set, it will find out. */
function declaredNeeds(run: ResourceRun): readonly Need[] {
  const { kind, skipValidation } = run.resource.manifest;
  if (kind !== 'resource' || skipValidation || !isStrict(run) || !run.resource.queries.has('create')) return [];
  const prepared = run.prepare('create');
  return !prepared.ok && prepared.reason.kind === 'needs' ? prepared.reason.needs : [];
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
      changing(column)
        ? new Unknown(`${resource.name}.${name}`, { from: { kind: 'entry', address: resource.address } })
        : (exported.get(name) ?? null),
    ]),
  );
}
