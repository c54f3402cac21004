import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { entriesOfLive } from '../../src/cli/importing/entries-of-live.ts';
import { newManifest } from '../../src/manifest/append-entries.ts';
import { openLister } from '../../src/api/open-lister.ts';
import type { FileRegistry } from '../../src/resource-types/create-registry.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';
import { createTestCloud, type TestCloud } from '../../src/testing/test-cloud.ts';
import type { PlainValue } from '../../src/values/value.ts';
import { parentOf } from './parent-of.ts';
import { sampleModel } from './sample-model.ts';
import { openFiles } from './short-form.ts';

const region = 'us-east-1';

/**
 * Creates the smallest resource of a type, imports it and plans the stack. Undefined where the plan shows nothing but what is adopted; else
 * what it shows, or why there is none.
 */
export async function importType(type: ResourceType, registry: FileRegistry): Promise<string | undefined> {
  const cloud = createTestCloud({ region, registry });
  try {
    return await importInto(cloud, type, registry);
  } finally {
    await cloud.close();
  }
}

async function importInto(cloud: TestCloud, type: ResourceType, registry: FileRegistry): Promise<string | undefined> {
  const model = await withParents(cloud, type, sampleModel(type), registry, 0);
  const identifier = await create(cloud, type, model);
  if (!identifier.startsWith('=')) return `is not created: ${identifier}`;
  const lister = openLister(cloud.provider, registry, new AbortController().signal);
  const live = await lister.read(type, region, identifier.slice(1));
  if (!live.ok || live.value === undefined) return 'is not read';
  const place = { stack: 'shop', environment: 'dev', names: [], region, takeOver: [] };
  const { entries, variables, notes } = entriesOfLive([{ live: live.value, name: 'one' }], place);
  if (entries.length === 0) return notes.join('; ');
  const values = Object.fromEntries(
    Object.entries(model).map(([name, value]): [string, PlainValue] => [`one_${columnOf(type, name)}`, value]),
  );
  const given = Object.fromEntries(variables.map((name) => [name, values[name] ?? null]));
  const opened = await openFiles({ 'stackql_manifest.yml': newManifest('shop', entries) }, given);
  if (opened.value === undefined)
    return `is no valid stack: ${opened.diagnostics.map(({ message }) => message).join('; ')}`;
  const plan = await opened.value.plan({ provider: cloud.provider, clock: cloud.clock });
  return plan.resources
    .map(({ action, notes: told }) => shown(action) ?? (variables.length > 0 ? undefined : hidden(told)))
    .find((one) => one !== undefined);
}

type Planned = Awaited<
  ReturnType<NonNullable<Awaited<ReturnType<typeof openFiles>>['value']>['plan']>
>['resources'][number];

function shown(action: Planned['action']): string | undefined {
  switch (action.kind) {
    case 'unchanged':
      return action.unmanaged.length === 0 ? undefined : 'is unmanaged in part';
    case 'mark':
      return action.change.kind === 'adopt' && action.unmanaged.length === 0
        ? undefined
        : `is marked: ${action.change.kind}`;
    case 'update':
    case 'replace':
      return `differs: ${(action.changes ?? []).map(({ pointer }) => pointer).join(', ')}`;
    case 'failed':
      return `fails: ${JSON.stringify(action.reason).slice(0, 300)}`;
    default:
      return `is planned as ${action.kind}`;
  }
}

function hidden(notes: Planned['notes']): string | undefined {
  return notes === undefined || notes.unknown.length === 0
    ? undefined
    : `has what no read tells: ${notes.unknown.join(', ')}`;
}

function columnOf(type: ResourceType, name: string): string {
  return type.properties.find((one) => one.name === name)?.column ?? name;
}

/** The identifier behind `=`, or why there is none. */
async function create(cloud: TestCloud, type: ResourceType, model: JsonObject): Promise<string> {
  const started = await ask(cloud, 'CreateResource', { TypeName: type.typeName, DesiredState: JSON.stringify(model) });
  const event = started['ProgressEvent'];
  if (!isJsonObject(event)) return JSON.stringify(started);
  const { ProgressEvent: ended = null } = await ask(cloud, 'GetResourceRequestStatus', {
    RequestToken: event['RequestToken'] ?? null,
  });
  if (!isJsonObject(ended) || ended['OperationStatus'] !== 'SUCCESS') return JSON.stringify(ended);
  return typeof ended['Identifier'] === 'string' ? `=${ended['Identifier']}` : 'has no identifier';
}

/** A model in which what names another resource names one that is there. */
async function withParents(
  cloud: TestCloud,
  type: ResourceType,
  model: JsonObject,
  registry: FileRegistry,
  depth: number,
): Promise<JsonObject> {
  const completed: Record<string, Json> = { ...model };
  if (depth > 3) return completed;
  for (const [name, held] of Object.entries(model)) {
    const parent = parentOf(type, name);
    const parentType = parent === undefined ? undefined : registry.find(parent.typeName);
    if (parent === undefined || parentType?.handlers.create === undefined || parentType === type) continue;
    const wanted = await withParents(cloud, parentType, sampleModel(parentType, parent.property), registry, depth + 1);
    await create(cloud, parentType, wanted);
    const [one] = await cloud.resources(parentType.typeName).catch(() => []);
    const value = one?.properties[parent.property] ?? wanted[parent.property];
    if (typeof value !== 'string') continue;
    if (typeof held === 'string') completed[name] = value;
    if (Array.isArray(held)) completed[name] = [value];
  }
  return completed;
}

async function ask(cloud: TestCloud, operation: string, body: JsonObject): Promise<JsonObject> {
  const answer = await cloud.emulator.handle({
    target: `CloudApiService.${operation}`,
    body: JSON.stringify(body),
    region,
    accountId: '000000000000',
  });
  return JSON.parse(answer.body) as JsonObject;
}
