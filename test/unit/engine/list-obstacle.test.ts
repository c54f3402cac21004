import { expect } from 'chai';
import { listObstacle } from '../../../src/engine/list-obstacle.ts';
import { isJsonObject, parseJson } from '../../../src/base/json.ts';
import { readSchema } from '../../../src/resource-types/read-schema.ts';
import { createTestRegistry } from './test-registry.ts';

const registry = createTestRegistry();
const handler = { permissions: [] };

function obstacleOf(rest: object): unknown {
  const schema = { typeName: 'My::Own::Thing', properties: {}, primaryIdentifier: ['/properties/Id'], ...rest };
  const json = parseJson(JSON.stringify(schema));
  const type = isJsonObject(json) ? readSchema(json, 'given') : undefined;
  return type === undefined ? 'no type' : listObstacle(type, registry);
}

describe('what stands in the way of a list', () => {
  for (const [title, rest, obstacle] of [
    ['nothing, where a list needs nothing', { handlers: { list: handler } }, undefined],
    ['nothing, where no handler of the type is known', {}, undefined],
    ['the handler that is missing', { handlers: { read: handler } }, { kind: 'no-handler' }],
    [
      'that Cloud Control does not provision the type',
      { provisioningType: 'NON_PROVISIONABLE' },
      { kind: 'no-handler' },
    ],
    [
      'a property of which nobody knows a parent',
      { handlers: { list: { ...handler, handlerSchema: { required: ['House'] } } } },
      { kind: 'no-parent', properties: ['House'] },
    ],
  ] as const) {
    it(`is ${title}`, () => {
      expect(obstacleOf(rest)).to.deep.equal(obstacle);
    });
  }

  it('is nothing where the parents can be listed', () => {
    const clients = registry.find('AWS::Cognito::UserPoolClient');
    expect(clients === undefined ? 'no type' : listObstacle(clients, registry)).to.equal(undefined);
  });
});
