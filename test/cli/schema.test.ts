import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

describe('stack-deploy schema', () => {
  it('shows what a type has', async () => {
    await withRig(async (rig) => {
      const run = await rig.run('schema', 'show', 'awscc.cognito.user_pool_groups');
      expect(run).to.deep.equal({
        code: 0,
        errors: '',
        output: dedent`
          AWS::Cognito::UserPoolGroup
            in statements  awscc.cognito.user_pool_groups
            schema         full, comes with stack-deploy
            identifier     UserPoolId|GroupName
            handlers       create, read, update, delete, list (list needs UserPoolId)
            tags           none

            property     column        type     required  limits                   may be given
            Description  description   string             at most 2048 characters
            GroupName    group_name    string                                      at creation
            Precedence   precedence    integer            at least 0
            RoleArn      role_arn      string
            UserPoolId   user_pool_id  string   yes                                at creation
        `,
      });
    });
  });

  it('takes every spelling of a type', async () => {
    await withRig(async (rig) => {
      const names = ['AWS::EC2::VPC', 'awscc.ec2.vpcs', 'awscc.ec2.vpcs_list_only', 'EC2::VPC'];
      for (const name of names) {
        expect((await rig.run('schema', 'show', name)).output).to.match(
          /^AWS::EC2::VPC\n {2}in statements {2}awscc.ec2.vpcs\n/,
        );
      }
    });
  });

  it('prints the JSON Schema', async () => {
    await withRig(async (rig) => {
      const { output } = await rig.run('schema', 'show', 'AWS::EC2::VPC', '--json');
      expect(JSON.parse(output)).to.deep.include({
        typeName: 'AWS::EC2::VPC',
        primaryIdentifier: ['/properties/VpcId'],
        additionalProperties: false,
      });
    });
  });

  it('lists types by a part or a pattern of their names', async () => {
    await withRig(async (rig) => {
      expect((await rig.run('schema', 'list', 'LogAnomalyDetector')).output).to.equal(
        'AWS::Logs::LogAnomalyDetector  awscc.logs.log_anomaly_detectors\n',
      );
      expect((await rig.run('schema', 'list', 'awscc.cognito.*pools', '--json')).output).to.equal(
        JSON.stringify(
          {
            format: 1,
            types: [
              {
                typeName: 'AWS::Cognito::IdentityPool',
                statementName: 'awscc.cognito.identity_pools',
                source: 'shipped',
              },
              { typeName: 'AWS::Cognito::UserPool', statementName: 'awscc.cognito.user_pools', source: 'shipped' },
            ],
          },
          undefined,
          2,
        ) + '\n',
      );
      expect((await rig.run('schema', 'list')).output.split('\n').length).to.equal(1830);
    });
  });

  it('says what it was asked wrongly', async () => {
    await withRig(async (rig) => {
      const wrong: readonly (readonly [readonly string[], string])[] = [
        [['drop', 'X'], 'schema drop: it is show, list or pull\n'],
        [['show'], 'schema show takes one type, as in: stack-deploy schema show awscc.cognito.user_pools\n'],
        [
          ['show', 'AWS::EC2::Subnets'],
          'there is no resource type "AWS::EC2::Subnets"; did you mean "AWS::EC2::Subnet"?\n',
        ],
        [['list', 'nothing at all'], 'no resource type is named like nothing at all\n'],
        [['pull'], 'schema pull takes the types to pull, as in: stack-deploy schema pull AWS::Cognito::UserPool\n'],
        [['pull', 'AWS::EC2::VPC'], 'there is no cache folder: set HOME or XDG_CACHE_HOME\n'],
      ];
      for (const [words, errors] of wrong) {
        expect(await rig.run('schema', ...words), words.join(' ')).to.deep.equal({ code: 1, output: '', errors });
      }
    });
  });

  it('keeps a pulled schema in the cache, and that one rules', async () => {
    const schema = { typeName: 'AWS::EC2::VPC', properties: { Fresh: { type: 'string', maxLength: 3 } } };
    const server = createServer((_request, response) => {
      const text = JSON.stringify(schema).replaceAll('"', '&quot;');
      response.setHeader('content-type', 'text/xml');
      response.end(
        `<DescribeTypeResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeTypeResult><Schema>${text}</Schema><ProvisioningType>FULLY_MUTABLE</ProvisioningType></DescribeTypeResult></DescribeTypeResponse>`,
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
    const before = keys.map((key) => process.env[key]);
    for (const key of keys) process.env[key] = 'test';
    try {
      await withRig(async (rig) => {
        rig.environment.set('XDG_CACHE_HOME', join(rig.folder, 'cache'));
        rig.environment.set('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${port}`);
        const path = join(rig.folder, 'cache', 'stack-deploy', 'schemas', 'AWS-EC2-VPC.json');
        const pulled = await rig.run('schema', 'pull', 'awscc.ec2.vpcs', 'AWS::EC2::Subnet', '--region', 'us-east-1');
        expect(pulled).to.deep.equal({
          code: 1,
          output: '',
          errors: `AWS::EC2::VPC is kept in ${path}\nAWS::EC2::Subnet: the answer holds no schema of it\n`,
        });
        expect(JSON.parse(readFileSync(path, 'utf8'))).to.deep.equal({ ...schema, provisioningType: 'FULLY_MUTABLE' });
        expect((await rig.run('schema', 'show', 'EC2::VPC')).output).to.include('schema         pulled from AWS\n');
        // A schema in the folder itself goes before it.
        mkdirSync(join(rig.folder, 'schemas'));
        writeFileSync(join(rig.folder, 'schemas', 'AWS-EC2-VPC.json'), JSON.stringify(schema));
        expect((await rig.run('schema', 'show', 'EC2::VPC')).output).to.include(
          'from the folder schemas of the stack\n',
        );
      });
    } finally {
      for (const [index, key] of keys.entries()) {
        const value = before[index];
        if (value === undefined) Reflect.deleteProperty(process.env, key);
        else process.env[key] = value;
      }
      server.close();
    }
  });
});
