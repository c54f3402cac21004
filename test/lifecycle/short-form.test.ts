import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { say } from '../support/say.ts';

const manifestFile = 'shop/stackql_manifest.yml';

function write(rig: Rig, resources: string, top = ''): void {
  rig.environment.set('AWS_REGION', 'us-east-1');
  rig.write(manifestFile, `version: 1\nname: shop\n${top}resources:\n${resources}`);
}

const clients = dedent`
  - name: client
    type: AWS::Cognito::UserPoolClient
    for_each:
      web: {days: 1}
      app: {days: 30}
    properties:
      UserPoolId: '{{ pool.UserPoolId }}'
      ClientName: 'shop-{{ each.key }}'
      RefreshTokenValidity: '{{ each.value.days }}'
  - name: pool
    type: awscc.cognito.user_pools
    properties:
      user_pool_name: shop
      MfaConfiguration: {values: {prd: 'ON', default: 'OFF'}}
  - name: jobs
    type: AWS::SQS::Queue
    properties:
      QueueName: jobs
      Tags: [{Key: team, Value: ops}]
`;

describe('A resource in the short form', () => {
  it('is left to the build by a plan where it takes what only the build will know, and a saved plan says so', () =>
    withRig(async (rig) => {
      write(
        rig,
        dedent`
          - name: jobs
            type: AWS::SQS::Queue
            properties:
              QueueName: jobs-1
          - name: note
            type: AWS::SSM::Parameter
            properties:
              Name: /shop/jobs
              Type: String
              Value: '{{ jobs.QueueUrl }}'
        `,
      );
      expect(await kinds(rig, 'build')).to.deep.equal(['jobs created', 'note created']);
      rig.edit(manifestFile, 'jobs-1', 'jobs-2');
      const planned = await rig.run('plan', 'shop', 'dev', '--local', '--detailed-exitcode', '--out', 'saved.json');
      expect(planned.code).to.equal(2);
      expect(planned.output + planned.errors).to.include('note  decided during the build: needs jobs.QueueUrl');
      const built = await rig.run('build', 'shop', 'dev', '--local', '--plan', 'saved.json');
      expect(built.errors).to.include('1 created, 1 updated');
      expect(built.code).to.equal(0);
    }));

  it('is compared as it is declared: drift names the lines to change, and a test what differs', () =>
    withRig(async (rig) => {
      write(rig, clients);
      await rig.run('build', 'shop', 'dev', '--local');
      await withLocalCloud(rig, async (cloud) => {
        const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
        const [client = ''] = await cloud.list('AWS::Cognito::UserPoolClient', { UserPoolId: pool });
        const set = (type: string, identifier: string, path: string, value: unknown): Promise<unknown> =>
          cloud.change('UpdateResource', {
            TypeName: type,
            Identifier: identifier,
            PatchDocument: JSON.stringify([{ op: 'add', path, value }]),
          });
        await set('AWS::Cognito::UserPool', pool, '/MfaConfiguration', 'OPTIONAL');
        await set('AWS::Cognito::UserPoolClient', client, '/RefreshTokenValidity', 2);
      });
      const { output } = await rig.run('drift', 'shop', 'dev', '--local');
      expect(output.split('\n').filter((line) => line.startsWith('      '))).to.deep.equal([
        '      ~ MfaConfiguration: "OFF" → "OPTIONAL"',
        "            # shop/stackql_manifest.yml:17: MfaConfiguration: {values: {prd: 'ON', default: OPTIONAL}}",
        '      ~ RefreshTokenValidity: 1 → 2',
        '            # shop/stackql_manifest.yml:12: declared here',
      ]);
      const tested = await rig.run('test', 'shop', 'dev', '--local');
      expect(tested.errors.split('\n').filter((line) => line.includes('desired'))).to.deep.equal([
        '      MfaConfiguration is "OPTIONAL"; desired "OFF"',
        '      RefreshTokenValidity is 2; desired 1',
      ]);
    }));

  it('is built after what it uses, planned empty, changed, tested and torn down', () =>
    withRig(async (rig) => {
      write(rig, clients, 'tags: {team: web, cost: low}\nexports: [client.web.ClientId, pool.arn]\n');
      expect(await kinds(rig, 'build')).to.deep.equal([
        'pool created',
        'client["web"] created',
        'client["app"] created',
        'jobs created',
      ]);
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
      rig.edit(manifestFile, 'days: 30', 'days: 31');
      expect(await plan(rig)).to.equal(
        '  ~ client["app"]  AWS::Cognito::UserPoolClient  POOL|CLIENT\n      ~ RefreshTokenValidity: 30 → 31\n',
      );
      expect(await kinds(rig, 'test')).to.deep.equal([
        'pool passed',
        'client["web"] passed',
        'client["app"] failed',
        'jobs passed',
      ]);
      expect(await kinds(rig, 'build')).to.deep.equal([
        'pool unchanged',
        'client["web"] unchanged',
        'client["app"] updated',
        'jobs unchanged',
      ]);
      expect(await kinds(rig, 'teardown')).to.deep.equal([
        'jobs deleted',
        'client["app"] deleted',
        'client["web"] deleted',
        'pool deleted',
      ]);
    }));

  it('keeps what tags of an Auto Scaling group say about its instances, and marks it in the same shape', () =>
    withRig(async (rig) => {
      write(
        rig,
        dedent`
          - name: group
            type: AWS::AutoScaling::AutoScalingGroup
            properties:
              AutoScalingGroupName: web
              MinSize: '1'
              MaxSize: '2'
              Tags: [{ Key: team, Value: web, PropagateAtLaunch: true }]
        `,
      );
      const built = await rig.run('build', 'shop', 'dev', '--local');
      expect(built.code, built.errors).to.equal(0);
      const { Tags } = await withLocalCloud(rig, (cloud) =>
        cloud.properties('AWS::AutoScaling::AutoScalingGroup', 'web'),
      );
      expect(Tags).to.deep.equal([
        { Key: 'team', Value: 'web', PropagateAtLaunch: true },
        { Key: 'stackql:stack-name', Value: 'shop', PropagateAtLaunch: false },
        { Key: 'stackql:stack-env', Value: 'dev', PropagateAtLaunch: false },
        { Key: 'stackql:resource-name', Value: 'group', PropagateAtLaunch: false },
      ]);
    }));

  it('has no property whose template says none or omit, at the top or inside', () =>
    withRig(async (rig) => {
      rig.environment.set('AWS_REGION', 'us-east-1');
      rig.write(
        'shop/stackql_manifest.yml',
        dedent`
          version: 1
          name: shop
          globals: [{ name: strict, value: false }]
          resources:
            - name: pool
              type: AWS::Cognito::UserPool
              properties:
                UserPoolName: shop
                UsernameAttributes: '{{ ["email"] if strict else none }}'
                EnabledMfas: '{{ ["SOFTWARE_TOKEN_MFA"] if strict else omit }}'
                AliasAttributes: [email, '{{ "phone_number" if strict else omit }}']
                Policies: { PasswordPolicy: { MinimumLength: '{{ 20 if strict else omit }}', RequireNumbers: true } }
        `,
      );
      const built = await rig.run('build', 'shop', 'dev', '--local');
      expect(built.code, built.errors).to.equal(0);
      const made = await withLocalCloud(rig, async (cloud) => {
        const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
        const { UsernameAttributes, AliasAttributes } = await cloud.properties('AWS::Cognito::UserPool', pool);
        return { UsernameAttributes, AliasAttributes };
      });
      expect(made).to.deep.equal({ UsernameAttributes: [], AliasAttributes: ['email'] });
      const planned = await rig.run('plan', 'shop', 'dev', '--local', '--detailed-exitcode');
      expect([planned.code, planned.output]).to.deep.equal([
        0,
        'Plan for shop (dev) in us-east-1, on the embedded Cloud Control in .stack-deploy/local\n\nNo changes.\n',
      ]);
    }));

  it('has the default tags, its own and the mark, in the shape of its type', () =>
    withRig(async (rig) => {
      write(rig, clients, 'tags: {team: web, cost: low}\n');
      await kinds(rig, 'build');
      await withLocalCloud(rig, async (cloud) => {
        const [url = ''] = await cloud.list('AWS::SQS::Queue');
        expect((await cloud.properties('AWS::SQS::Queue', url))['Tags']).to.have.deep.members([
          { Key: 'team', Value: 'ops' },
          { Key: 'cost', Value: 'low' },
          { Key: 'stackql:stack-name', Value: 'shop' },
          { Key: 'stackql:stack-env', Value: 'dev' },
          { Key: 'stackql:resource-name', Value: 'jobs' },
        ]);
        const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
        expect((await cloud.properties('AWS::Cognito::UserPool', pool))['UserPoolTags']).to.deep.equal({
          team: 'web',
          cost: 'low',
          'stackql:stack-name': 'shop',
          'stackql:stack-env': 'dev',
          'stackql:resource-name': 'pool',
        });
      });
    }));

  it('is found by the mark where nothing else tells it, and an item that is gone is pruned', () =>
    withRig(async (rig) => {
      const networks = (list: string): string => dedent`
        - name: net
          type: AWS::EC2::VPC
          for_each: ${list}
          properties:
            CidrBlock: '10.{{ each.key }}.0.0/16'
      `;
      write(rig, networks('[1, 2]'));
      expect(await kinds(rig, 'build')).to.deep.equal(['net["1"] created', 'net["2"] created']);
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
      write(rig, networks('[2]'));
      expect((await say(rig, 'plan shop')).replace(/vpc-\w+/g, 'VPC')).to.include('net.1');
      expect(await kinds(rig, 'build', '--prune')).to.deep.equal(['net["2"] unchanged', 'net.1 deleted']);
      await withLocalCloud(rig, async (cloud) => {
        expect(await cloud.list('AWS::EC2::VPC')).to.have.length(1);
      });
    }));

  it('is refused where it is there already without a mark, and left by a teardown, until there is leave', () =>
    withRig(async (rig) => {
      const queue = (more: string): string =>
        `  - name: letters\n    type: AWS::SQS::Queue\n${more}    properties: {QueueName: letters}\n`;
      write(rig, queue(''));
      await withLocalCloud(rig, async (cloud) => {
        await cloud.change('CreateResource', {
          TypeName: 'AWS::SQS::Queue',
          DesiredState: JSON.stringify({ QueueName: 'letters' }),
        });
      });
      const refusal = dedent`
        AWS::SQS::Queue URL/letters is there already and belongs to nobody: it has no mark, and was not built by this stack
            to take it over, write on this entry: adopt: true
            to leave it where it is, remove the entry, or give the resource another name
      `.trim();
      expect(await say(rig, 'build shop')).to.equal(`exit 1\n  letters  failed\n    ${refusal}\n\n1 failed\n`);
      expect(await say(rig, 'plan shop')).to.include('belongs to nobody');
      expect(await kinds(rig, 'teardown')).to.deep.equal(['letters left']);
      write(rig, queue('    adopt: true\n'));
      // Leave is for a build: until then the resource is not the stack's to delete.
      expect(await kinds(rig, 'teardown')).to.deep.equal(['letters left']);
      expect(await say(rig, 'plan shop')).to.equal(
        "exit 0\n    letters  adopt: it belongs to nobody, and the build marks it as the stack's\n\nNo changes.\n",
      );
      expect(await kinds(rig, 'build')).to.deep.equal(['letters updated']);
      write(rig, queue(''));
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
      expect(await kinds(rig, 'teardown')).to.deep.equal(['letters deleted']);
    }));

  it('is taken over once by --adopt, also by a saved plan, and another entry is not', () =>
    withRig(async (rig) => {
      const entry = (name: string): string =>
        `  - {name: ${name}, type: AWS::SQS::Queue, properties: {QueueName: ${name}}}\n`;
      write(rig, entry('letters') + entry('parcels'));
      await withLocalCloud(rig, async (cloud) => {
        for (const QueueName of ['letters', 'parcels'])
          await cloud.change('CreateResource', {
            TypeName: 'AWS::SQS::Queue',
            DesiredState: JSON.stringify({ QueueName }),
          });
      });
      const unknown = await rig.run('plan', 'shop', 'dev', '--local', '--adopt', 'letter');
      expect(unknown.errors).to.match(/^error\[input\/option\]: --adopt letter names no resource of the manifest/);
      const half = await say(rig, 'plan shop --adopt letters');
      expect(half).to.include('letters  adopt: it belongs to nobody').and.to.include('! parcels');
      const planned = await rig.run(
        'plan',
        'shop',
        'dev',
        '--local',
        '--adopt',
        'letters',
        '--adopt',
        'parcels',
        '--out',
        'p',
      );
      expect(planned.code, planned.output).to.equal(0);
      const contradicting = await rig.run('build', 'shop', 'dev', '--local', '--plan', 'p', '--adopt', 'letters');
      expect(contradicting.errors).to.include('--adopt contradicts --plan');
      expect((await rig.run('build', 'shop', 'dev', '--local', '--plan', 'p')).code).to.equal(0);
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
    }));

  it('lists several that match, and takes the one that is named', () =>
    withRig(async (rig) => {
      write(rig, clients);
      await kinds(rig, 'build');
      await withLocalCloud(rig, async (cloud) => {
        const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
        await cloud.change('CreateResource', {
          TypeName: 'AWS::Cognito::UserPoolClient',
          DesiredState: JSON.stringify({ UserPoolId: pool, ClientName: 'shop-web' }),
        });
      });
      expect(await say(rig, 'plan shop')).to.match(/client\["web"\].*several|client\["web"\][^]*2 rows/);
    }));
});

