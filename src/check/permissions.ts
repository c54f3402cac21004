import { isJsonObject, type Json } from '../base/json.ts';
import type { Binder } from '../engine/binder.ts';
import type { Call } from '../engine/call.ts';
import { holdsSecret, isKnown, plainText, reveal } from '../values/reading.ts';
import type { ResourceToCreate } from '../engine/operation.ts';
import type { Stack } from '../stack/stack.ts';
import { writesMark } from '../stack/writes-mark.ts';
import { leasePrefix, leaseTypeName } from '../lock/lease.ts';
import { actionsByArn, namedArn } from '../resource-types/arns/named-arns.ts';
import type { HandlerName, Registry, ResourceType } from '../resource-types/resource-type.ts';
import type { Question } from '../template/lookups.ts';
import { lookupGroups } from './lookup-permissions.ts';
import type { PermissionGroup } from './permission-group.ts';
import { anchorsFor, type Purpose } from './purpose.ts';
import type { Survey, SurveyedResource } from './prepare-queries.ts';

/** What a caller has to be allowed, by groups that a policy can keep apart. Actions are sorted. */
export interface NeededPermissions {
  readonly groups: readonly PermissionGroup[];
  /** What else a person must know, or find out, before the policy is enough: sentences without a full stop. */
  readonly notes: readonly string[];
}

/** The actions of Cloud Control by which a handler is put to work, and its request followed to its end. */
const ownActions: Readonly<Record<HandlerName, readonly string[]>> = {
  create: ['CreateResource', 'GetResourceRequestStatus'],
  read: ['GetResource'],
  update: ['UpdateResource', 'GetResourceRequestStatus'],
  delete: ['DeleteResource', 'GetResourceRequestStatus'],
  list: ['ListResources'],
};

export interface PermissionsTools {
  readonly stack: Stack;
  readonly binder: Binder;
  readonly registry: Registry;
  /** A build that fails deletes what it has created. Default false. */
  readonly undoes?: boolean;
  /** A run that changes something takes the lock of the stack. Default: as the manifest says. */
  readonly locks?: boolean | undefined;
  /** Where the lock of the stack is, and where templates ask that name no region. */
  readonly lockRegion: string | undefined;
  /** What templates ask outside of the stack. */
  readonly questions: readonly Question[];
  /** Where files are uploaded: `bucket/prefix/`. */
  readonly assetFolders: readonly string[];
}

/** The permissions that the statements of a stack need when they are carried out for these purposes. */
export function neededPermissions(
  survey: Survey,
  {
    stack,
    binder,
    registry,
    undoes = false,
    locks = stack.manifest.lock,
    lockRegion,
    questions,
    assetFolders,
  }: PermissionsTools,
  purposes: readonly Purpose[],
): NeededPermissions {
  const calls = survey.resources.flatMap((surveyed) =>
    purposes.flatMap((purpose) => {
      const asked = resourceCalls(surveyed, purpose, { binder, stack });
      const needed = purpose === 'build' && writesMark(stack) ? asked.flatMap(withMarking(registry)) : asked;
      return undoes && purpose === 'build' ? needed.flatMap(withDelete) : needed;
    }),
  );
  const handlers = usedHandlers(calls, registry);
  const isLocked = locks && purposes.some((purpose) => !isLook(purpose));
  const own = [
    ...calls.flatMap(cloudControlActions),
    ...(isLocked ? Object.values(ownActions).flatMap((actions) => actions.map((one) => `cloudformation:${one}`)) : []),
  ];
  const others = [
    ...calls.flatMap((call) => (call.kind === 'action' ? [call.action] : [])),
    ...(purposes.some((purpose) => findsMarked(stack, purpose)) ? [findingMarked] : []),
  ];
  const lookups = lookupGroups(questions, lockRegion, purposes.includes('build') ? assetFolders : []);
  const groups: readonly PermissionGroup[] = [
    { name: 'CloudControl', actions: [...own, ...others.filter(isCloudControl)] },
    { name: 'Tagging', actions: others.filter((action) => !isCloudControl(action)) },
    ...[...handlers].flatMap(([type, used]) => typeGroups(type, used, arnsInStack(survey, type))),
    ...(isLocked ? lockGroups(stack, registry, lockRegion) : []),
    ...lookups.groups,
  ];
  return {
    groups: groups
      .map((group) => ({ ...group, actions: [...new Set(group.actions)].sort() }))
      .filter(({ actions }) => actions.length > 0),
    notes: [
      ...new Set([
        ...[...handlers].flatMap(([type, used]) => untoldNote(type, used)),
        ...calls.flatMap(callNote),
        ...survey.resources.flatMap((surveyed) => resourceNotes(surveyed, purposes)),
        ...pruneNotes(stack, purposes),
        ...lookups.notes,
      ]),
    ],
  };
}

