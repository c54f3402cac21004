import { isJsonObject, parseJson, type Json, type JsonObject } from '../../../src/base/json.ts';
import { createEmulator } from '../../../src/emulator/create-emulator.ts';
import type { Emulator, EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { memoryStore } from '../../../src/emulator/store/memory-store.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { readSchema } from '../../../src/resource-types/read-schema.ts';
import type { Registry, ResourceType } from '../../../src/resource-types/resource-type.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { seededRandom } from './seeded-random.ts';
import { plainText } from '../../../src/values/reading.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** `__type` without its name space; undefined for a success. */
  readonly error: string | undefined;
  readonly message: string | undefined;
}

export interface Rig {
  readonly emulator: Emulator;
  readonly clock: FakeClock;
  /** One request of account 000000000000 in us-east-1, unless told otherwise. */
  ask(operation: string, body: JsonObject, from?: { region?: string; accountId?: string }): Promise<Answer>;
  /** The ProgressEvent of the answer; an error is thrown. */
  begin(operation: string, body: JsonObject): Promise<JsonObject>;
  /** The request's last event. */
  finish(operation: string, body: JsonObject): Promise<JsonObject>;
  create(typeName: string, desired: JsonObject): Promise<string>;
  read(typeName: string, identifier: string): Promise<JsonObject>;
  list(typeName: string, model?: JsonObject): Promise<readonly string[]>;
}

const names = { type: 'string' };

/** A bucket is named by its owner; a vault's secret is never read; a parameter cannot be changed; a log is under its bucket. */
export const handMadeSchemas: readonly JsonObject[] = [
  {
    typeName: 'AWS::Test::Bucket',
    properties: {
      BucketName: { type: 'string', minLength: 3, maxLength: 20, pattern: '^[a-z0-9-]+$' },
      Arn: names,
      Mode: { type: 'string', enum: ['ON', 'OFF'] },
      Size: { type: 'integer', minimum: 1, maximum: 10 },
      Tags: { type: 'array', items: { $ref: '#/definitions/Tag' }, minItems: 1, maxItems: 2, uniqueItems: true },
      Logging: {
        type: 'object',
        properties: { Target: names, Url: names, Zone: names },
        required: ['Target'],
        additionalProperties: false,
      },
      Document: { type: ['object', 'string'] },
      Labels: { type: 'object', patternProperties: { '^[a-z]+$': names }, additionalProperties: false },
    },
    definitions: {
      Tag: {
        type: 'object',
        properties: { Key: names, Value: names },
        required: ['Key', 'Value'],
        additionalProperties: false,
      },
    },
    additionalProperties: false,
    primaryIdentifier: ['/properties/BucketName'],
    additionalIdentifiers: [['/properties/Arn']],
    readOnlyProperties: ['/properties/Arn', '/properties/Logging/Url'],
    createOnlyProperties: ['/properties/BucketName', '/properties/Logging/Zone'],
    handlers: { create: {}, read: {}, update: {}, delete: {}, list: {} },
  },
  {
    typeName: 'AWS::Test::Vault',
    properties: { Id: names, Name: names, Secret: names, Count: { type: 'integer' } },
    required: ['Name'],
    additionalProperties: false,
    primaryIdentifier: ['/properties/Id'],
    readOnlyProperties: ['/properties/Id'],
    writeOnlyProperties: ['/properties/Secret'],
    handlers: { create: {}, read: {}, update: {}, delete: {}, list: {} },
  },
  {
    typeName: 'AWS::Test::Parameter',
    properties: { Name: names, Value: names },
    additionalProperties: false,
    primaryIdentifier: ['/properties/Name'],
    createOnlyProperties: ['/properties/Name', '/properties/Value'],
    handlers: { create: {}, read: {}, delete: {} },
  },
];

function registry(): Registry {
  const shipped = createRegistry({ schemaFolders: [shippedSchemas] });
  const handMade = new Map<string, ResourceType>();
  for (const schema of handMadeSchemas) {
    const type = readSchema(schema, 'stack');
    if (type !== undefined) handMade.set(type.typeName, type);
  }
  return { ...shipped, find: (name) => handMade.get(name) ?? shipped.find(name) };
}

/** An emulator in memory, with a clock that stands still and chance that is always the same. */
export function createRig(options: Partial<EmulatorOptions> = {}): Rig {
  const clock = createFakeClock();
  const emulator = createEmulator({
    registry: registry(),
    clock,
    random: seededRandom(),
    store: memoryStore(),
    ...options,
  });
  const ask: Rig['ask'] = async (operation, body, from = {}) => {
    const answer = await emulator.handle({
      target: `CloudApiService.${operation}`,
      body: JSON.stringify(body),
      region: from.region ?? 'us-east-1',
      accountId: from.accountId ?? '000000000000',
    });
    const parsed = objectOf(parseJson(answer.body));
    const type = parsed['__type'];
    const message = parsed['Message'] ?? parsed['message'];
    return {
      status: answer.status,
      headers: answer.headers,
      body: parsed,
      error: typeof type === 'string' ? type.replace(/^.*#/, '') : undefined,
      message: typeof message === 'string' ? message : undefined,
    };
  };
  const eventOf = (answer: Answer): JsonObject => {
    if (answer.error !== undefined) throw new Error(`${answer.error}: ${answer.message ?? ''}`);
    return objectOf(answer.body['ProgressEvent']);
  };
  const begin: Rig['begin'] = async (operation, body) => eventOf(await ask(operation, body));
  const finish: Rig['finish'] = async (operation, body) => {
    let event = await begin(operation, body);
    while (event['OperationStatus'] === 'IN_PROGRESS') {
      clock.advance(1000);
      event = eventOf(await ask('GetResourceRequestStatus', { RequestToken: event['RequestToken'] ?? '' }));
    }
    return event;
  };
  return {
    emulator,
    clock,
    ask,
    begin,
    finish,
    create: async (typeName, desired) => {
      const event = await finish('CreateResource', { TypeName: typeName, DesiredState: JSON.stringify(desired) });
      if (event['OperationStatus'] !== 'SUCCESS') throw new Error(JSON.stringify(event));
      return plainText(event['Identifier'] ?? null);
    },
    read: async (typeName, identifier) => {
      const answer = await ask('GetResource', { TypeName: typeName, Identifier: identifier });
      if (answer.error !== undefined) throw new Error(`${answer.error}: ${answer.message ?? ''}`);
      return objectOf(parseJson(plainText(objectOf(answer.body['ResourceDescription'])['Properties'] ?? null)));
    },
    list: async (typeName, model) => {
      const answer = await ask('ListResources', {
        TypeName: typeName,
        ...(model === undefined ? {} : { ResourceModel: JSON.stringify(model) }),
      });
      if (answer.error !== undefined) throw new Error(`${answer.error}: ${answer.message ?? ''}`);
      const descriptions = answer.body['ResourceDescriptions'];
      return Array.isArray(descriptions)
        ? descriptions.map((one: Json) => plainText(objectOf(one)['Identifier'] ?? null))
        : [];
    },
  };
}

export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
