import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import { identifierOf } from '../../src/emulator/identifiers.ts';
import type { StackPlan } from '../../src/lifecycle/plan.ts';
import { hasChanges } from '../../src/plan/plan.ts';
import { failureLines } from '../../src/report/failure-lines.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import type { PlainValue } from '../../src/values/value.ts';
import type { RecordedCase } from './recorded-case.ts';
import { percent, shortJson, type Section } from './section.ts';

interface Change {
  readonly text: string;
  /** Where it is. Undefined where the stack was refused, or could not be planned. */
  readonly pointer?: string;
}

/** What a plan says of a recorded resource whose stack declares what was declared. */
interface Planned {
  readonly name: string;
  /** Nothing: the plan is empty. */
  readonly changes: readonly Change[];
}

/** What differs truly, by type and pointer: the stack of the recording has set it elsewhere, or the service by itself. */
const reasons: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table /ProvisionedThroughput/ReadCapacityUnits': 'auto scaling has set it',
  'AWS::EC2::SecurityGroup /SecurityGroupIngress': 'rules that are resources of their own stand in it too',
};

/** Stands behind what nobody has looked into. */
export const noReason = 'no reason is known';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/**
 * Plans a strict stack of each recorded model on an embedded Cloud Control that holds what AWS has answered. Left out are types that Cloud
 * Control does not read, and resources that were changed on purpose before they were read.
 */
export async function planRecordings(recordings: readonly RecordedCase[]): Promise<Section> {
  const planned: Planned[] = [];
  const leftOut: string[] = [];
  for (const recorded of recordings) {
    const { type, name, isDrifted } = recorded;
    if (type.handlers.read === undefined) leftOut.push(`${name}: Cloud Control does not read the type`);
    else if (isDrifted) leftOut.push(`${name}: it was changed before it was read`);
    else {
      const changes = await changesOf(recorded);
      planned.push({ name, changes: changes.map((change) => withReason(type.typeName, change)) });
    }
  }
  const full = planned.filter(({ changes }) => changes.length > 0);
  return {
    title: 'Plans of strict stacks of what is there',
    figures: [
      `not empty: ${full.length} of ${planned.length} (${percent(full.length, planned.length)})`,
      `left out: ${leftOut.length}`,
    ],
    details: full.flatMap(({ name, changes }) => changes.map(({ text }) => `${name}: ${text}`)),
  };
}

function withReason(typeName: string, { pointer, text }: Change): Change {
  const reason = pointer === undefined ? undefined : reasons[`${typeName} ${pointer}`];
  return { text: `${text} (${reason ?? noReason})`, ...(pointer === undefined ? {} : { pointer }) };
}

async function changesOf(recorded: RecordedCase): Promise<readonly Change[]> {
  const { type, region } = recorded;
  const live = inEmulator(recorded, withoutOwner(recorded.live));
  const identifier = identifierOf(type, live);
  if (identifier === undefined) return [{ text: 'the recording does not hold its identifier' }];
  const cloud = createTestCloud({ registry, region });
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  try {
    await cloud.emulator.mutate({ typeName: type.typeName, identifier, region }, () => live);
    const declared = resolved(inEmulator(recorded, recorded.given), live);
    const mine = isJsonObject(declared) ? declared : {};
    writeStack(folder, recorded, mine);
    const names = Object.keys(mine);
    const { value: stack, diagnostics } = await openStack({
      folder,
      environment: 'dev',
      workingDirectory: folder,
      registry,
      region,
      variables: {
        IDENTIFIER: identifier,
        // JSON as it was recorded.
        ...Object.fromEntries(names.map((name, index): [string, PlainValue] => [`P${index}`, mine[name] ?? null])),
      },
    });
    if (stack === undefined)
      return [{ text: `refused: ${formatDiagnostics(diagnostics, plainPalette).split('\n')[0] ?? ''}` }];
    return changesIn(await stack.plan({ provider: cloud.provider, clock: cloud.clock }));
  } finally {
    rmSync(folder, { recursive: true });
    await cloud.close();
  }
}

