import { isJsonObject, parseJson, type Json, type JsonObject } from '../../src/base/json.ts';
import { behaviourOf } from '../../src/emulator/behaviours/index.ts';
import { completeModel } from '../../src/emulator/behaviours/made-up-values.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { identifierOf } from '../../src/emulator/identifiers.ts';
import { surroundingsOf } from '../../src/emulator/operation-context.ts';
import { memoryStore } from '../../src/emulator/store/memory-store.ts';
import { World } from '../../src/emulator/world.ts';
import { checkModel } from '../../src/resource-types/check-model.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { plainModel } from '../../src/resource-types/plain-model.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';
import { checkServiceRules } from '../../src/resource-types/rules/check-service-rules.ts';
import { writeModel } from '../../src/resource-types/write-value.ts';
import { createTestClock } from '../../src/testing/test-clock.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';
import { compareFields, weightOf, type Field } from './differing-fields.ts';
import type { RecordedCase } from './recorded-case.ts';
import { percent, type Section } from './section.ts';

export interface JudgedRead {
  readonly recorded: RecordedCase;
  readonly fields: number;
  readonly differing: readonly Field[];
  /** Why the check or the emulator will not have the declared model although AWS has; not of what is missing around it. */
  readonly refusals: readonly string[];
}

export interface LeftOut {
  readonly what: string;
  readonly reason: string;
}

