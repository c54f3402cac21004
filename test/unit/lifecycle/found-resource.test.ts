import { expect } from 'chai';
import { foundByExists, type FoundResource } from '../../../src/lifecycle/found-resource.ts';
import { Secret, Unknown, type Value } from '../../../src/values/value.ts';
import { createRunRig } from './run-rig.ts';

const create = `/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', 'editors', 'us-east-1';
`;

function existsIn(region: string, columns = 'user_pool_id, group_name'): string {
  return `/*+ exists */
SELECT ${columns} FROM awscc.cognito.user_pool_groups WHERE ${region}UserPoolId = 'p1';
${create}`;
}

describe('what exists has found', () => {
  const typeName = 'AWS::Cognito::UserPoolGroup';
  const inUsEast: FoundResource = { typeName, region: 'us-east-1', identifier: 'p1|editors' };
  const table: readonly [string, string, Readonly<Record<string, Value>>, FoundResource | undefined][] = [
    ['the parts of the identifier', existsIn(''), { user_pool_id: 'p1', group_name: 'editors' }, inUsEast],
    ['the same by the names of the properties', existsIn(''), { UserPoolId: 'p1', GroupName: 'editors' }, inUsEast],
    ['the identifier', existsIn(''), { Identifier: 'p1|editors' }, inUsEast],
    [
      'the identifier before its parts',
      existsIn(''),
      { identifier: 'x', user_pool_id: 'p1', group_name: 'e' },
      { ...inUsEast, identifier: 'x' },
    ],
    ['a secret part', existsIn(''), { user_pool_id: new Secret('p1'), group_name: 'editors' }, inUsEast],
    [
      'the region of the query',
      existsIn("region = 'eu-west-1' AND "),
      { Identifier: 'p1|editors' },
      { ...inUsEast, region: 'eu-west-1' },
    ],
    ['one part only', existsIn(''), { user_pool_id: 'p1' }, undefined],
    ['a part that is NULL', existsIn(''), { user_pool_id: 'p1', group_name: null }, undefined],
    ['a part that is not known', existsIn(''), { user_pool_id: 'p1', group_name: new Unknown('x') }, undefined],
    ['nothing', existsIn(''), {}, undefined],
    ['an empty identifier', existsIn(''), { Identifier: '' }, undefined],
    ['a row of no resource type', `/*+ exists */\nSELECT 1 AS identifier;\n${create}`, { identifier: '1' }, undefined],
    ['no query', create, { identifier: 'p1|editors' }, undefined],
  ];
  for (const [title, queries, captured, expected] of table) {
    it(`${title}: ${expected?.identifier ?? 'says nothing'}`, () => {
      const { run } = createRunRig({ queries });
      run.takeAnswer('exists', 'presence', new Map(Object.entries(captured)));
      expect(foundByExists(run)).to.deep.equal(expected);
    });
  }
});