/** A recording in the account of the emulator. */
function inEmulator({ account }: RecordedCase, model: JsonObject): JsonObject {
  // The text of an object is the text of an object.
  return JSON.parse(JSON.stringify(model).replaceAll(account, '000000000000')) as JsonObject;
}

/** Without the tags by which CloudFormation marks what it has made: the stack here is the owner. */
function withoutOwner(model: JsonObject): JsonObject {
  const isOwners = (key: Json | undefined): boolean => typeof key === 'string' && key.startsWith('aws:');
  const members = Object.entries(model).map(([name, value]): [string, Json] => {
    if (Array.isArray(value)) {
      const items = value as readonly Json[];
      return [name, items.filter((item) => !isJsonObject(item) || !isOwners(item['Key'] ?? item['TagKey']))];
    }
    if (!isJsonObject(value)) return [name, value];
    return [name, Object.fromEntries(Object.entries(value).filter(([key]) => !isOwners(key)))];
  });
  return Object.fromEntries(members);
}

function changesIn(plan: StackPlan): readonly Change[] {
  if (plan.ok && !hasChanges(plan)) return [];
  return plan.resources.flatMap(({ action }): readonly Change[] => {
    if (action.kind === 'failed' && action.reason.kind === 'drifted')
      return action.reason.differences.map(({ pointer, live, desired }) => changeAt(pointer, live, desired));
    if (action.kind === 'failed') return [{ text: `failed: ${failureLines(action.reason, plainPalette).join(' ')}` }];
    const changes = 'changes' in action ? (action.changes ?? []) : [];
    // What a recording holds is JSON.
    return changes.map(({ pointer, before, after }) =>
      changeAt(pointer, before as Json | undefined, after as Json | undefined),
    );
  });
}

function changeAt(pointer: string, live: Json | undefined, declared: Json | undefined): Change {
  return { pointer, text: `${pointer}: live ${shortJson(live)}, declared ${shortJson(declared)}` };
}

/** The declared model with live values in the place of references that the recorder could not resolve. */
function resolved(declared: Json, live: Json | undefined): Json | undefined {
  if (typeof declared === 'string') return /unresolved|\{\{resolve:/.test(declared) ? live : declared;
  if (Array.isArray(declared)) {
    const around: readonly Json[] = Array.isArray(live) ? (live as readonly Json[]) : [];
    return (declared as readonly Json[]).flatMap((item, index) => resolved(item, around[index]) ?? []);
  }
  if (!isJsonObject(declared)) return declared;
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, member]): [string, Json][] => {
      const value = resolved(member, isJsonObject(live) ? live[name] : undefined);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** One resource whose values are variables: no text of a recording is a template. */
function writeStack(folder: string, { type, region }: RecordedCase, declared: JsonObject): void {
  const slot = (name: string, index: number): string =>
    typeof declared[name] === 'number' || typeof declared[name] === 'boolean'
      ? `{{ vars.P${index} }}`
      : `'{{ vars.P${index} }}'`;
  const names = Object.keys(declared);
  const columnOf = (name: string): string => type.properties.find((property) => property.name === name)?.column ?? name;
  const table = type.statementName;
  const where = `WHERE Identifier = '{{ vars.IDENTIFIER }}'`;
  const checks = names
    .filter((name) => !type.writeOnly.some(([only]) => only === name))
    .map((name) => `\n  AND as_declared(${columnOf(name)}, ${slot(name, names.indexOf(name))})`);
  const queries = [
    `/*+ exists */\nSELECT Identifier FROM ${table} ${where}`,
    `/*+ create */\nINSERT INTO ${table} (${[...names, 'region'].join(', ')})\nSELECT ${[...names.map(slot), `'${region}'`].join(', ')}`,
    `/*+ statecheck */\nSELECT COUNT(*) AS count FROM ${table} ${where}${checks.join('')}`,
    `/*+ delete */\nDELETE FROM ${table} ${where}`,
  ];
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'resources', 'recorded.iql'), queries.join('\n\n'));
  writeFileSync(
    join(folder, 'stackql_manifest.yml'),
    'version: 1\nname: recorded\nstrict: true\nresources:\n  - name: recorded\n',
  );
}
