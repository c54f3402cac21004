import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SchemaValidator, TemplateFile } from '@aws/cloudformation-validate';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

const fixtures = join(packageRoot, 'test/fixtures/render');

/** What AWS's own validator of templates says of one. */
function judged(rig: Rig, text: string): readonly string[] {
  const validator = new SchemaValidator();
  try {
    rig.write('template.yml', text);
    return validator
      .validate(new TemplateFile(join(rig.folder, 'template.yml')))
      .filter(({ ruleId }) => !ruleId.startsWith('I'))
      .map(({ ruleId, message }) => `${ruleId} ${message}`);
  } finally {
    validator.free();
  }
}

const stacks = [
  ['examples/cognito-user-pool', 'cognito-user-pool'],
  ['examples/vpc-network', 'vpc-network'],
  ['examples/web-application', 'web-application'],
  ['seed/all-properties', 'seed'],
] as const;

describe('render', () => {
  for (const [folder, name] of stacks)
    it(`prints ${folder} as a template that AWS’s validator takes`, () =>
      withRig(async (rig) => {
        rig.copy('examples');
        rig.copy('test/fixtures/seed', 'seed');
        rig.write('seed/variables.yml', rig.read('seed/variables.yml') + 'user_pool_id: us-east-1_aBcDeFgHi\n');
        const variables = name === 'seed' ? ['--vars-file', 'seed/variables.yml'] : [];
        const run = await rig.run('render', folder, 'dev', '--region', 'us-east-1', ...variables);
        expect(run.code, run.errors).to.equal(0);
        const expected = join(fixtures, `${name}.yml`);
        if (process.env['UPDATE_FIXTURES'] !== undefined) writeFileSync(expected, run.output);
        expect(run.output).to.equal(readFileSync(expected, 'utf8'));
        expect(judged(rig, run.output)).to.deep.equal([]);
      }));

  it('gives a template that is imported as the same stack', () =>
    withRig(async (rig) => {
      rig.copy('examples');
      const rendering = ['--region', 'us-east-1'];
      const first = await rig.run('render', 'examples/vpc-network', 'dev', ...rendering);
      rig.write('network.yml', first.output);
      const imported = await rig.run('import', 'again', 'dev', '--cloudformation', 'network.yml');
      expect(imported.code, imported.errors).to.equal(0);
      const second = await rig.run('render', 'again', 'dev', ...rendering);
      expect(second.output).to.equal(first.output);
    }));

  it('makes parameters of secrets and of what only a build knows, and tells what has no counterpart', () =>
    withRig(async (rig) => {
      rig.write(
        'shop/stackql_manifest.yml',
        dedent`
          version: 1
          name: shop
          globals:
            - name: password
              protected: true
              value: hunter2-hunter2
          resources:
            - name: news
              type: script
              run: echo '{"who":"x"}'
              read_only: true
              exports: [who]
            - name: gone
              type: AWS::SQS::Queue
              if: '{{ false }}'
              properties: { QueueName: gone }
            - name: jobs
              type: AWS::SQS::Queue
              on_delete: retain
              properties: { QueueName: jobs }
            - name: far
              type: AWS::SNS::Topic
              region: eu-west-1
              depends_on: [jobs]
              properties: { TopicName: '{{ jobs.QueueName }}', DisplayName: '{{ who }}' }
            - name: settings
              type: AWS::SSM::Parameter
              properties:
                Type: String
                Name: /shop/x
                Description: '{{ ssm("/network/vpc") }} and {{ jobs.QueueName }}, {{ far.TopicArn }} ${'${x}'}'
                Value: '{{ password }} {{ secret("db", "key") }}'
          exports: [settings.Name, far.TopicArn, who]
        `,
      );
      const run = await rig.run('render', 'shop', 'dev', '--region', 'us-east-1', '--json');
      expect(run.code, run.errors).to.equal(0);
      expect(JSON.parse(run.output)).to.deep.equal({
        AWSTemplateFormatVersion: '2010-09-09',
        Description: 'shop (dev)',
        Parameters: { NewsWho: { Type: 'String' }, SettingsValue: { Type: 'String', NoEcho: true } },
        Resources: {
          Jobs: {
            Type: 'AWS::SQS::Queue',
            DeletionPolicy: 'Retain',
            UpdateReplacePolicy: 'Retain',
            Properties: { QueueName: 'jobs' },
          },
          Far: {
            Type: 'AWS::SNS::Topic',
            DependsOn: ['Jobs'],
            Properties: { TopicName: 'jobs', DisplayName: { Ref: 'NewsWho' } },
          },
          Settings: {
            Type: 'AWS::SSM::Parameter',
            Properties: {
              Type: 'String',
              Name: '/shop/x',
              Description: { 'Fn::Sub': '{{resolve:ssm:/network/vpc}} and jobs, ${Far} ${!x}' },
              Value: { 'Fn::Sub': '${SettingsValue} {{resolve:secretsmanager:db:SecretString:key}}' },
            },
          },
        },
        Outputs: { SettingsName: { Value: { Ref: 'Settings' } }, FarTopicArn: { Value: { Ref: 'Far' } } },
      });
      expect(run.errors.split('\n').filter((line) => line.startsWith('warning'))).to.deep.equal([
        'warning[input/render]: "news" is left out: a script has no counterpart in a template',
        'warning[input/render]: DisplayName of "far" needs news.who, which only a build knows: the template has the parameter NewsWho for it',
        'warning[input/render]: Value of "settings" is never shown: the template has the parameter SettingsValue for it',
        'warning[input/render]: "far" is in eu-west-1, and a CloudFormation stack is in one region: us-east-1',
        'warning[input/render]: the export "who" is left out: no resource of the template gives it',
      ]);
      expect(run.output).not.to.include('hunter2');
    }));

  it('prints nothing of a stack that is not valid', () =>
    withRig(async (rig) => {
      rig.write(
        'shop/stackql_manifest.yml',
        'version: 1\nname: shop\nresources:\n  - {name: a, type: AWS::SQS::Queu}\n',
      );
      const { code, output, errors } = await rig.run('render', 'shop', 'dev');
      expect([code, output, errors.split('\n')[0]]).to.deep.equal([
        1,
        '',
        'error[resource/unknown]: unknown resource type "AWS::SQS::Queu"',
      ]);
    }));
});
