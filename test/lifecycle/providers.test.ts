import { expect } from 'chai';
import { withRig } from '../support/rig.ts';

/** The lines of a report that say what is wrong, where, and what else belongs to it. */
function toldIn(errors: string): readonly string[] {
  return errors
    .split('\n')
    .filter((line) => /^(error|warning|note)|-->|= help/.test(line))
    .map((line) => line.trim());
}

const instance =
  "/*+ create */\nINSERT INTO google.compute.instances (data__name, project) SELECT 'a', '{{ project }}'\n" +
  "/*+ exists */\nSELECT count(*) AS count FROM google.compute.instances WHERE project = 'p' AND name = 'a'\n" +
  "/*+ delete */\nEXEC google.compute.instances.delete @project = 'p'\n";
const pool =
  "/*+ create */\nINSERT INTO aws.cognito.user_pools (UserPoolName) SELECT 'a'\n" +
  "/*+ exists */\nSELECT user_pool_id FROM aws.cognito.user_pools WHERE user_pool_name = 'a'\n";

describe('a stack with another provider', () => {
  it('says it once, where it is declared, with the number of resources', () =>
    withRig(async (rig) => {
      rig.write('s/resources/instance.iql', instance);
      rig.write('s/resources/pool.iql', pool);
      rig.write(
        's/stackql_manifest.yml',
        'version: 1\nname: s\nproviders:\n  - awscc\n  - google::v25.01.00001\nresources:\n' +
          '  - name: instance\n  - name: other\n    file: instance.iql\n  - name: pool\n',
      );
      const { code, errors } = await rig.run('validate', 's', 'dev', '--region', 'eu-west-1');
      expect(code).to.equal(1);
      expect(toldIn(errors)).to.deep.equal([
        'error[resource/other-provider]: "google" is another provider, which 2 resources use: this tool deploys AWS alone',
        '--> s/stackql_manifest.yml:5:5',
        'note: first used here',
        '--> s/resources/instance.iql:2:13',
        '= help: keep what uses it in a stack of its own, which stackql-deploy deploys',
        'warning[resource/read-as-awscc]: "aws" is read as "awscc": every statement goes through Cloud Control',
        '--> s/resources/pool.iql:2:13',
        "= help: write awscc; columns, parameters and methods of the services' own APIs are not there",
      ]);
    }));

  it('says it at the first use where nothing is declared', () =>
    withRig(async (rig) => {
      rig.write('s/resources/instance.iql', instance);
      rig.write('s/stackql_manifest.yml', 'version: 1\nname: s\nresources:\n  - name: instance\n');
      const { errors } = await rig.run('validate', 's', 'dev');
      expect(toldIn(errors)).to.deep.equal([
        'error[resource/other-provider]: "google" is another provider, which 1 resource uses: this tool deploys AWS alone',
        '--> s/resources/instance.iql:2:13',
        '= help: keep what uses it in a stack of its own, which stackql-deploy deploys',
      ]);
    }));

  for (const [providers, severity] of [
    ['[google]', 'error'],
    ['[awscc, azure]', 'warning'],
  ] as const) {
    it(`is an ${severity} where none uses it: ${providers}`, () =>
      withRig(async (rig) => {
        rig.write('s/resources/pool.iql', pool.replaceAll('aws.', 'awscc.'));
        rig.write(
          's/stackql_manifest.yml',
          `version: 1\nname: s\nproviders: ${providers}\nresources:\n  - name: pool\n`,
        );
        const { code, errors } = await rig.run('validate', 's', 'dev', '--region', 'eu-west-1');
        expect(code).to.equal(severity === 'error' ? 1 : 0);
        expect(toldIn(errors)[0]).to.match(
          new RegExp(
            `^${severity}\\[resource/other-provider\\]: "(google|azure)" is another provider, which no resource uses`,
          ),
        );
      }));
  }

  it('is not seen in comments and literals', () =>
    withRig(async (rig) => {
      const noise =
        "-- FROM google.a.b\n{# FROM azure.a.b #}/* FROM github.a.b */ AND user_pool_name <> 'FROM okta.a.b'";
      rig.write('s/resources/pool.iql', pool.replaceAll('aws.', 'awscc.').trimEnd() + ` ${noise}\n`);
      rig.write('s/stackql_manifest.yml', 'version: 1\nname: s\nresources:\n  - name: pool\n');
      const { code, errors } = await rig.run('validate', 's', 'dev', '--region', 'eu-west-1');
      expect({ code, told: toldIn(errors) }).to.deep.equal({ code: 0, told: [] });
    }));
});