/** What the queries of a resource ask for, as far as they are run for a purpose. */
function resourceCalls(
  surveyed: SurveyedResource,
  purpose: Purpose,
  { binder, stack }: Pick<PermissionsTools, 'binder' | 'stack'>,
): readonly Call[] {
  // A strict build sets whatever create says.
  const isStrict = surveyed.resource.manifest.strict ?? stack.manifest.strict;
  return queriesFor(surveyed, purpose).flatMap(({ query, prepared }) => {
    if (prepared.kind !== 'prepared') return [];
    const calls = prepared.statements.flatMap(({ operation }) =>
      operation === undefined ? [] : binder.callsOf(operation),
    );
    const mayUpdate = query.query.anchor === 'createorupdate' || (query.query.anchor === 'create' && isStrict);
    return forPurpose(mayUpdate ? calls.flatMap(withUpdate) : calls, purpose);
  });
}

/** What is to be created and is there already is read and updated instead. */
function withUpdate(call: Call): readonly Call[] {
  if (call.kind !== 'handler' || call.handler !== 'create' || call.asRole === true) return [call];
  return [call, { ...call, handler: 'read' }, { ...call, handler: 'update' }];
}

/** What is there without the stack's mark, or with an older one, is marked by an update of its own, where its tags can be set. */
function withMarking(registry: Registry): (call: Call) => readonly Call[] {
  return (call) => {
    if (call.kind !== 'handler' || call.handler !== 'create' || call.asRole === true) return [call];
    const type = call.typeName === undefined ? undefined : registry.find(call.typeName);
    return type?.tagProperty === undefined ? [call] : [call, { ...call, handler: 'update' }];
  };
}

/** What finds everything that carries the mark of a stack. */
const findingMarked = 'tag:GetResources';

/** Whether a run looks for what the stack has beside its entries. */
function findsMarked(stack: Stack, purpose: Purpose): boolean {
  return writesMark(stack) && (purpose === 'plan' || (purpose === 'build' && stack.manifest.forget.length > 0));
}

/** What `build --prune` needs beyond a build. */
function pruneNotes(stack: Stack, purposes: readonly Purpose[]): readonly string[] {
  return purposes.includes('build') && writesMark(stack)
    ? [`build --prune needs ${findingMarked}, too, and what deletes the resources that it finds`]
    : [];
}

/** What a rollback deletes again. */
function withDelete(call: Call): readonly Call[] {
  return call.kind === 'handler' && call.handler === 'create' ? [call, { ...call, handler: 'delete' }] : [call];
}

function queriesFor(surveyed: SurveyedResource, purpose: Purpose): SurveyedResource['queries'] {
  const anchors = anchorsFor(purpose, surveyed.resource, surveyed.scope);
  return surveyed.queries.filter(({ query }) => anchors.has(query.query.anchor));
}

function forPurpose(calls: readonly Call[], purpose: Purpose): readonly Call[] {
  // A look sends no update. It reads the resource that the update is about, to tell what differs.
  return isLook(purpose) ? calls.filter((call) => call.kind === 'action' || isReading(call.handler)) : calls;
}

function isLook(purpose: Purpose): boolean {
  return purpose !== 'build' && purpose !== 'teardown';
}

function isReading(handler: HandlerName): boolean {
  return handler === 'read' || handler === 'list';
}

function isCloudControl(action: string): boolean {
  return action.startsWith('cloudformation:');
}

function cloudControlActions(call: Call): readonly string[] {
  if (call.kind === 'action') return [];
  const actions = ownActions[call.handler].map((action) => `cloudformation:${action}`);
  return call.asRole === true ? [...actions, 'iam:PassRole'] : actions;
}

/** The handlers that work in the caller's own name, by type. */
function usedHandlers(calls: readonly Call[], registry: Registry): ReadonlyMap<ResourceType, ReadonlySet<HandlerName>> {
  const handlers = new Map<ResourceType, Set<HandlerName>>();
  for (const call of calls) {
    const type =
      call.kind === 'handler' && call.typeName !== undefined && call.asRole !== true
        ? registry.find(call.typeName)
        : undefined;
    if (type === undefined || call.kind !== 'handler') continue;
    const used = handlers.get(type) ?? new Set<HandlerName>();
    handlers.set(type, used.add(call.handler));
  }
  return handlers;
}

/** What changes a resource of the stack is allowed for that one alone. What reads is allowed for all: a list reads others, too. */
function typeGroups(
  type: ResourceType,
  used: ReadonlySet<HandlerName>,
  arns: readonly string[] | undefined,
): readonly PermissionGroup[] {
  const actions = handlerActions(type, used);
  if (arns === undefined) return [{ name: type.typeName, actions }];
  const byArn = actionsByArn(type.typeName);
  const reading = new Set([...used].filter(isReading).flatMap((handler) => type.handlers[handler]?.permissions ?? []));
  const isNarrow = (action: string): boolean => byArn.has(action) && !reading.has(action);
  return [
    { name: type.typeName, actions: actions.filter((action) => !isNarrow(action)) },
    { name: `${type.typeName} Named`, actions: actions.filter(isNarrow), resources: arns },
  ];
}