/** `pool created`, one per resource, as a run tells them. */
async function kinds(rig: Rig, verb: string, ...options: readonly string[]): Promise<readonly string[]> {
  const { errors } = await rig.run(verb, 'shop', 'dev', '--local', ...options);
  return [...errors.matchAll(/^ {2}(\S+) +(\w+)(?: .*)?$/gm)].map(([, name, kind]) => `${name} ${kind}`);
}

async function plan(rig: Rig): Promise<string> {
  const { output } = await rig.run('plan', 'shop', 'dev', '--local');
  const [, changes = ''] = /in us-east-1,.*\n\n([^]*)\nPlan:/.exec(output) ?? [];
  return changes.replace(/us-east-1_\w+\|\w+/g, 'POOL|CLIENT');
}

/** Every property that a person can give a client, with values that differ from what the service takes by itself. */
const wholeClient = dedent`
  - name: client
    type: AWS::Cognito::UserPoolClient
    properties:
      UserPoolId: '{{ pool.UserPoolId }}'
      ClientName: whole
      ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH]
      GenerateSecret: true
      ReadAttributes: [email, name]
      WriteAttributes: [email, name]
      AuthSessionValidity: 5
      RefreshTokenValidity: 10
      AccessTokenValidity: 30
      IdTokenValidity: 30
      TokenValidityUnits: { AccessToken: minutes, IdToken: minutes, RefreshToken: days }
      RefreshTokenRotation: { Feature: ENABLED, RetryGracePeriodSeconds: 30 }
      AllowedOAuthFlows: [code]
      AllowedOAuthFlowsUserPoolClient: true
      AllowedOAuthScopes: [openid, email]
      CallbackURLs: ['https://shop.example.com/signed-in']
      DefaultRedirectURI: https://shop.example.com/signed-in
      LogoutURLs: ['https://shop.example.com/']
      SupportedIdentityProviders: [COGNITO]
      AnalyticsConfiguration: { ApplicationArn: 'arn:aws:mobiletargeting:us-east-1:000000000000:apps/0123456789abcdef0123456789abcdef' }
      PreventUserExistenceErrors: ENABLED
      EnableTokenRevocation: true
      EnablePropagateAdditionalUserContextData: true
`;