describe('names with the prefix data__', () => {
  it('are told once for each file', () =>
    withRig(async (rig) => {
      const queries = (name: string): string =>
        `/*+ create */\nINSERT INTO awscc.cognito.user_pools (data__UserPoolName, region) SELECT '${name}', 'eu-west-1'\n` +
        "/*+ exists */\nSELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'eu-west-1' AND data__Identifier = 'eu-west-1_abcdefghi'\n" +
        "/*+ delete */\nDELETE FROM awscc.cognito.user_pools WHERE region = 'eu-west-1' AND `data__Identifier` = 'eu-west-1_abcdefghi'\n";
      rig.write('s/resources/a.iql', queries('a'));
      rig.write('s/resources/b.iql', queries('b'));
      rig.write(
        's/stackql_manifest.yml',
        'version: 1\nname: s\nstrict: true\nresources:\n  - name: a\n  - name: b\n  - name: c\n    file: b.iql\n',
      );
      const { code, errors } = await rig.run('validate', 's', 'dev');
      expect(code).to.equal(0);
      const told = (path: string): readonly string[] => [
        'warning[sql/data-prefix]: "data__UserPoolName" is read as "UserPoolName"',
        `--> s/resources/${path}:2:39`,
        '= help: take the prefix data__ off: StackQL itself has dropped it',
      ];
      expect(toldIn(errors)).to.deep.equal([...told('a.iql'), ...told('b.iql')]);
    }));
});

describe('statements of the services’ own APIs', () => {
  const cases: readonly (readonly [statement: string, told: readonly string[]])[] = [
    [
      "EXEC aws.ec2.address.release_address @region = 'us-east-1', @AllocationId = 'a'",
      [
        'error[sql/unsupported]: EXEC cannot be carried out',
        '= help: the nearest to release_address is a DELETE; statements are SELECT, INSERT, UPDATE, DELETE, SHOW and DESCRIBE',
      ],
    ],
    [
      "EXEC /*+ AWAIT */ aws.ec2.instance.run_instances @region='a' @@json='{}'",
      [
        'error[sql/unsupported]: EXEC cannot be carried out',
        '= help: the nearest to run_instances is an INSERT; statements are SELECT, INSERT, UPDATE, DELETE, SHOW and DESCRIBE',
      ],
    ],
    [
      'REPLACE aws.ec2.vpcs SET a = 1',
      [
        'error[sql/unsupported]: REPLACE cannot be carried out',
        '= help: statements are SELECT, INSERT, UPDATE, DELETE, SHOW and DESCRIBE',
      ],
    ],
    [
      "SELECT vpc_id FROM aws.ec2.vpcs WHERE region = 'us-east-1' AND is_default = true",
      [
        'error[resource/unknown-column]: aws.ec2.vpcs has no column "is_default"',
        '= help: DESCRIBE awscc.ec2.vpcs lists its columns',
      ],
    ],
    [
      "SELECT public_ip_address FROM aws.ec2.instances WHERE region = 'us-east-1'",
      [
        'error[resource/unknown-column]: aws.ec2.instances has no column "public_ip_address"',
        '= help: DESCRIBE awscc.ec2.instances lists its columns',
      ],
    ],
    [
      "INSERT INTO aws.ec2.vpcs (CidrBlock, TagSpecification, region) SELECT '10.0.0.0/16', '[]', 'us-east-1'",
      [
        'error[resource/unknown-column]: AWS::EC2::VPC has no property "TagSpecification"',
        '= help: the nearest here is Tags, a list of {"Key": "…", "Value": "…"}',
      ],
    ],
    [
      "DELETE FROM aws.ec2.security_groups WHERE GroupId = 'sg-1' AND region = 'us-east-1'",
      [
        'error[sql/unsupported]: DELETE cannot be limited by "GroupId"',
        "= help: name the resource by region and Identifier alone: Identifier = '<Id>'",
      ],
    ],
    [
      "SELECT * FROM aws.ec2.addresses WHERE region = 'us-east-1'",
      [
        'error[resource/unknown]: There is no resource type "aws.ec2.addresses"',
        '= help: the nearest here is awscc.ec2.eips',
      ],
    ],
    [
      "SELECT * FROM aws.ec2.account_attributes WHERE region = 'us-east-1'",
      [
        'error[resource/unknown]: There is no resource type "aws.ec2.account_attributes"',
        '= help: SHOW RESOURCES IN awscc.ec2 lists what there is',
      ],
    ],
    [
      "SELECT * FROM aws.cognito_idp.users WHERE region = 'us-east-1'",
      [
        'error[resource/unknown]: There is no resource type "aws.cognito_idp.users"',
        '= help: SHOW SERVICES IN awscc lists the services',
      ],
    ],
    [
      'SELECT * FROM databricks_account.iam.groups',
      [
        'error[resource/other-provider]: "databricks_account" is another provider: statements reach AWS alone, through Cloud Control',
        '= help: keep what uses it in a stack of its own',
      ],
    ],
  ];
  for (const [statement, told] of cases) {
    it(`gets the nearest thing there is: ${statement}`, () =>
      withRig(async (rig) => {
        const { code, errors } = await rig.run('query', statement, '--local', '--write');
        expect({ code, told: toldIn(errors).filter((line) => !line.startsWith('-->')) }).to.deep.equal({
          code: 1,
          told,
        });
      }));
  }
});
