import { expect } from 'chai';
import { dedent } from '../../support/dedent.ts';
import { derivedTextOf, mistakesIn, openEntries } from '../../support/short-form.ts';

describe('The queries of the short form', () => {
  it('find the resource by its identifier, where the properties give it', async () => {
    const text = await derivedTextOf(
      dedent`
        - name: bucket
          type: AWS::S3::Bucket
          ownership: none
          retries: 1
          properties: {BucketName: shop, AccelerateConfiguration: {AccelerationStatus: Enabled}}
      `,
      'bucket',
    );
    expect(text).to.equal(dedent`
      /*+ exists */
      SELECT Identifier AS identifier
      FROM awscc.s3.buckets
      WHERE Identifier = '{{ properties.BucketName }}';

      /*+ create */
      INSERT INTO awscc.s3.buckets (
        BucketName,
        AccelerateConfiguration
      )
      SELECT
        '{{ properties.BucketName }}',
        '{{ properties.AccelerateConfiguration }}';

      /*+ delete */
      DELETE FROM awscc.s3.buckets
      WHERE Identifier = '{{ properties.BucketName }}';
    `);
  });

  it('join an identifier of parts, and derive what the service would', async () => {
    const entries = dedent`
        - name: attachment
          type: AWS::EC2::VPCGatewayAttachment
          region: eu-west-1
          properties: {VpcId: vpc-1, InternetGatewayId: igw-1}
        - name: route
          type: AWS::EC2::Route
          properties: {RouteTableId: rtb-1, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-1}
      `;
    const text = (await derivedTextOf(entries, 'attachment')) + (await derivedTextOf(entries, 'route'));
    expect(text.match(/Identifier = .*/g)).to.deep.equal([
      "Identifier = 'IGW|{{ properties.VpcId }}';",
      "Identifier = 'IGW|{{ properties.VpcId }}';",
      "Identifier = '{{ properties.RouteTableId }}|{{ properties.DestinationCidrBlock }}';",
      "Identifier = '{{ properties.RouteTableId }}|{{ properties.DestinationCidrBlock }}';",
    ]);
    expect(text).to.include("  InternetGatewayId,\n  region\n)\nSELECT\n  '{{ properties.VpcId }}',\n");
  });

  it('prefer identify_by, then identifier; else take the natural key, and last the mark', async () => {
    const where = async (fields: string): Promise<string | undefined> =>
      /WHERE (.*(?:\nAND .*)*);/.exec(
        await derivedTextOf(`  - name: one\n    type: ${fields.replaceAll('\n', '\n    ')}\n`, 'one'),
      )?.[1];
    expect([
      await where(
        'AWS::SQS::Queue\nidentify_by: [delay_seconds]\nidentifier: x\nproperties: {QueueName: q, DelaySeconds: 1}',
      ),
      await where('AWS::SQS::Queue\nidentifier: x\nproperties: {QueueName: q}'),
      await where('AWS::SQS::Queue\nidentifier: {values: {prd: x, default: null}}\nproperties: {QueueName: q}'),
      await where(
        'AWS::CloudFront::OriginAccessControl\nproperties: {OriginAccessControlConfig: {Name: q, OriginAccessControlOriginType: s3, SigningBehavior: always, SigningProtocol: sigv4}}',
      ),
      await where('AWS::Route53::HostedZone\nproperties: {Name: example.com}'),
      await where(
        'AWS::Lambda::Permission\nproperties: {FunctionName: f, Action: "lambda:InvokeFunction", Principal: s3.amazonaws.com}',
      ),
      await where('AWS::EC2::VPC\nproperties: {CidrBlock: 10.0.0.0/16}'),
    ]).to.deep.equal([
      "delay_seconds = '{{ properties.DelaySeconds }}'",
      "Identifier = '{{ identifier }}'",
      "queue_name = '{{ properties.QueueName }}'",
      "json_extract(origin_access_control_config, '$.Name') = '{{ properties.OriginAccessControlConfig.Name }}'",
      "as_declared(name, '{{ properties.Name }}')",
      "function_name = '{{ properties.FunctionName }}'\nAND action = '{{ properties.Action }}'\nAND principal = '{{ properties.Principal }}'",
      `has_tags(tags, '{{ {"stackql:stack-name": stack_name, "stackql:stack-env": stack_env, "stackql:resource-name": resource_name} }}') = 1`,
    ]);
  });
});