/** What takes, renews and gives back the lock of the stack. */
function lockGroups(
  { manifest, environment }: Stack,
  registry: Registry,
  region: string | undefined,
): readonly PermissionGroup[] {
  const type = registry.find(leaseTypeName);
  const place = region && namedArn(leaseTypeName, { Name: leasePrefix(manifest.name, environment) }, region);
  if (type === undefined) return [];
  const used = new Set<HandlerName>(['create', 'read', 'update', 'delete', 'list']);
  return typeGroups(type, used, place === undefined ? undefined : [`${place}*`]).map((group) => ({
    ...group,
    name: group.name.replace(leaseTypeName, 'Lock'),
  }));
}

/** The ARNs of all resources of a type that the stack changes; undefined where one does not follow from a name. */
function arnsInStack({ resources }: Survey, type: ResourceType): readonly string[] | undefined {
  const arns: (string | undefined)[] = [];
  for (const { queries, isSkipped } of resources) {
    if (isSkipped) continue;
    const operations = queries.flatMap(({ prepared }) =>
      prepared.kind === 'prepared' ? prepared.statements.flatMap(({ operation }) => operation ?? []) : [],
    );
    const written = operations.filter((one) => 'type' in one && one.type.typeName === type.typeName);
    const created = written.flatMap((one) => (one.kind === 'create' ? one.resources : []));
    if (written.length > 0 && created.length === 0) return undefined;
    arns.push(...created.map((one) => arnOf(type, one)));
    // What a query leaves to the build may be about any of them.
    if (queries.some(({ prepared }) => prepared.kind !== 'prepared')) return undefined;
  }
  return arns.length === 0 || !arns.every((arn) => arn !== undefined) ? undefined : [...new Set(arns)].sort();
}

function arnOf({ typeName }: ResourceType, { region, desiredState }: ResourceToCreate): string | undefined {
  if (!isKnown(region)) return undefined;
  const known = Object.fromEntries(
    Object.entries(desiredState).flatMap(([name, value]): [string, Json][] =>
      isKnown(value) && !holdsSecret(value) ? [[name, reveal(value)]] : [],
    ),
  );
  // A path that is not known is not the usual one.
  const isWhole = Object.keys(desiredState).every((name) => Object.hasOwn(known, name) || name !== 'Path');
  return isWhole ? namedArn(typeName, known, plainText(reveal(region))) : undefined;
}

function handlerActions(type: ResourceType, used: ReadonlySet<HandlerName>): readonly string[] {
  const writes = used.has('create') || used.has('update');
  return [
    ...[...used].flatMap((handler) => type.handlers[handler]?.permissions ?? []),
    ...(writes ? tagPermissions(type) : []),
  ];
}

function tagPermissions(type: ResourceType): readonly string[] {
  const tagging = type.schema['tagging'];
  const permissions = isJsonObject(tagging) ? tagging['permissions'] : undefined;
  return Array.isArray(permissions) ? (permissions as readonly Json[]).filter((one) => typeof one === 'string') : [];
}

function untoldNote(type: ResourceType, used: ReadonlySet<HandlerName>): readonly string[] {
  const untold = [...used].filter((handler) => (type.handlers[handler]?.permissions ?? []).length === 0);
  return untold.length === 0 ? [] : [`the permissions of ${type.typeName} (${untold.join(', ')}) are not known`];
}

function callNote(call: Call): readonly string[] {
  if (call.kind === 'action') return [];
  const { typeName, handler, asRole } = call;
  if (typeName === undefined)
    return [`of which type a statement has the ${handler} handler work is known only while building`];
  return asRole === true ? [`the role that RoleArn names needs the permissions of ${typeName} (${handler})`] : [];
}

function resourceNotes(surveyed: SurveyedResource, purposes: readonly Purpose[]): readonly string[] {
  const { resource, auth, isSkipped } = surveyed;
  if (isSkipped) return [];
  const { profile, role } = auth;
  const undecided = purposes.flatMap((purpose) =>
    queriesFor(surveyed, purpose).filter(({ prepared }) => prepared.kind === 'undecided'),
  );
  return [
    ...undecided.map(
      ({ query }) => `what the query ${query.query.anchor} of ${resource.name} needs is decided only while building`,
    ),
    ...(resource.script === undefined ? [] : [`what the script of ${resource.name} needs is not known`]),
    ...(profile === undefined ? [] : [`the requests of ${resource.name} are signed with the profile ${profile}`]),
    ...(role === undefined ? [] : [`the role ${role.arn}, which is assumed, makes the requests of ${resource.name}`]),
  ];
}
