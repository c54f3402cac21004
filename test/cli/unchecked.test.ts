import { expect } from 'chai';
import { withRig } from '../support/rig.ts';

const queries = `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.ssm.parameters WHERE region = 'us-east-1' AND Identifier = '{{ name }}';
/*+ create */
INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) SELECT '{{ name }}', 'String', 'text', 'us-east-1';
/*+ delete */
DELETE FROM awscc.ssm.parameters WHERE region = 'us-east-1' AND Identifier = '{{ name }}';
`;

const manifest = (count: number): string =>
  `version: 1
name: alike
resources:
${Array.from({ length: count }, (_, index) => `  - {name: p_${index + 1}, file: p.iql, props: [{name: name, value: /p/${index + 1}}]}`).join('\n')}
`;

const told = (resources: string): string => `
warning[query/unchecked]: no statecheck looks at Type and Value: later changes of them in create are not applied
 --> alike/resources/p.iql:3:5
  |
2 | SELECT COUNT(*) AS count FROM awscc.ssm.parameters WHERE region = 'us-east-1' AND Identifier = '{{ name }}';
3 | /*+ create */
  |     ^^^^^^
4 | INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) SELECT '{{ name }}', 'String', 'text', 'us-east-1';
  = ${resources}
  = help: add a statecheck and an update, or set strict: true in the manifest
`;

describe('properties that nothing looks at', () => {
  for (const [count, resources] of [
    [1, 'resource: p_1'],
    [3, 'resources: p_1, p_2 and p_3'],
    [10, 'resources: p_1, p_2, p_3, p_4, p_5, p_6, p_7, p_8, p_9 and p_10'],
    [1000, 'resources: p_1, p_2, p_3, p_4, p_5, p_6, p_7, p_8, p_9 and 991 more'],
  ] as const) {
    it(`are told once of a query file that ${count === 1 ? 'one resource has' : `${count} resources share`}`, async () => {
      await withRig(async (rig) => {
        rig.write('alike/stackql_manifest.yml', manifest(count));
        rig.write('alike/resources/p.iql', queries);
        const { errors } = await rig.run('validate', 'alike', 'dev');
        expect(errors).to.equal(
          `${told(resources).slice(1)}\nvalid: ${count} ${count === 1 ? 'resource' : 'resources'}, no request was sent\n`,
        );
      });
    });
  }
});
