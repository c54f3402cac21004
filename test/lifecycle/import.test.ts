import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

/** A pool with a client, and a queue, that no stack has marked. */
async function makeResources(rig: Rig): Promise<string> {
  rig.environment.set('AWS_REGION', 'us-east-1');
  return withLocalCloud(rig, async (cloud) => {
    const make = (TypeName: string, model: object) =>
      cloud.change('CreateResource', { TypeName, DesiredState: JSON.stringify(model) });
    await make('AWS::Cognito::UserPool', {
      UserPoolName: 'Shop users',
      Schema: [{ Name: 'tier', AttributeDataType: 'String' }],
    });
    const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
    await make('AWS::Cognito::UserPoolClient', { UserPoolId: pool, ClientName: 'web', RefreshTokenValidity: 7 });
    await make('AWS::Cognito::UserPoolClient', { UserPoolId: pool, ClientName: '9 lives', GenerateSecret: true });
    await make('AWS::SQS::Queue', { QueueName: 'jobs', Tags: [{ Key: 'team', Value: '{{ ops }}' }] });
    return pool;
  });
}

const named = ['AWS::Cognito::UserPool=*', 'AWS::Cognito::UserPoolClient=*', 'awscc.sqs.queues=*jobs'].flatMap(
  (one) => ['--resource', one],
);

describe('import', () => {
  it('names every source where none is given', () =>
    withRig(async (rig) => {
      expect(await rig.run('import', 'shop', 'dev', '--local')).to.deep.equal({
        code: 1,
        output: '',
        errors:
          'error[input/option]: no resource is named\n  = help: write --resource TYPE=IDENTIFIER, such as AWS::SQS::Queue=*, or name a source with --query, --terraform-state, --cloudformation or --cloudformation-stack\n',
      });
    }));

  it('proposes a plan that reaches the same cloud and region', () =>
    withRig(async (rig) => {
      await makeResources(rig);
      const target = ['--local', '--local-dir', '.stack-deploy/local', '--region', 'us-east-1'];
      const { errors } = await rig.run('import', 'shop', 'dev', ...target, ...named);
      expect(errors).to.include('\nnext: stack-deploy plan shop dev --local --region us-east-1\n');
    }));

  it('writes entries after which a plan shows nothing but what is adopted', () =>
    withRig(async (rig) => {
      await makeResources(rig);
      const run = await rig.run('import', 'shop', 'dev', '--local', ...named);
      expect(run).to.deep.equal({
        code: 0,
        output: '',
        errors: 'added 4 entries to shop/stackql_manifest.yml\nnext: stack-deploy plan shop dev --local\n',
      });
      const text = rig.read('shop/stackql_manifest.yml');
      expect(text).to.match(
        /^version: 1\nname: shop\nresources:\n {2}- name: shop_users\n {4}type: AWS::Cognito::UserPool\n {4}adopt: true\n/,
      );
      expect(text).to.include(
        dedent`
          - name: web
            type: AWS::Cognito::UserPoolClient
            properties:
              UserPoolId: '{{ shop_users.UserPoolId }}'
              ClientName: web
              RefreshTokenValidity: 7
      `
          .replace(/^/gm, '  ')
          .trimEnd(),
      );
      expect(text).to.include('Value: \'{{ "{{ ops }}" }}\'');
      expect(text).not.to.include('given_name');
      const planned = await rig.run('plan', 'shop', 'dev', '--local', '--detailed-exitcode');
      expect([planned.code, planned.output.match(/adopt/g)?.length]).to.deep.equal([0, 2]);
      expect(planned.output).to.include('No changes.');
      const built = await rig.run('build', 'shop', 'dev', '--local');
      expect([built.code, built.errors]).to.satisfy(([code]: [number]) => code === 0);
      expect((await rig.run('plan', 'shop', 'dev', '--local')).output).not.to.include('adopt');
    }));

  it('adds to a manifest, under names that are free, and leaves its other lines', () =>
    withRig(async (rig) => {
      await makeResources(rig);
      const before = dedent`
        version: 1
        name: shop
        resources:
        - name: jobs # another queue
          type: AWS::SQS::Queue
          properties: {QueueName: other}

        exports: [] # none
      `;
      rig.write('shop/stackql_manifest.yml', before);
      await rig.run('import', 'shop', 'dev', '--local', '--resource', 'AWS::SQS::Queue=*jobs');
      expect(rig.read('shop/stackql_manifest.yml')).to.equal(dedent`
        version: 1
        name: shop
        resources:
        - name: jobs # another queue
          type: AWS::SQS::Queue
          properties: {QueueName: other}
        - name: jobs_queue
          type: AWS::SQS::Queue
          adopt: true
          properties:
            QueueName: jobs
            Tags:
              - Key: team
                Value: '{{ "{{ ops }}" }}'

        exports: [] # none
      `);
    }));

  it('says what cannot be imported, and writes nothing then', () =>
    withRig(async (rig) => {
      await makeResources(rig);
      const told: string[] = [];
      for (const one of ['AWS::SQS::Queu=x', 'AWS::SQS::Queue', 'AWS::SQS::Queue=nothing*', 'AWS::IAM::Role=nobody']) {
        const { code, errors } = await rig.run('import', 'shop', 'dev', '--local', '--resource', one);
        told.push(`${code} ${errors.split('\n')[0]}`);
      }
      expect(told).to.deep.equal([
        '1 error[resource/unknown]: unknown resource type "AWS::SQS::Queu"',
        '1 error[input/option]: --resource AWS::SQS::Queue has no identifier',
        '1 error[input/option]: no AWS::SQS::Queue in us-east-1 has an identifier like nothing*',
        '1 error[input/option]: AWS::IAM::Role nobody does not exist in us-east-1',
      ]);
      expect((await rig.run('validate', 'shop', 'dev')).code).to.equal(1);
    }));
});
