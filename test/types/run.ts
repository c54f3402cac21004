import type { JsonObject } from '../../src/base/json.ts';
import { checkModel } from '../../src/resource-types/check-model.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';
import { exerciseType } from '../support/exercise-type.ts';
import { sampleModel } from '../support/sample-model.ts';
import { spoiledModels } from '../support/spoiled-models.ts';
import { judgeModels } from './judge-models.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });
const say = (line: string): void => void process.stdout.write(line + '\n');

/**
 * `npm run test:types [PART_OF_A_NAME]`: every type that Cloud Control provisions, through every statement; then a sample of their
 * models before AWS's own validator, and spoiled before ours. Exit code 1 where anything is not as it should be.
 */
async function testTypes(part = ''): Promise<void> {
  const types = registry
    .typeNames()
    .filter((name) => name.includes(part))
    .map((name) => registry.find(name))
    .filter((type): type is ResourceType => type !== undefined && Object.keys(type.handlers).length > 0);
  const bad = (await exerciseTypes(types)) + judgeSample(sampleOf(types, 200));
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

/** Every so many-th. */
function sampleOf(types: readonly ResourceType[], size: number): readonly ResourceType[] {
  const able = types.filter((type) => type.handlers.create !== undefined);
  return able.filter(
    (_type, index) => Math.floor((index * size) / able.length) !== Math.floor(((index - 1) * size) / able.length),
  );
}

/** Unknown properties, missing ones, and values of a wrong type: what the catalogue can know. Limits and patterns it has not. */
const structural: ReadonlySet<string> = new Set(['F3002', 'F3003', 'F3012']);

/** Their schemas leave open what the validator has learnt of the service by other ways. */
const beyondSchemas: ReadonlySet<string> = new Set(['AWS::CloudWatch::MetricStream']);

function judgeSample(types: readonly ResourceType[]): number {
  const models = new Map(types.map((type): [string, JsonObject] => [type.typeName, sampleModel(type)]));
  const judged = judgeModels(models);
  const wrong = judged.filter(({ rule, typeName }) => structural.has(rule) && !beyondSchemas.has(typeName));
  for (const { typeName, rule, message } of wrong) say(`${typeName}: ${rule} ${message}`);
  const limited = new Set(
    judged.filter(({ rule }) => rule.startsWith('F') || rule.startsWith('E')).map((one) => one.typeName),
  );
  say(
    `AWS's validator: ${models.size} models, ${wrong.length} with a wrong shape, ${limited.size} outside of limits that the catalogue has not`,
  );
  let passed = 0;
  let spoiled = 0;
  for (const type of types) {
    for (const { how, model } of spoiledModels(type, models.get(type.typeName) ?? {})) {
      spoiled += 1;
      if (checkModel(type, model, 'create').length > 0) continue;
      passed += 1;
      say(`${type.typeName}: ${how} is not refused`);
    }
  }
  say(`spoiled models: ${spoiled - passed} of ${spoiled} refused`);
  return wrong.length + passed;
}

await testTypes(process.argv[2]);