describe('A client with all 23 properties', () => {
  it('is at most 30 lines, is built, planned empty, changed in one line, and torn down', () =>
    withRig(async (rig) => {
      expect(wholeClient.trimEnd().split('\n').length).to.be.at.most(30);
      expect(wholeClient.match(/^ {4}\w+:/gm)).to.have.length(23);
      write(rig, `- name: pool\n  type: AWS::Cognito::UserPool\n  properties: {UserPoolName: shop}\n${wholeClient}`);
      expect(await kinds(rig, 'build')).to.deep.equal(['pool created', 'client created']);
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
      rig.edit(manifestFile, 'AccessTokenValidity: 30', 'AccessTokenValidity: 45');
      expect(await plan(rig)).to.equal(
        '  ~ client  AWS::Cognito::UserPoolClient  POOL|CLIENT\n      ~ AccessTokenValidity: 30 → 45\n',
      );
      expect(await kinds(rig, 'build')).to.deep.equal(['pool unchanged', 'client updated']);
      expect(await kinds(rig, 'teardown')).to.deep.equal(['client deleted', 'pool deleted']);
    }));
});

describe('A stack in two regions', () => {
  it('has a pool in one and the certificate of its domain in the other', () =>
    withRig(async (rig) => {
      write(
        rig,
        dedent`
          - name: domain
            type: AWS::Cognito::UserPoolDomain
            region: eu-west-1
            properties:
              UserPoolId: '{{ pool.UserPoolId }}'
              Domain: login.shop.example.com
              CustomDomainConfig: { CertificateArn: '{{ certificate.CertificateArn }}' }
          - name: pool
            type: AWS::Cognito::UserPool
            region: eu-west-1
            properties: { UserPoolName: shop }
          - name: certificate
            type: AWS::CertificateManager::Certificate
            region: us-east-1
            properties: { DomainName: login.shop.example.com, ValidationMethod: DNS }
        `,
      );
      expect(await kinds(rig, 'build')).to.deep.equal(['pool created', 'certificate created', 'domain created']);
      await withLocalCloud(rig, async (cloud) => {
        const made = await cloud.emulator.inventory();
        expect(made.map(({ typeName, region }) => `${typeName} ${region}`)).to.have.members([
          'AWS::Cognito::UserPool eu-west-1',
          'AWS::CertificateManager::Certificate us-east-1',
          'AWS::Cognito::UserPoolDomain eu-west-1',
        ]);
      });
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
      expect(await kinds(rig, 'teardown')).to.deep.equal(['domain deleted', 'certificate deleted', 'pool deleted']);
    }));
});
