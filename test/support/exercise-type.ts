import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { formatPointer } from '../../src/base/json-pointer.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { createRequestHandler } from '../../src/emulator/request-handler.ts';
import { valueAt } from '../../src/emulator/property-paths.ts';
import { memoryStore } from '../../src/emulator/store/memory-store.ts';
import { createStatementEngine, type StatementEngine } from './statement-engine.ts';
import type { Rows, StatementFailure } from '../../src/engine/engine.ts';
import { createCloudControlProvider } from '../../src/provider/cloud-control/create-cloud-control-provider.ts';
import { columnName } from '../../src/resource-types/naming/column-name.ts';
import type { HandlerName, Registry, ResourceType } from '../../src/resource-types/resource-type.ts';
import { select as read, write } from '../unit/engine/statements.ts';
import type { Value } from '../../src/values/value.ts';
import { parentOf } from './parent-of.ts';
import { createFakeClock } from './fake-clock.ts';
import { sampleChange, sampleModel } from './sample-model.ts';
import { createSeededRandom } from './seeded-random.ts';

const region = 'us-east-1';

/** What went wrong with a type, one sentence each. */
export type Misses = readonly string[];

/**
 * Takes the smallest model of a type through every statement on an embedded Cloud Control of its own: each handler that the type has
 * must do its work, each that it has not must be refused, by the engine before a request and by the service after one.
 */
export async function exerciseType(type: ResourceType, registry: Registry): Promise<Misses> {
  const cloud = openCloud(registry, type.typeName);
  try {
    return await new Exercise(type, registry, cloud).run();
  } finally {
    await cloud.close();
  }
}

interface Cloud {
  readonly engine: StatementEngine;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

function openCloud(registry: Registry, seed: string): Cloud {
  const clock = createFakeClock();
  const random = createSeededRandom(seed);
  const emulator = createEmulator({ registry, clock, random, store: memoryStore() });
  const provider = createCloudControlProvider({
    clock,
    random,
    requestHandler: createRequestHandler(emulator),
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'local' },
    pace: 'unpaced',
  });
  return {
    engine: createStatementEngine({ provider, registry }),
    emulator,
    close: async () => {
      provider.close();
      await emulator.close();
    },
  };
}

class Exercise {
  readonly #type: ResourceType;
  readonly #registry: Registry;
  readonly #cloud: Cloud;
  readonly #misses: string[] = [];
  readonly #parents = new Map<string, JsonObject>();

  constructor(type: ResourceType, registry: Registry, cloud: Cloud) {
    this.#type = type;
    this.#registry = registry;
    this.#cloud = cloud;
  }

