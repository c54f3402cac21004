import { expect } from 'chai';
import { withRig } from '../support/rig.ts';

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Sid: string; readonly Action: readonly string[] }[];
}

describe('stack-deploy permissions', () => {
  const stack = 'examples/cognito-user-pool';

  /** Actions by Sid. */
  function actionsOf(output: string): Readonly<Record<string, readonly string[]>> {
    // The command prints an IAM policy.
    const policy = JSON.parse(output) as Policy;
    expect(policy.Version).to.equal('2012-10-17');
    return Object.fromEntries(policy.Statement.map(({ Sid, Action }) => [Sid, Action]));
  }

  it('allows looking and nothing else for a plan', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const run = await rig.run('permissions', stack, 'dev', '--for', 'plan');
      expect(run).to.deep.include({ code: 0, errors: '' });
      expect(actionsOf(run.output)).to.deep.equal({
        CloudControl: ['cloudformation:GetResource', 'cloudformation:ListResources'],
        AWSCognitoUserPool: [
          'cognito-idp:DescribeUserPool',
          'cognito-idp:GetUserPoolMfaConfig',
          'cognito-idp:ListUserPools',
          'kms:Decrypt',
          'kms:DescribeKey',
        ],
        AWSCognitoUserPoolClient: ['cognito-idp:DescribeUserPoolClient', 'cognito-idp:ListUserPoolClients'],
      });
    });
  });

  it('names the ARNs of what a build changes, where they follow from names, and leaves what reads to all', async () => {
    await withRig(async (rig) => {
      rig.copy('test/fixtures/plans/stack', 'shop');
      const run = await rig.run('permissions', 'shop', 'dev', '--for', 'build');
      expect(run).to.deep.include({ code: 0, errors: '' });
      // The command prints an IAM policy.
      const { Statement } = JSON.parse(run.output) as { readonly Statement: readonly Record<string, unknown>[] };
      expect(Statement.filter(({ Resource }) => Resource !== '*')).to.deep.equal([
        {
          Sid: 'AWSSQSQueueNamed',
          Effect: 'Allow',
          Action: ['sqs:CreateQueue', 'sqs:GetQueueUrl', 'sqs:SetQueueAttributes', 'sqs:TagQueue', 'sqs:UntagQueue'],
          Resource: ['arn:aws:sqs:us-east-1:*:shop-queue'],
        },
        {
          Sid: 'AWSIAMRoleNamed',
          Effect: 'Allow',
          Action: [
            'iam:AttachRolePolicy',
            'iam:CreateRole',
            'iam:DeleteRolePermissionsBoundary',
            'iam:DeleteRolePolicy',
            'iam:DetachRolePolicy',
            'iam:PutRolePermissionsBoundary',
            'iam:PutRolePolicy',
            'iam:TagRole',
            'iam:UntagRole',
            'iam:UpdateAssumeRolePolicy',
            'iam:UpdateRole',
            'iam:UpdateRoleDescription',
          ],
          Resource: ['arn:aws:iam::*:role/shop-role'],
        },
        {
          Sid: 'AWSSSMParameterNamed',
          Effect: 'Allow',
          Action: ['ssm:AddTagsToResource', 'ssm:PutParameter', 'ssm:RemoveTagsFromResource'],
          Resource: ['arn:aws:ssm:us-east-1:*:parameter/shop/note', 'arn:aws:ssm:us-east-1:*:parameter/shop/pool'],
        },
      ]);
    });
  });

  it('names what the lock of a stack needs, beside the parameters of the stack itself', async () => {
    await withRig(async (rig) => {
      rig.copy('test/fixtures/stacks/shop', 'shop');
      const unlocked = await rig.run('permissions', 'shop', 'dev', '--for', 'build');
      const asked = await rig.run('permissions', 'shop', 'dev', '--for', 'build', '--lock');
      const looking = await rig.run('permissions', 'shop', 'dev', '--for', 'plan', '--lock');
      rig.edit('shop/stackql_manifest.yml', 'strict: true', 'strict: true\nlock: true');
      const policyFor = async (purpose: string): Promise<readonly Record<string, unknown>[]> => {
        const run = await rig.run('permissions', 'shop', 'dev', '--for', purpose);
        // The command prints an IAM policy.
        const { Statement } = JSON.parse(run.output) as { readonly Statement: readonly Record<string, unknown>[] };
        return Statement.filter(({ Sid }) => String(Sid).startsWith('Lock'));
      };
      const inManifest = await rig.run('permissions', 'shop', 'dev', '--for', 'build');
      expect(unlocked.output).not.to.include('"Lock');
      expect(looking.output).not.to.include('"Lock');
      expect(asked).to.deep.equal(inManifest);
      expect(await policyFor('plan')).to.deep.equal([]);
      const [reading, writing, ...others] = await policyFor('build');
      expect(others).to.deep.equal([]);
      expect(reading?.['Action']).to.include('ssm:DescribeParameters');
      expect(reading?.['Resource']).to.equal('*');
      expect(writing?.['Action']).to.include.members(['ssm:PutParameter', 'ssm:DeleteParameter']);
      expect(writing?.['Resource']).to.deep.equal(['arn:aws:ssm:us-east-1:*:parameter/stack-deploy/locks/shop/dev/*']);
      expect(await policyFor('teardown')).to.deep.equal([reading, writing]);
    });
  });

  it('keeps building and removing apart', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const build = actionsOf((await rig.run('permissions', stack, 'dev', '--for', 'build')).output);
      const teardown = actionsOf((await rig.run('permissions', stack, 'dev', '--for', 'teardown')).output);
      const all = actionsOf((await rig.run('permissions', stack, 'dev')).output);
      expect(build['CloudControl']).to.include.members([
        'cloudformation:CreateResource',
        'cloudformation:GetResourceRequestStatus',
        'cloudformation:UpdateResource',
      ]);
      expect(build['CloudControl']).not.to.include('cloudformation:DeleteResource');
      expect(build['AWSCognitoUserPool']).to.include('cognito-idp:TagResource');
      expect(teardown['CloudControl']).to.include('cloudformation:DeleteResource');
      expect(teardown['CloudControl']).not.to.include('cloudformation:CreateResource');
      expect(teardown['AWSCognitoUserPool']).to.include('cognito-idp:DeleteUserPool');
      expect(all['AWSCognitoUserPool']).to.include.members([
        'cognito-idp:CreateUserPool',
        'cognito-idp:DeleteUserPool',
      ]);
    });
  });

  it('allows createorupdate to update what is there already', async () => {
    await withRig(async (rig) => {
      rig.copy('test/fixtures/rollback/after-createorupdate');
      const run = await rig.run(
        'permissions',
        'test/fixtures/rollback/after-createorupdate',
        'dev',
        '--for',
        'build',
        '-e',
        'rank=1',
        '-e',
        'with_client=false',
      );
      expect(run).to.deep.include({ code: 0, errors: '' });
      expect(actionsOf(run.output)['AWSCognitoUserPoolGroup']).to.deep.equal([
        'cognito-idp:CreateGroup',
        'cognito-idp:GetGroup',
        'cognito-idp:UpdateGroup',
        'iam:PassRole',
        'iam:PutRolePolicy',
      ]);
    });
  });

  it('allows a build to delete what it has created where it is to be undone', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool', 'shop');
      const deletes = async (...more: readonly string[]): Promise<readonly string[]> => {
        const run = await rig.run('permissions', 'shop', 'dev', '--for', 'build', ...more);
        expect(run).to.deep.include({ code: 0, errors: '' });
        return Object.values(actionsOf(run.output))
          .flat()
          .filter((action) => action.includes(':Delete'));
      };
      expect(await deletes()).to.deep.equal([]);
      expect(await deletes('--on-failure', 'rollback')).to.include.members([
        'cloudformation:DeleteResource',
        'cognito-idp:DeleteUserPool',
        'cognito-idp:DeleteUserPoolClient',
      ]);
    });
  });

  it('names the types whose permissions are not known', async () => {
    await withRig(async (rig) => {
      rig.write(
        'shop/stackql_manifest.yml',
        'version: 1\nname: shop\nproviders: [awscc]\nresources:\n  - name: channel\n    props: []\n',
      );
      rig.write(
        'shop/resources/channel.iql',
        [
          '/*+ exists */',
          "SELECT count(*) AS count FROM awscc.kinesis.channels WHERE region = 'us-east-1' AND Identifier = 'x'",
          '/*+ create */',
          "INSERT INTO awscc.kinesis.channels (ChannelName, StreamConfigurationList, ServiceExecutionRoleARN, region) SELECT 'orders', '[]', 'arn:aws:iam::123456789012:role/x', 'us-east-1'",
          '',
        ].join('\n'),
      );
      const run = await rig.run('permissions', 'shop', 'dev', '--for', 'plan');
      expect(run.errors).to.equal('the permissions of AWS::Kinesis::Channel (read) are not known\n');
      expect(run.code).to.equal(0);
    });
  });

  it('tells what the policy cannot say', async () => {
    await withRig(async (rig) => {
      rig.write(
        'shop/stackql_manifest.yml',
        [
          'version: 1',
          'name: shop',
          'providers: [awscc]',
          'resources:',
          '  - name: seed',
          '    type: script',
          '    run: echo hello',
          '  - name: pool',
          '    auth: { awscc: { profile: people } }',
          '    props: []',
          '  - name: found',
          '    type: query',
          '    sql: |',
          "      SELECT count(*) AS n FROM awscc.cloud_control.resources WHERE region = 'eu-west-1' AND TypeName = '{{ type_name }}'",
          '    exports: [n]',
          '',
        ].join('\n'),
      );
      rig.write(
        'shop/resources/pool.iql',
        [
          '/*+ exists */',
          "SELECT user_pool_id FROM awscc.cognito.user_pools_list_only WHERE region = 'eu-west-1'",
          '/*+ create */',
          "INSERT INTO awscc.cognito.user_pools (UserPoolName, region, RoleArn) SELECT 'people', 'eu-west-1', 'arn:aws:iam::123456789012:role/maker'",
          '/*+ troubleshoot:create */',
          "SELECT * FROM awscc.cloud_control.vw_failed_requests WHERE region = 'eu-west-1'",
          '',
        ].join('\n'),
      );
      const run = await rig.run('permissions', 'shop', 'dev', '--for', 'build', '-e', 'type_name=AWS::EC2::VPC');
      expect(run).to.deep.include({
        code: 0,
        errors: [
          'the role that RoleArn names needs the permissions of AWS::Cognito::UserPool (create)',
          'the role that RoleArn names needs the permissions of AWS::Cognito::UserPool (read)',
          'what the script of seed needs is not known',
          'the requests of pool are signed with the profile people',
          '',
        ].join('\n'),
      });
      expect(actionsOf(run.output)).to.deep.equal({
        CloudControl: [
          'cloudformation:CreateResource',
          'cloudformation:GetResource',
          'cloudformation:GetResourceRequestStatus',
          'cloudformation:ListResourceRequests',
          'cloudformation:ListResources',
          'iam:PassRole',
        ],
        AWSCognitoUserPool: ['cognito-idp:ListUserPools'],
        AWSEC2VPC: ['ec2:DescribeVpcEncryptionControls', 'ec2:DescribeVpcs'],
      });
      // A teardown looks for the pool, and removes nothing: there is no delete.
      const teardown = await rig.run(
        'permissions',
        'shop',
        'dev',
        '--for',
        'teardown',
        '-e',
        'type_name=AWS::EC2::VPC',
      );
      expect(actionsOf(teardown.output)['CloudControl']).to.deep.equal(['cloudformation:ListResources']);
    });
  });
});
