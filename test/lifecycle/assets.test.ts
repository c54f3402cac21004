import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openStack } from '../../src/api/open-stack.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { say } from '../support/say.ts';

const resources = dedent`
  resources:
    - name: layer
      type: AWS::Lambda::LayerVersion
      identify_by: [LayerName]
      properties:
        LayerName: tools
        Content: '{{ asset("dist tools.zip") }}'
`;

function write(rig: Rig, top: string): void {
  rig.environment.set('AWS_REGION', 'us-east-1');
  rig.write('shop/stackql_manifest.yml', `version: 1\nname: shop\n${top}${resources}`);
}

describe('Assets', () => {
  it('are uploaded once before what takes them is written, under the digest of their content', () =>
    withRig(async (rig) => {
      rig.write(
        'shop/stackql_manifest.yml',
        dedent`
          version: 1
          name: shop
          assets: s3://assets/other
          environments: {dev: {assets: 's3://assets-{{ stack_env }}//tools/'}}
          resources:
            - name: role
              type: AWS::IAM::Role
              properties:
                RoleName: worker
                AssumeRolePolicyDocument:
                  Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
                  Version: '2012-10-17'
            - name: worker
              type: AWS::Lambda::Function
              for_each: {one: 1, two: 2}
              properties:
                FunctionName: 'worker-{{ each.key }}'
                Runtime: nodejs22.x
                Handler: index.handler
                Role: '{{ role.Arn }}'
                Code: '{{ asset("worker.zip") }}'
        `,
      );
      const cloud = createTestCloud();
      const { provider, clock } = cloud;
      const act = async (content: string, verb: 'plan' | 'build'): Promise<readonly string[]> => {
        rig.write('shop/worker.zip', content);
        const before = cloud.ledger.length;
        const { value } = await openStack({
          ...{ folder: 'shop', environment: 'dev', workingDirectory: rig.folder, region: 'us-east-1' },
        });
        const { ok } = await value![verb]({ provider, clock });
        expect(ok).to.equal(true);
        return cloud.ledger
          .slice(before)
          .filter(({ operation }) => /Object|^(?:Create|Update)/.test(operation))
          .map(({ operation, typeName = 'S3', outcome }) => `${operation} ${typeName} ${outcome}`);
      };
      expect(await act('first', 'plan')).to.deep.equal([]);
      expect(await act('first', 'build')).to.deep.equal([
        'CreateResource AWS::IAM::Role ok',
        'HeadObject S3 NotFound',
        'PutObject S3 ok',
        'CreateResource AWS::Lambda::Function ok',
        'CreateResource AWS::Lambda::Function ok',
      ]);
      expect(await act('first', 'build')).to.deep.equal([]);
      const [one] = await cloud.emulator.inventory().then((all) => all.slice(-1));
      const digest = createHash('sha256').update('first').digest('hex');
      expect(one?.stored['Code']).to.deep.equal({ S3Bucket: 'assets-dev', S3Key: `tools/worker-${digest}.zip` });
      expect(await act('second', 'build')).to.deep.equal([
        'HeadObject S3 NotFound',
        'PutObject S3 ok',
        'UpdateResource AWS::Lambda::Function ok',
        'UpdateResource AWS::Lambda::Function ok',
      ]);
      // What is there is not put there again.
      expect(await act('first', 'build')).to.deep.equal([
        'HeadObject S3 ok',
        'UpdateResource AWS::Lambda::Function ok',
        'UpdateResource AWS::Lambda::Function ok',
      ]);
      // Whoever may not list the bucket cannot know whether it is there.
      cloud.inject({ kind: 'denied', operation: 'HeadObject' });
      expect((await act('third', 'build')).slice(0, 2)).to.deep.equal([
        'HeadObject S3 AccessDeniedException',
        'PutObject S3 ok',
      ]);
      await cloud.close();
    }));

  it('are not written where they cannot be uploaded', () =>
    withRig(async (rig) => {
      write(rig, 'assets: s3://assets\n');
      rig.write('shop/dist tools.zip', 'content');
      const cloud = createTestCloud();
      cloud.inject({ kind: 'error', operation: 'PutObject', name: 'NoSuchBucket', message: 'there is no such bucket' });
      const { value } = await openStack({
        ...{ folder: 'shop', environment: 'dev', workingDirectory: rig.folder, region: 'us-east-1' },
      });
      const { provider, clock } = cloud;
      const { outcomes } = await value!.build({ provider, clock });
      expect(outcomes[0]?.outcome).to.deep.include({ kind: 'failed' });
      expect(JSON.stringify(outcomes)).to.include('there is no such bucket');
      expect(cloud.mutations).to.deep.equal([]);
      await cloud.close();
    }));

  it('must have a bucket and be files', () =>
    withRig(async (rig) => {
      write(rig, '');
      const first = async (): Promise<string> => {
        const { errors } = await rig.run('build', 'shop', 'dev', '--local');
        return errors.split('\n\n')[0]!.trimEnd();
      };
      const told: string[] = [await first()];
      write(rig, 'assets: s3://assets\n');
      told.push(await first());
      rig.write('shop/dist tools.zip/file', '');
      told.push(await first());
      write(rig, "assets: 's3://{{ stack_name }}_assets/'\n");
      told.push(await first());
      expect(told.map((one) => one.replaceAll(/\n.*\|.*/g, ''))).to.deep.equal([
        'error[template/lookup]: no bucket is named for assets\n  --> shop/stackql_manifest.yml:9:20\n   = help: name it in the manifest: assets: s3://BUCKET, at the top or in the environment',
        'error[template/lookup]: asset("dist tools.zip"): there is no such file\n  --> shop/stackql_manifest.yml:10:20\n   = help: paths are relative to the folder of the stack; make the file first',
        'error[template/lookup]: asset("dist tools.zip"): it is a folder\n  --> shop/stackql_manifest.yml:10:20\n   = help: make a zip file of it first',
        'error[manifest/wrong-type]: "assets" is "s3://shop_assets/"\n --> shop/stackql_manifest.yml:3:10\n  = help: write s3://BUCKET or s3://BUCKET/PREFIX, with letters, digits, ".", "_", "-" and "/" in the prefix',
      ]);
    }));

  it('need not be there for a teardown, and a check warns', () =>
    withRig(async (rig) => {
      write(rig, 'assets: s3://assets\n');
      rig.write('shop/dist tools.zip', 'content');
      expect(await say(rig, 'build shop')).to.include('1 created');
      rmSync(join(rig.folder, 'shop/dist tools.zip'));
      const { code, errors } = await rig.run('validate', 'shop', 'dev');
      expect(code).to.equal(0);
      expect(errors).to.include('warning[template/lookup]: asset("dist tools.zip"): there is no such file');
      expect(await say(rig, 'teardown shop')).to.include('1 deleted');
    }));

  it('need a bucket whose name may be a parameter', () =>
    withRig(async (rig) => {
      write(rig, 'assets: s3://{{ ssm("/assets/bucket") }}\n');
      rig.write('shop/dist tools.zip', 'content');
      rig.write(
        'network/stackql_manifest.yml',
        dedent`
          version: 1
          name: network
          resources:
            - name: bucket
              type: AWS::SSM::Parameter
              properties: {Name: /assets/bucket, Type: String, Value: found}
        `,
      );
      await rig.run('build', 'network', 'dev', '--local');
      const { output } = await rig.run('plan', 'shop', 'dev', '--local');
      expect(output).to.include('"S3Bucket": "found"').and.include('"S3Key": "dist-tools-ed7002b4');
      expect(await say(rig, 'build shop')).to.include('1 created');
    }));

  it('are counted among the permissions', () =>
    withRig(async (rig) => {
      write(rig, 'assets: s3://assets/tools\n');
      rig.write('shop/dist tools.zip', 'content');
      const { output } = await rig.run('permissions', 'shop', 'dev', '--for', 'build');
      const policy = JSON.parse(output) as { readonly Statement: readonly { readonly Sid: string }[] };
      expect(policy.Statement.filter(({ Sid: id }) => id.startsWith('Asset'))).to.deep.equal([
        {
          Sid: 'Assets',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: ['arn:aws:s3:::assets/tools/*'],
        },
        { Sid: 'AssetBuckets', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::assets'] },
      ]);
    }));
});