describe('A mistake in the short form', () => {
  it('is told with all others, at its place in the manifest', async () => {
    expect(
      await mistakesIn(dedent`
        - name: queue
          type: awscc.sqs.queues
          properties:
            QueueNam: x
            VisibilityTimeout: ten
        - name: pool
          type: AWS::Cognito::UserPool
          properties:
            UserPoolName: '{{ queue.Arnn }}'
            MfaConfiguration: SOMETIMES
        - name: client
          type: AWS::Cognito::UserPoolClient
          properties:
            UserPoolId: '{{ pool.UserPoolId }}'
            ClientId: x
        - name: unknown
          type: AWS::SQS::Queu
          properties: {QueueName: x}
        - name: tagless
          type: AWS::EC2::EIPAssociation
          properties: {AllocationId: eipalloc-1}
      `),
    ).to.deep.equal([
      '12:23 template/undefined "queue" is of type AWS::SQS::Queue, which has no property "Arnn"',
      '20:9 resource/unknown unknown resource type "AWS::SQS::Queu"',
      '23:9 resource/not-findable nothing tells this AWS::EC2::EIPAssociation from others: the service names it, and it has no tags to mark it with',
      '7:5 resource/unknown-column AWS::SQS::Queue has no property "QueueNam"',
      '8:24 resource/wrong-type VisibilityTimeout is "ten"; it must be a whole number',
      "13:23 resource/service-rule the service refuses this: 1 validation error detected: Value 'SOMETIMES' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OFF, ON, OPTIONAL]",
      '18:15 resource/read-only ClientId is set by the service and cannot be given',
    ]);
  });

  it('is a circle, which is shown, or a key that does not fit', async () => {
    expect(
      await mistakesIn(dedent`
        - name: x
          type: AWS::SQS::Queue
          properties: {QueueName: '{{ y.QueueName }}'}
        - name: y
          type: AWS::SQS::Queue
          properties: {QueueName: '{{ x.QueueName }}'}
        - name: self
          type: AWS::SQS::Queue
          properties: {QueueName: '{{ self.Arn }}'}
        - name: both
          type: AWS::SQS::Queue
          sql: SELECT 1
          props: []
        - name: neither
          type: query
          sql: SELECT 1
          properties: {}
        - name: values
          type: AWS::SQS::Queue
          properties: {QueueName: {values: {prd: x}}}
        - name: loop
          type: AWS::SQS::Queue
          for_each: ['a b']
          properties: {QueueName: x}
      `),
    ).to.deep.equal([
      '15:3 manifest/misplaced-key "sql" does not fit a resource in the short form, whose type is a resource type',
      '16:3 manifest/misplaced-key "props" does not fit a resource in the short form, whose type is a resource type',
      '20:3 manifest/misplaced-key "properties" belongs to the short form, in which "type" is a resource type such as AWS::SQS::Queue',
      '26:13 manifest/for-each "for_each" of resource "loop" has the key "a b", which cannot be part of a tag',
      '23:37 manifest/no-value-for-environment "properties" of resource "values" has no value for environment "dev"; it has values for prd',
      '6:31 manifest/circular-dependency "x" depends on itself: x → y → x',
      '12:31 manifest/circular-dependency "self" depends on itself: self → self',
    ]);
  });

  it('says what to write in the place of props', async () => {
    const { diagnostics } = await openEntries('  - {name: jobs, type: AWS::SQS::Queue, props: []}\n');
    expect(diagnostics.map(({ help }) => help)).to.deep.equal([
      'did you mean "properties"? It is a map: QueueName: jobs',
    ]);
  });
});