  async run(): Promise<Misses> {
    const type = this.#type;
    const model = await this.#withParents(type, sampleModel(type), 0);
    const identifier = await this.#create(type, model);
    if (identifier === undefined) return this.#misses;
    if (this.#has('read')) {
      const rows = await this.#rows(`SELECT * FROM ${type.statementName} WHERE ${where(identifier)}`);
      if (rows?.length !== 1) this.#misses.push(`get: ${rows?.length ?? 'no'} rows`);
    }
    if (this.#has('list')) {
      const live = { ...model, ...(await this.#properties(type.typeName, identifier)) };
      const parents = type.listRequires.map(
        (name) => ` AND ${columnName(name, type.typeName)} = ${literal(live[name] ?? null)}`,
      );
      const rows = await this.#rows(
        `SELECT * FROM ${type.statementName}_list_only WHERE region = '${region}'${parents.join('')}`,
      );
      // Some types have resources that others bring along: the route table of a VPC.
      const own =
        rows?.length === 1 ? rows : rows?.filter(([, ...parts]) => parts.map(textOf).join('|') === identifier);
      if (own?.length !== 1) this.#misses.push(`list: ${own?.length ?? 'no'} rows`);
    }
    if (this.#has('update')) await this.#update(identifier, model);
    if (this.#has('delete')) {
      await this.#write(`DELETE FROM ${type.statementName} WHERE ${where(identifier)}`, 'delete');
      if (this.#has('read')) {
        const rows = await this.#rows(`SELECT * FROM ${type.statementName} WHERE ${where(identifier)}`);
        if (rows?.length !== 0) this.#misses.push(`deleted: ${rows?.length ?? 'no'} rows`);
      }
    }
    await this.#refusals(identifier, model);
    return this.#misses;
  }

  #has(handler: HandlerName): boolean {
    return this.#type.handlers[handler] !== undefined;
  }

  async #create(type: ResourceType, model: JsonObject): Promise<string | undefined> {
    const names = Object.keys(model);
    const values = names.map((name) => literal(model[name] ?? null));
    const written = await this.#write(
      `INSERT INTO ${type.statementName} (${[...names.map(quoted), 'region'].join(', ')}) SELECT ${[...values, `'${region}'`].join(', ')}`,
      `insert of ${type.typeName}`,
    );
    return written;
  }

  /** A patch says write-only values again: Cloud Control patches what it reads, and those it cannot read. */
  async #update(identifier: string, model: JsonObject): Promise<void> {
    const change = sampleChange(this.#type);
    // Where everything is fixed at creation, an update has nothing to say.
    if (change === undefined) return;
    const { createOnly, writeOnly } = this.#type;
    const again = writeOnly
      .filter((path) => !createOnly.some((fixed) => fixed.every((part, index) => part === path[index])))
      .filter((path) => path[0] !== change.name && valueAt(model, path) !== undefined)
      .map((path) => ({ op: 'add', path: formatPointer(path), value: valueAt(model, path) ?? null }));
    const patch = JSON.stringify([{ op: 'add', path: `/${change.name}`, value: change.value }, ...again]);
    await this.#write(
      `UPDATE ${this.#type.statementName} SET PatchDocument = ${literal(patch)} WHERE ${where(identifier)}`,
      'update',
    );
  }

  /** Values of properties that name another resource: that resource is created first where the emulator can hold it. */
  async #withParents(type: ResourceType, model: JsonObject, depth: number): Promise<JsonObject> {
    let completed = model;
    if (depth > 3) return completed;
    for (const name of Object.keys(model)) {
      const parent = parentOf(type, name);
      const parentType = parent === undefined ? undefined : this.#registry.find(parent.typeName);
      if (parent === undefined || parentType?.handlers.create === undefined || parentType === type) continue;
      const value = (await this.#parentProperties(parentType, parent.property, depth))[parent.property];
      if (typeof value !== 'string') continue;
      const held = model[name];
      if (typeof held === 'string') completed = { ...completed, [name]: value };
      if (Array.isArray(held)) completed = { ...completed, [name]: [value] };
    }
    return completed;
  }

  /** What a resource of a type, with a property that others know it by, says once it is there; one of each type is enough. */
  async #parentProperties(type: ResourceType, property: string, depth: number): Promise<JsonObject> {
    const known = this.#parents.get(type.typeName);
    if (known !== undefined) return known;
    const wanted = await this.#withParents(type, sampleModel(type, property), depth + 1);
    const identifier = await this.#create(type, wanted);
    const properties = { ...wanted, ...(await this.#properties(type.typeName, identifier ?? '')) };
    this.#parents.set(type.typeName, properties);
    return properties;
  }

  /** What a read says, past the engine; nothing where the type cannot be read. */
  async #properties(typeName: string, identifier: string): Promise<JsonObject> {
    const answer = await this.#ask('GetResource', { TypeName: typeName, Identifier: identifier });
    const description = answer['ResourceDescription'];
    const text = isJsonObject(description) ? description['Properties'] : undefined;
    // The emulator answers with objects.
    return typeof text === 'string' ? (JSON.parse(text) as JsonObject) : {};
  }

  async #refusals(identifier: string, model: JsonObject): Promise<void> {
    const { typeName, statementName } = this.#type;
    const region_ = `region = '${region}'`;
    const attempts: readonly (readonly [HandlerName, string, JsonObject, string])[] = [
      ['read', 'GetResource', { Identifier: identifier }, `SELECT * FROM ${statementName} WHERE ${where(identifier)}`],
      ['list', 'ListResources', {}, `SELECT * FROM ${statementName}_list_only WHERE ${region_}`],
      [
        'update',
        'UpdateResource',
        { Identifier: identifier, PatchDocument: '[]' },
        `UPDATE ${statementName} SET PatchDocument = '[{"op":"remove","path":"/X"}]' WHERE ${where(identifier)}`,
      ],
      [
        'delete',
        'DeleteResource',
        { Identifier: identifier },
        `DELETE FROM ${statementName} WHERE ${where(identifier)}`,
      ],
      ['create', 'CreateResource', { DesiredState: JSON.stringify(model) }, ''],
    ];
    for (const [handler, operation, body, text] of attempts) {
      if (this.#has(handler)) continue;
      const answer = await this.#ask(operation, { TypeName: typeName, ...body });
      const error = answer['__type'];
      if (typeof error !== 'string' || !error.endsWith('UnsupportedActionException')) {
        this.#misses.push(`${operation} is answered with ${JSON.stringify(answer)}`);
      }
      const refused = text.startsWith('SELECT')
        ? await this.#cloud.engine.read(read(text))
        : await this.#cloud.engine.write(write(text));
      const codes =
        !refused.ok && refused.error.kind === 'refused' ? refused.error.diagnostics.map(({ code }) => code) : [];
      if (!codes.includes('resource/unsupported-action'))
        this.#misses.push(`${handler} is not refused: ${codes.join()}`);
    }
  }

  async #rows(text: string): Promise<Rows['rows'] | undefined> {
    this.#cloud.engine.forget();
    const result = await this.#cloud.engine.read(read(text));
    if (result.ok) return result.value.rows;
    this.#misses.push(`${text}: ${describe(result.error)}`);
    return undefined;
  }

  /** The identifier of what was written. */
  async #write(text: string, what: string): Promise<string | undefined> {
    const result = await this.#cloud.engine.write(write(text));
    if (result.ok) return result.value.resources[0]?.identifier;
    this.#misses.push(`${what}: ${describe(result.error)}`);
    return undefined;
  }

  async #ask(operation: string, body: JsonObject): Promise<JsonObject> {
    const answer = await this.#cloud.emulator.handle({
      target: `CloudApiService.${operation}`,
      body: JSON.stringify(body),
      region,
      accountId: '000000000000',
    });
    return JSON.parse(answer.body) as JsonObject;
  }
}

function where(identifier: string): string {
  return `region = '${region}' AND Identifier = ${literal(identifier)}`;
}

function quoted(name: string): string {
  return `"${name}"`;
}

/** A value as a person writes it: numbers and truth bare, everything else between quotes, lists and maps as JSON. */
function literal(value: Json): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;
}

function describe(trouble: StatementFailure): string {
  switch (trouble.kind) {
    case 'refused':
      return trouble.diagnostics.map(({ message }) => message).join('; ');
    case 'failed':
      return JSON.stringify(trouble.failure);
    case 'not-evaluated':
      return trouble.message;
  }
}

/** Parts of identifiers are texts and numbers. */
function textOf(part: Value): string {
  return typeof part === 'string' || typeof part === 'number' ? String(part) : '';
}
