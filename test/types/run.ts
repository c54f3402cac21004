import '../support/quiet-sdk.ts';
import { checkModel } from '../../src/resource-types/check-model.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';
import { exerciseType } from '../support/exercise-type.ts';
import { importType } from '../support/import-type.ts';
import { sampleModel } from '../support/sample-model.ts';
import { spoiledModels } from '../support/spoiled-models.ts';
import { judgeModels, type Judged } from './judge-models.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });
const say = (line: string): void => void process.stdout.write(line + '\n');

/**
 * `npm run test:types [-- PART_OF_A_NAME]`: every type that Cloud Control provisions, through every statement and an import; then their models before
 * AWS's own validator, and spoiled before ours. Exit code 1 where anything is not as it should be.
 */
async function testTypes(part = ''): Promise<void> {
  const types = registry
    .typeNames()
    .filter((name) => name.includes(part))
    .map((name) => registry.find(name))
    .filter((type): type is ResourceType => type !== undefined && Object.keys(type.handlers).length > 0);
  const creatable = types.filter((type) => type.handlers.create !== undefined);
  const bad = (await exerciseTypes(types)) + (await importTypes(creatable)) + judgeAll(creatable) + spoilAll(creatable);
  if (bad > 0) process.exitCode = 1;
}

async function exerciseTypes(types: readonly ResourceType[]): Promise<number> {
  const started = performance.now();
  let good = 0;
  for (const type of types) {
    const misses = await exerciseType(type, registry);
    if (misses.length === 0) good += 1;
    for (const miss of misses) say(`${type.typeName}: ${miss}`);
  }
  say(`statements: ${good} of ${types.length} types, ${Math.round((performance.now() - started) / 1000)} s`);
  return types.length - good;
}

/** Why the smallest resource of a type is not imported without a change by hand. */
const notImported: ReadonlyMap<string, string> = new Map([
  ...[
    'AWS::CloudFormation::HookDefaultVersion',
    'AWS::CloudFormation::ModuleDefaultVersion',
    'AWS::CloudFormation::PublicTypeVersion',
    'AWS::CloudFormation::Publisher',
    'AWS::Connect::AgentStatus',
  ].map((name): [string, string] => [name, 'Cloud Control cannot delete it, so that no stack can have it']),
  ...[
    'AWS::Cognito::UserPoolUICustomizationAttachment',
    'AWS::Connect::DataTableAttribute',
    'AWS::Connect::DataTableRecord',
    'AWS::Connect::ViewVersion',
    'AWS::ElasticLoadBalancingV2::ListenerRule',
    'AWS::Lambda::LayerVersionPermission',
    'AWS::PCAConnectorAD::TemplateGroupAccessControlEntry',
    'AWS::SSO::Assignment',
    'AWS::VpcLattice::Rule',
    'AWS::Wisdom::AIAgentVersion',
    'AWS::Wisdom::MessageTemplateVersion',
  ].map((name): [string, string] => [name, 'the generated resource lacks another one that it needs']),
  ['AWS::AppStream::DirectoryConfig', 'a password inside of a property must be given, and no read returns it'],
  ['AWS::DataZone::FormType', 'only its identifier finds it, which Cloud Control cannot list'],
]);

/** Creates, imports and plans the smallest resource of each type. */
async function importTypes(types: readonly ResourceType[]): Promise<number> {
  const readable = types.filter((type) => type.handlers.read !== undefined);
  let good = 0;
  let bad = 0;
  for (const type of readable) {
    const said = await importType(type, registry);
    if (said === undefined) good += 1;
    else if (!notImported.has(type.typeName)) {
      bad += 1;
      say(`${type.typeName} ${said}`);
    }
  }
  say(`imported: ${good} of ${readable.length} types; the plan shows nothing but what is adopted`);
  const names = new Set(readable.map(({ typeName }) => typeName));
  for (const [name, reason] of notImported) if (names.has(name)) say(`  not ${name}: ${reason}`);
  return bad;
}

/** Unknown properties, missing ones, and values of a wrong type: what the catalogue can know. Limits and patterns it has not. */
const structural: ReadonlySet<string> = new Set(['F3002', 'F3003', 'F3012']);

/** Where the validator asks for another shape than the registry's schema, by which Cloud Control goes. */
const differing: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'the validator has the nested stack of templates, which has no StackName'],
  ['AWS::CloudWatch::MetricStream', 'the schema requires nothing; the validator knows what the service asks for'],
  [
    'AWS::ResilienceHub::ResiliencyPolicy',
    'the schema has a map; the validator knows the keys that the service asks for',
  ],
]);

function judgeAll(types: readonly ResourceType[]): number {
  const judged = judgeModels(new Map(types.map((type) => [type.typeName, sampleModel(type)])));
  const shapes = judged.filter(({ rule }) => structural.has(rule));
  const wrong = shapes.filter(({ typeName }) => !differing.has(typeName));
  for (const { typeName, rule, message } of wrong) say(`${typeName}: ${rule} ${message}`);
  const limits = judged.filter(({ rule }) => /^[EF]/.test(rule) && !structural.has(rule));
  say(`AWS's validator: ${types.length} models, ${typesIn(wrong)} with a wrong shape`);
  for (const typeName of new Set(shapes.map((one) => one.typeName))) {
    const reason = differing.get(typeName);
    if (reason !== undefined) say(`  not ${typeName}: ${reason}`);
  }
  say(`  ${typesIn(limits)} outside of limits, patterns and choices that the catalogue has not`);
  return wrong.length;
}

function typesIn(judged: readonly Judged[]): number {
  return new Set(judged.map((one) => one.typeName)).size;
}

function spoilAll(types: readonly ResourceType[]): number {
  let passed = 0;
  let spoiled = 0;
  for (const type of types) {
    for (const { how, model } of spoiledModels(type, sampleModel(type))) {
      spoiled += 1;
      if (checkModel(type, model).length > 0) continue;
      passed += 1;
      say(`${type.typeName}: ${how} is not refused`);
    }
  }
  say(`spoiled models: ${spoiled - passed} of ${spoiled} refused`);
  return passed;
}

await testTypes(process.argv[2]);
