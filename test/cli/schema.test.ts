import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { parse } from 'yaml';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

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

  it('shows what AWS reads back of a type', async () => {
    await withRig(async (rig) => {
      const { output } = await rig.run('schema', 'show', 'AWS::SQS::Queue');
      expect(output.slice(output.indexOf('\n\n  What AWS'))).to.equal(`

  What AWS reads back where nothing, or something else, was given:

  place                          where            read as     source
  ContentBasedDeduplication      FifoQueue=true   false       recorded 2026-08
  DeduplicationScope             FifoQueue=true   "queue"     recorded 2026-08
  DelaySeconds                                    0           recorded 2026-08
  FifoThroughputLimit            FifoQueue=true   "perQueue"  recorded 2026-08
  KmsDataKeyReusePeriodSeconds   KmsMasterKeyId   300         recorded 2026-08
  MaximumMessageSize                              1048576     recorded 2026-08
  MessageRetentionPeriod                          345600      recorded 2026-08
  ReceiveMessageWaitTimeSeconds                   0           recorded 2026-08
  SqsManagedSseEnabled           !KmsMasterKeyId  true        recorded 2026-08
  SqsManagedSseEnabled           KmsMasterKeyId   false       recorded 2026-08
  VisibilityTimeout                               30          recorded 2026-08
`);
      const json = await rig.run('schema', 'show', 'AWS::SQS::Queue', '--json');
      const { readBack } = JSON.parse(json.output) as { readonly readBack: readonly unknown[] };
      expect(readBack).to.have.length(11);
      expect(readBack[8]).to.deep.equal({
        path: 'SqsManagedSseEnabled',
        when: '!KmsMasterKeyId',
        default: true,
        source: 'recorded 2026-08',
      });
      // What is printed may be put into a folder of schemas as it is.
      rig.write('schemas/queue.json', json.output);
      expect((await rig.run('schema', 'show', 'AWS::SQS::Queue')).output).to.include(
        'from the folder schemas of the stack',
      );
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
        [['drop', 'X'], 'schema drop: it is show, list, pull or editor\n'],
        [['show'], 'schema show takes one type, as in: stack-deploy schema show awscc.cognito.user_pools\n'],
        [
          ['show', 'AWS::EC2::Subnets'],
          'there is no resource type "AWS::EC2::Subnets"; did you mean "AWS::EC2::Subnet"?\n',
        ],
        [['show', 'userPool'], 'there is no resource type "userPool"; write it whole: AWS::Cognito::UserPool\n'],
        [['list', 'nothing at all'], 'no resource type is named like nothing at all\n'],
        [['pull'], 'schema pull takes the types to pull, as in: stack-deploy schema pull AWS::Cognito::UserPool\n'],
        [['pull', 'AWS::EC2::VPC'], 'there is no cache folder: set HOME or XDG_CACHE_HOME, or give --schema-dir\n'],
        [['shw', 'X'], 'schema shw: it is show, list, pull or editor; did you mean "show"?\n'],
      ];
      for (const [words, errors] of wrong) {
        expect(await rig.run('schema', ...words), words.join(' ')).to.deep.equal({ code: 1, output: '', errors });
      }
    });
  });

  it('tells of a schema file that holds none, and not that there is no such type', async () => {
    await withRig(async (rig) => {
      rig.write('schemas/AWS-EC2-VPC.json', '{ "typeName": "AWS::EC2::VPC" }');
      rig.write('schemas/orders.schema.json', '{}');
      const run = await rig.run('schema', 'show', 'awscc.ec2.vpcs');
      expect(run.code).to.equal(1);
      expect(run.errors).to.include(
        'schemas/AWS-EC2-VPC.json is not a resource schema: properties are missing\n --> schemas/AWS-EC2-VPC.json:1:1\n',
      );
      expect((await rig.run('schema', 'show', 'EC2::VPCs')).errors).to.equal(
        'there is no resource type "EC2::VPCs"; did you mean "AWS::EC2::VPC"?\n',
      );
    });
  });

  it('looks in the folder of --schema-dir first, which has to be there', async () => {
    await withRig(async (rig) => {
      rig.write('mine/AWS-EC2-VPC.json', '{ "typeName": "AWS::EC2::VPC", "properties": { "Mine": {} } }');
      rig.write('schemas/AWS-EC2-VPC.json', '{ "typeName": "AWS::EC2::VPC", "properties": { "Ours": {} } }');
      const shown = await rig.run('schema', 'show', 'EC2::VPC', '--schema-dir', 'mine');
      expect(shown.output).to.include('schema         from the folder of --schema-dir\n').and.include('  Mine ');
      expect((await rig.run('schema', 'show', 'EC2::VPC')).output).to.include('  Ours ');
      for (const words of [['schema', 'list'], ['query', 'SHOW SERVICES'], ['list', '-t', 'EC2::VPC'], ['emulator']]) {
        const run = await rig.run(
          ...words,
          '--schema-dir',
          'yours',
          ...(words[0] === 'list' ? ['--region', 'us-east-1'] : []),
        );
        expect(run, words.join(' ')).to.deep.equal({
          code: 1,
          output: '',
          errors: dedent`
            error[input/file-missing]: the schema folder yours cannot be used: it does not exist
              = help: --schema-dir names a folder of schema files; schema pull makes one
          `,
        });
      }
    });
  });

  describe('pull', () => {
    const schema = { typeName: 'AWS::EC2::VPC', properties: { Fresh: { type: 'string', maxLength: 3 } } };

    /** A CloudFormation that has one schema, whatever it is asked for, but for `AWS::EC2::VPCs`, which it does not know. */
    async function withCloudFormation(use: (rig: Rig, asked: readonly string[]) => Promise<void>): Promise<void> {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => void chunks.push(chunk));
        request.on('end', () => {
          const typeName = new URLSearchParams(Buffer.concat(chunks).toString()).get('TypeName') ?? '';
          asked.push(typeName);
          const isThere = typeName !== 'AWS::EC2::VPCs';
          response.writeHead(isThere ? 200 : 404, { 'content-type': 'text/xml' });
          response.end(isThere ? described(schema) : typeNotFound(typeName));
        });
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      // A server on a port has an address.
      const { port } = server.address() as AddressInfo;
      const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
      const before = keys.map((key) => process.env[key]);
      for (const key of keys) process.env[key] = 'test';
      try {
        await withRig(async (rig) => {
          rig.environment.set('XDG_CACHE_HOME', join(rig.folder, 'cache'));
          rig.environment.set('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${port}`);
          await use(rig, asked);
        });
      } finally {
        for (const [index, key] of keys.entries()) {
          const value = before[index];
          if (value === undefined) Reflect.deleteProperty(process.env, key);
          else process.env[key] = value;
        }
        server.close();
      }
    }

    function described(answer: object): string {
      const text = JSON.stringify(answer).replaceAll('"', '&quot;');
      return `<DescribeTypeResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeTypeResult><Schema>${text}</Schema><ProvisioningType>FULLY_MUTABLE</ProvisioningType></DescribeTypeResult></DescribeTypeResponse>`;
    }

    function typeNotFound(typeName: string): string {
      return `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>TypeNotFoundException</Code><Message>The type '${typeName}' cannot be found.</Message></Error></ErrorResponse>`;
    }

    it('keeps a schema in the cache, and that one rules', async () => {
      await withCloudFormation(async (rig) => {
        const path = join(rig.folder, 'cache', 'stack-deploy', 'schemas', 'AWS-EC2-VPC.json');
        const pulled = await rig.run('schema', 'pull', 'awscc.ec2.vpcs', 'AWS::EC2::Subnet', '--region', 'us-east-1');
        expect(pulled).to.deep.equal({
          code: 1,
          output: '',
          errors: `AWS::EC2::VPC is kept in ${path}\nAWS::EC2::Subnet: the answer has no schema of it\n`,
        });
        expect(JSON.parse(readFileSync(path, 'utf8'))).to.deep.equal({ ...schema, provisioningType: 'FULLY_MUTABLE' });
        expect((await rig.run('schema', 'show', 'EC2::VPC')).output).to.include('schema         pulled from AWS\n');
        // A schema in the folder itself goes before it.
        rig.write('schemas/AWS-EC2-VPC.json', JSON.stringify(schema));
        expect((await rig.run('schema', 'show', 'EC2::VPC')).output).to.include(
          'from the folder schemas of the stack\n',
        );
      });
    });

    it('keeps it in the folder of --schema-dir, from where a stack takes it', async () => {
      await withCloudFormation(async (rig, asked) => {
        rig.copy('examples/vpc-network', 'network');
        const pulled = await rig.run(
          ...['schema', 'pull', 'EC2::VPC', 'AWS::EC2::VPC', '--schema-dir', 'network/schemas', '--json'],
          ...['--region', 'us-east-1'],
        );
        const path = join(rig.folder, 'network', 'schemas', 'AWS-EC2-VPC.json');
        expect(pulled.errors).to.equal('');
        expect(JSON.parse(pulled.output)).to.deep.equal({ format: 1, types: [{ typeName: 'AWS::EC2::VPC', path }] });
        expect(asked).to.deep.equal(['AWS::EC2::VPC']);
        const checked = await rig.run('validate', 'network', 'dev', '--region', 'us-east-1');
        expect(checked.errors).to.include('awscc.ec2.vpcs has no column "cidr_block"');
      });
    });

    it('takes patterns, and asks for no name that can be none', async () => {
      await withCloudFormation(async (rig, asked) => {
        const refused = await rig.run('schema', 'pull', 'AWS::EC2::VPC', 'awscc.ec2.vpcz', '--region', 'us-east-1');
        expect(refused.errors).to.equal('there is no resource type "awscc.ec2.vpcz"; did you mean "awscc.ec2.vpcs"?\n');
        expect(asked).to.deep.equal([]);
        await rig.run('schema', 'pull', 'awscc.ec2.vpc_*_attachments', '--region', 'us-east-1');
        expect(asked).to.deep.equal(['AWS::EC2::VPCGatewayAttachment']);
      });
    });

    it('says what AWS does not know, and what may have been meant', async () => {
      await withCloudFormation(async (rig) => {
        expect(await rig.run('schema', 'pull', 'AWS::EC2::VPCs', '--region', 'us-east-1')).to.deep.equal({
          code: 1,
          output: '',
          errors:
            'AWS::EC2::VPCs: TypeNotFoundException: The type \'AWS::EC2::VPCs\' cannot be found; did you mean "AWS::EC2::VPC"?\n',
        });
      });
    });
  });

  it('writes a schema for editors, with the properties of the types that a stack has', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/web-application', 'shop');
      const { code, errors } = await rig.run('schema', 'editor', 'shop');
      expect(code).to.equal(0);
      expect(errors).to.equal(dedent`
        wrote shop/stackql_manifest.schema.json
        editors use it with this first line of the manifest:
        # yaml-language-server: $schema=stackql_manifest.schema.json
      `);
      const schema = JSON.parse(rig.read('shop/stackql_manifest.schema.json')) as object;
      const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
      const text = rig.read('shop/stackql_manifest.yml');
      const places = (changed: string): readonly string[] => {
        validate(parse(changed));
        return (validate.errors ?? [])
          .filter(({ keyword }) => keyword === 'additionalProperties')
          .map(({ instancePath, params }) => `${instancePath} ${String(params['additionalProperty'])}`);
      };
      expect(validate(parse(text)), JSON.stringify(validate.errors)).to.equal(true);
      expect(places(text.replace('QueueName:', 'QueueNme:'))).to.include('/resources/3/properties QueueNme');
      expect(places(text.replace('PolicyName:', 'PolicyNme:'))).to.include(
        '/resources/4/properties/Policies/0 PolicyNme',
      );
      // What only the service sets cannot be written; column spelling can.
      expect(places(text.replace('QueueName:', 'QueueUrl:'))).to.include('/resources/3/properties QueueUrl');
      expect(places(text.replace('QueueName:', 'queue_name:'))).to.deep.equal([]);
    });
  });

  it('writes one for a manifest with mistakes, and none without a manifest', async () => {
    await withRig(async (rig) => {
      rig.write(
        'shop/stackql_manifest.yml',
        '# yaml-language-server: $schema=stackql_manifest.schema.json\nname: shop\nmodules: [absent.js]\nresources:\n  - {name: a, type: AWS::SQS::Queue, odd: 1}\n  - {name: b, type: AWS::No::Type}\n',
      );
      expect(await rig.run('schema', 'editor', 'shop')).to.deep.equal({
        code: 0,
        output: '',
        errors: 'wrote shop/stackql_manifest.schema.json\n',
      });
      expect(rig.read('shop/stackql_manifest.schema.json')).to.include('"AWS::SQS::Queue"').and.not.include('No::Type');
      expect((await rig.run('schema', 'editor', 'none')).errors).to.include('none/stackql_manifest.yml does not exist');
      expect((await rig.run('schema', 'editor')).errors).to.equal(
        'schema editor takes one folder, as in: stack-deploy schema editor STACK_DIR\n',
      );
    });
  });
});
