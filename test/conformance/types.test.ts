import { expect } from 'chai';
import { checkModel } from '../../src/resource-types/check-model.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';
import { exerciseType } from '../support/exercise-type.ts';
import { sampleModel } from '../support/sample-model.ts';
import { spoiledModels } from '../support/spoiled-models.ts';
import { registry } from '../unit/resource-types/shipped-types.ts';

/** A fixed sample over all services, with types of every set of handlers; `npm run test:types` takes all of them. */
function sample(): readonly ResourceType[] {
  const names = registry.typeNames();
  const able = names
    .filter((_name, index) => index % 25 === 0)
    .map((name) => registry.find(name))
    .filter((type): type is ResourceType => type !== undefined && Object.keys(type.handlers).length > 0);
  const odd = ['AWS::ECS::PrimaryTaskSet', 'AWS::EMR::Step', 'AWS::S3::Bucket', 'AWS::Cognito::UserPoolGroup']
    .map((name) => registry.find(name))
    .filter((type) => type !== undefined);
  return [...odd, ...able].slice(0, 60);
}

describe('A sample of all types', () => {
  const types = sample();

  it('goes through every statement, each missing handler refused', async () => {
    const misses: string[] = [];
    for (const type of types) {
      for (const miss of await exerciseType(type, registry)) misses.push(`${type.typeName}: ${miss}`);
    }
    expect(types.length).to.equal(60);
    expect(misses).to.deep.equal([]);
  }).timeout(60_000);

  it('is refused once it is spoiled, and not before', () => {
    const wrong: string[] = [];
    for (const type of types) {
      if (type.handlers.create === undefined) continue;
      const model = sampleModel(type);
      for (const { message } of checkModel(type, model)) wrong.push(`${type.typeName}: ${message}`);
      for (const { how, model: spoiled } of spoiledModels(type, model)) {
        if (checkModel(type, spoiled).length === 0) wrong.push(`${type.typeName}: ${how} passes`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });
});
