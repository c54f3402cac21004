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
  const [, changes = ''] = /in us-east-1\n\n([^]*)\nPlan:/.exec(output) ?? [];
  return changes.replace(/us-east-1_\w+\|\w+/g, 'POOL|CLIENT');
}