export interface ReadFigures {
  readonly judged: readonly JudgedRead[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Creates each recorded model in an emulator of its own and compares what it reads with what AWS returned. Left out are types that
 * Cloud Control cannot read, for the recorder asked the services themselves there, and fields that a type's schema does not have.
 */
export async function judgeReads(recordings: readonly RecordedCase[]): Promise<ReadFigures> {
  const judged: JudgedRead[] = [];
  const leftOut: LeftOut[] = [];
  for (const recorded of recordings) {
    const { type, name, isDrifted } = recorded;
    if (type.handlers.read === undefined || type.handlers.create === undefined) {
      leftOut.push({ what: type.typeName, reason: 'Cloud Control does not create or read the type' });
      continue;
    }
    if (isDrifted) {
      leftOut.push({ what: name, reason: 'the resource was changed before it was read' });
      continue;
    }
    const written = writeModel(type, recorded.given);
    const model = plainModel(written.model).json;
    const refusals = [
      ...written.problems,
      ...checkModel(type, written.model),
      ...checkServiceRules(type.typeName, written.model),
    ].map(({ message }) => `check: ${message}`);
    const answer = await createAndRead(type, model, recorded);
    const compared = compareFields(type, recorded.live, answer.read, recorded.given);
    for (const { path, reason } of compared.leftOut) {
      leftOut.push({ what: `${type.typeName} ${path.join('/')}`, reason });
    }
    judged.push({
      recorded,
      fields: compared.fields,
      differing: compared.differing,
      refusals: [...refusals, ...answer.refusals],
    });
  }
  return { judged, leftOut };
}

interface CreatedAndRead {
  readonly read: JsonObject;
  readonly refusals: readonly string[];
}

async function createAndRead(type: ResourceType, model: JsonObject, recorded: RecordedCase): Promise<CreatedAndRead> {
  const clock = createTestClock();
  const random = createTestRandom();
  const registry = createRegistry({ schemaFolders: [shippedSchemas] });
  const store = memoryStore();
  const place = { region: recorded.region, accountId: recorded.account };
  const emulator = createEmulator({ registry, clock, random, store });
  const ask = async (operation: string, body: JsonObject): Promise<JsonObject> => {
    const target = `CloudApiService.${operation}`;
    const answer = parseJson((await emulator.handle({ target, body: JSON.stringify(body), ...place })).body);
    return isJsonObject(answer) ? answer : {};
  };
  for (const neighbour of [...neighboursOf(model), ...domainBeside(type, model)]) {
    await emulator.mutate({ ...neighbour, ...place }, () => neighbour.properties);
  }
  const accepted = await ask('CreateResource', { TypeName: type.typeName, DesiredState: JSON.stringify(model) });
  const refused = accepted['Message'];
  const first = objectAt(accepted, 'ProgressEvent');
  const event =
    refused === undefined
      ? objectAt(await ask('GetResourceRequestStatus', { RequestToken: first['RequestToken'] ?? '' }), 'ProgressEvent')
      : first;
  if (event['OperationStatus'] === 'SUCCESS') {
    const answer = await ask('GetResource', { TypeName: type.typeName, Identifier: event['Identifier'] ?? '' });
    const properties = objectAt(answer, 'ResourceDescription')['Properties'];
    const read = typeof properties === 'string' ? parseJson(properties) : undefined;
    return { read: isJsonObject(read) ? read : {}, refusals: [] };
  }
  // What it refers to is not in this emulator: it is put there as it would have been made.
  const isAlone = event['ErrorCode'] === 'NotFound';
  const around = surroundingsOf(type, {
    options: { registry, clock, random, store },
    view: new World(store),
    place,
    nowMs: 0,
  });
  const behaviour = behaviourOf(type.typeName);
  const made = behaviour.generate?.(model, around) ?? completeModel(model, around);
  const identifier = identifierOf(type, made) ?? 'made';
  await emulator.mutate({ typeName: type.typeName, identifier, ...place }, () => made);
  const answer = await ask('GetResource', { TypeName: type.typeName, Identifier: identifier });
  const properties = objectAt(answer, 'ResourceDescription')['Properties'];
  const read = typeof properties === 'string' ? parseJson(properties) : undefined;
  const words = textOf(refused) ?? textOf(event['StatusMessage']) ?? 'no reason';
  return { read: isJsonObject(read) ? read : {}, refusals: isAlone ? [] : [`emulator: ${words}`] };
}

interface Neighbour {
  readonly typeName: string;
  readonly identifier: string;
  readonly properties: JsonObject;
}

/** The roles and queues that a model names by their ARNs: services ask for them. */
function neighboursOf(model: Json): readonly Neighbour[] {
  if (typeof model === 'object' && model !== null)
    return Object.values(model).flatMap((item: Json) => neighboursOf(item));
  const [, service, region, account, name] = /^arn:aws:(iam|sqs):([^:]*):(\d+):(.+)$/.exec(String(model)) ?? [];
  if (service === undefined || region === undefined || account === undefined || name === undefined) return [];
  if (service === 'sqs') {
    const url = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
    return [{ typeName: 'AWS::SQS::Queue', identifier: url, properties: { Arn: String(model), QueueUrl: url } }];
  }
  const role = name.split('/').at(-1) ?? name;
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const properties = { RoleName: role, Arn: String(model), AssumeRolePolicyDocument: { Statement: [trust] } };
  return name.startsWith('role/') ? [{ typeName: 'AWS::IAM::Role', identifier: role, properties }] : [];
}

/** What is shown on the pages of a user pool's domain is refused where the pool has none. */
function domainBeside({ typeName }: ResourceType, model: JsonObject): readonly Neighbour[] {
  const pool = model['UserPoolId'];
  if (typeName !== 'AWS::Cognito::UserPoolUICustomizationAttachment' || typeof pool !== 'string') return [];
  const properties = { UserPoolId: pool, Domain: 'recorded' };
  return [{ typeName: 'AWS::Cognito::UserPoolDomain', identifier: `${pool}|recorded`, properties }];
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const inner = value[name];
  return isJsonObject(inner) ? inner : {};
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** How much of what AWS returned the embedded Cloud Control reads otherwise, for all types and for those with most recordings. */
export function differingReads({ judged, leftOut }: ReadFigures): Section {
  const byType = new Map<string, JudgedRead[]>();
  for (const one of judged) {
    const { typeName } = one.recorded.type;
    byType.set(typeName, [...(byType.get(typeName) ?? []), one]);
  }
  const most = [...byType].sort(([, left], [, right]) => right.length - left.length).slice(0, 60);
  return {
    title: "The emulator's reads beside those of AWS",
    figures: [
      `fields that differ: ${share(judged)}`,
      `  in the ${most.length} types with most recordings: ${share(most.flatMap(([, ones]) => ones))}`,
      ...most.map(([type, ones]) => `    ${type}: ${share(ones)}`),
      `left out: ${leftOut.length}`,
    ],
    details: leftOut.map(({ what, reason }) => `${what}: ${reason}`),
  };
}

/** Models that AWS took and that the check or the emulator refuses. */
export function falseRefusals({ judged }: ReadFigures): Section {
  const refused = judged.flatMap(({ recorded, refusals }) => refusals.map((words) => `${recorded.name}: ${words}`));
  return {
    title: 'Declared models',
    figures: [`refused: ${refused.length} of ${judged.length}`],
    details: refused,
  };
}

function share(judged: readonly JudgedRead[]): string {
  const fields = judged.reduce((sum, one) => sum + one.fields, 0);
  const differing = judged.flatMap((one) => one.differing).reduce((sum, field) => sum + weightOf(field), 0);
  return `${differing} of ${fields} (${percent(differing, fields)}) in ${judged.length} recordings`;
}
