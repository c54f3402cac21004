import { expect } from 'chai';
import { createStatementEngine } from '../../../../support/statement-engine.ts';
import type { Rows, StatementFailure } from '../../../../../src/engine/engine.ts';
import type { RequestEvent } from '../../../../../src/provider/provider.ts';
import { redact } from '../../../../../src/values/reading.ts';
import { Secret, Unknown, type Value } from '../../../../../src/values/value.ts';
import { bindStatement } from '../../../../../src/engine/cloud-control/bind/bind-statement.ts';
import { createFakeProvider, type FakeResource } from '../../fake-provider.ts';
import { select, write } from '../../statements.ts';
import { createTestRegistry } from '../../test-registry.ts';

const request = (token: string, operation: string, status: RequestEvent['status'], extra = {}): RequestEvent => ({
  requestToken: token,
  operation,
  status,
  typeName: 'AWS::Cognito::UserPoolClient',
  identifier: 'pool-1|c1',
  fields: {
    EventTime: 1700000000.25,
    Operation: operation,
    OperationStatus: status,
    RequestToken: token,
    TypeName: 'AWS::Cognito::UserPoolClient',
    ...extra,
  },
});

const requests = [
  request('t1', 'CREATE', 'SUCCESS', { ResourceModel: '{"ClientId":"c1","ClientSecret":"abc"}' }),
  request('t2', 'UPDATE', 'FAILED', { ErrorCode: 'AccessDenied', StatusMessage: 'no' }),
  request('t3', 'DELETE', 'IN_PROGRESS'),
];
/** What is asked for by name alone. */
const others = [
  request('t4', 'CREATE', 'SUCCESS', { ResourceModel: 'no JSON' }),
  request('t5', 'CREATE', 'SUCCESS', { ResourceModel: '{"ClientSecret":"abc"}', TypeName: 'My::Own::Type' }),
];

const association = (id: string, subnet: string): FakeResource => ({
  region: 'eu-west-1',
  typeName: 'AWS::EC2::SubnetRouteTableAssociation',
  identifier: id,
  properties: { Id: id, SubnetId: subnet, RouteTableId: 'rtb-1' },
});

const world: readonly FakeResource[] = [
  {
    region: 'eu-west-1',
    typeName: 'AWS::Cognito::UserPoolClient',
    identifier: 'pool-1|c1',
    properties: { UserPoolId: 'pool-1', ClientId: 'c1', ClientSecret: 'abc', ClientName: 'web' },
    listed: { UserPoolId: 'pool-1', ClientId: 'c1' },
  },
  {
    region: 'eu-west-1',
    typeName: 'AWS::EC2::VPC',
    identifier: 'vpc-1',
    properties: { VpcId: 'vpc-1', Tags: [{ Key: 'Name', Value: 'one' }] },
    listed: { VpcId: 'vpc-1' },
  },
  association('a-1', 'subnet-1'),
  association('a-2', 'subnet-2'),
];

function setup(text = '') {
  const provider = createFakeProvider(world);
  provider.requests.push(...requests, ...others.filter(({ requestToken }) => text.includes(`'${requestToken}'`)));
  const engine = createStatementEngine({ provider, registry: createTestRegistry(), defaultRegion: 'eu-west-1' });
  return { provider, engine };
}

const context = { registry: createTestRegistry(), defaultRegion: 'eu-west-1' };

function shown({ columns, rows }: Rows): unknown {
  return [columns, ...rows.map((row) => row.map((cell) => redact(cell)))];
}

function told(trouble: StatementFailure): unknown {
  return trouble.kind === 'refused' ? trouble.diagnostics.map(({ message }) => message) : trouble;
}

const progressNames =
  'ErrorCode EventTime Identifier Operation OperationStatus RequestToken ResourceModel RetryAfter StatusMessage TypeName'.split(
    ' ',
  );

const reads: readonly [title: string, text: string, calls: readonly string[], rows: unknown][] = [
  [
    'asks how a request stands',
    "SELECT OperationStatus, EventTime, errorcode FROM awscc.cloud_control.resource_request WHERE region = 'us-east-1' AND RequestToken = 't2'",
    ['status us-east-1 t2'],
    [
      ['OperationStatus', 'EventTime', 'errorcode'],
      ['FAILED', '1700000000.25', 'AccessDenied'],
    ],
  ],
  [
    'answers what a callback wants to know',
    "SELECT CASE WHEN OperationStatus = 'SUCCESS' THEN 1 ELSE 0 END AS success, CASE WHEN OperationStatus = 'FAILED' THEN 1 ELSE 0 END AS error FROM awscc.cloud_control.resource_request WHERE RequestToken = 't1'",
    ['status eu-west-1 t1'],
    [
      ['success', 'error'],
      [1, 0],
    ],
  ],
  [
    'has the columns of a ProgressEvent in the order of RETURNING *, and hides a model with a secret in it',
    "SELECT * FROM awscc.cloud_control.resource_request WHERE RequestToken = 't1'",
    ['status eu-west-1 t1'],
    [
      progressNames,
      [null, '1700000000.25', null, 'CREATE', 'SUCCESS', 't1', '***', null, null, 'AWS::Cognito::UserPoolClient'],
    ],
  ],
  [
    'has no row for a request that the service does not know',
    "SELECT * FROM awscc.cloud_control.resource_request WHERE RequestToken = 'gone' AND TypeName = 'x'",
    ['status eu-west-1 gone'],
    [progressNames],
  ],
  [
    'has no row for a resource that is not there',
    "SELECT Identifier, Properties FROM awscc.cloud_control.resource WHERE TypeName = 'AWS::EC2::VPC' AND Identifier = 'vpc-9'",
    ['get eu-west-1 EC2.VPC vpc-9'],
    [['Identifier', 'Properties']],
  ],
  [
    'asks once for each token and once for each same question',
    "SELECT a.RequestToken, b.Operation FROM awscc.cloud_control.resource_request a JOIN awscc.cloud_control.resource_request b ON b.RequestToken = a.RequestToken WHERE a.RequestToken IN ('t1', 't3', 't1')",
    ['status eu-west-1 t1', 'status eu-west-1 t3'],
    [
      ['RequestToken', 'Operation'],
      ['t1', 'CREATE'],
      ['t3', 'DELETE'],
    ],
  ],
  [
    'filters requests at the service',
    `SELECT RequestToken FROM awscc.cloud_control.resource_requests WHERE ResourceRequestStatusFilter = '{"OperationStatuses": ["FAILED", "SUCCESS"], "Operations": ["UPDATE"]}' AND Operation = 'UPDATE'`,
    ['requests eu-west-1 UPDATE FAILED+SUCCESS'],
    [['RequestToken'], ['t2']],
  ],
  [
    'lists all requests of several regions',
    "SELECT region, RequestToken FROM awscc.cloud_control.resource_requests WHERE region IN ('a-1', 'b-1') AND RequestToken = 't1'",
    ['requests a-1 all all', 'requests b-1 all all'],
    [
      ['region', 'RequestToken'],
      ['a-1', 't1'],
      ['b-1', 't1'],
    ],
  ],
  ...(
    [
      ['successful', 'all SUCCESS', ['t1']],
      ['failed', 'all FAILED', ['t2']],
      ['cancelled', 'all CANCEL_IN_PROGRESS+CANCEL_COMPLETE', []],
      ['pending', 'all PENDING+IN_PROGRESS', ['t3']],
      ['create', 'CREATE all', ['t1']],
      ['update', 'UPDATE all', ['t2']],
      ['delete', 'DELETE all', ['t3']],
    ] as const
  ).map(([name, filter, tokens]): (typeof reads)[number] => [
    `has the view vw_${name}_requests`,
    `SELECT RequestToken FROM awscc.cloud_control.vw_${name}_requests WHERE region = 'eu-west-1'`,
    [`requests eu-west-1 ${filter}`],
    [['RequestToken'], ...tokens.map((token) => [token])],
  ]),
  [
    'gets a resource of any type, and hides what is secret in it',
    "SELECT Identifier, json_extract(Properties, '$.ClientName') AS name, json_extract(Properties, '$.ClientSecret') AS secret, Properties FROM awscc.cloud_control.resource WHERE TypeName = 'AWS::Cognito::UserPoolClient' AND Identifier = 'pool-1|c1'",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c1'],
    [
      ['Identifier', 'name', 'secret', 'Properties'],
      ['pool-1|c1', 'web', '***', '***'],
    ],
  ],
  [
    'lists the resources of any type under a parent and gets each',
    `SELECT r.Identifier, json_extract(r.Properties, '$.ClientName') AS name
     FROM awscc.cloud_control.resources l
     JOIN awscc.cloud_control.resource r ON r.Identifier = l.Identifier AND r.TypeName = l.TypeName
     WHERE l.TypeName = 'AWS::Cognito::UserPoolClient' AND l.ResourceModel = '{"UserPoolId": "pool-1"}'`,
    [
      'list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"pool-1"}',
      'get eu-west-1 Cognito.UserPoolClient pool-1|c1',
    ],
    [
      ['Identifier', 'name'],
      ['pool-1|c1', 'web'],
    ],
  ],
  [
    'has the view of subnets and route tables',
    "SELECT * FROM awscc.ec2.vw_subnet_route_table_associations WHERE region = 'eu-west-1' AND subnet_id = 'subnet-2'",
    [
      'list eu-west-1 EC2.SubnetRouteTableAssociation',
      'get eu-west-1 EC2.SubnetRouteTableAssociation a-1',
      'get eu-west-1 EC2.SubnetRouteTableAssociation a-2',
    ],
    [
      ['region', 'route_table_id', 'id', 'subnet_id'],
      ['eu-west-1', 'rtb-1', 'a-2', 'subnet-2'],
    ],
  ],
  [
    'finds resources by their tags, as a CTE that a list confirms',
    `WITH tagged AS (
       SELECT split_part(ResourceARN, '/', 2) AS vpc_id, Tags FROM awscc.tagging.tagged_resources
       WHERE region = 'eu-west-1' AND TagFilters = '[{"Key":"Name","Values":["one"]}]' AND ResourceTypeFilters = '["ec2:vpc"]'
     ), vpcs AS (SELECT vpc_id FROM awscc.ec2.vpcs_list_only WHERE region = 'eu-west-1')
     SELECT v.vpc_id, t.Tags, COUNT(*) AS count FROM vpcs v JOIN tagged t ON v.vpc_id = t.vpc_id`,
    [
      'tagged eu-west-1 {"tagFilters":[{"key":"Name","values":["one"]}],"typeFilters":["ec2:vpc"]}',
      'list eu-west-1 EC2.VPC',
    ],
    [
      ['vpc_id', 'Tags', 'count'],
      ['vpc-1', [{ Key: 'Name', Value: 'one' }], 1],
    ],
  ],
  [
    'hands every filter of tagged resources to the service',
    `SELECT ResourceARN FROM awscc.tagging.tagged_resources WHERE region = 'eu-west-1' AND TagFilters = '[{"Key":"a"}]'
     AND ResourceARNList = '["arn:x"]' AND ResourcesPerPage = 50 AND TagsPerPage = 100 AND IncludeComplianceDetails = true
     AND ExcludeCompliantResources = 'FALSE' AND PaginationToken = 'next'`,
    [
      'tagged eu-west-1 {"tagFilters":[{"key":"a","values":[]}],"arns":["arn:x"],"resourcesPerPage":50,"tagsPerPage":100,"includeComplianceDetails":true,"excludeCompliantResources":false,"pageToken":"next"}',
    ],
    [['ResourceARN'], ['arn:aws:ec2:eu-west-1:000000000000:vpc/vpc-1']],
  ],
  [
    'reads with a role and a version of the type',
    "SELECT Identifier FROM awscc.cloud_control.resource WHERE TypeName = 'AWS::EC2::VPC' AND Identifier = 'vpc-1' AND RoleArn = 'arn:aws:iam::000000000000:role/r' AND TypeVersionId = '00000001'",
    ['get eu-west-1 EC2.VPC vpc-1 roleArn=arn:aws:iam::000000000000:role/r typeVersionId=00000001'],
    [['Identifier'], ['vpc-1']],
  ],
  [
    'lists nothing under a parent that is not there',
    `SELECT Identifier FROM awscc.cloud_control.resources WHERE TypeName = 'AWS::Cognito::UserPoolClient' AND ResourceModel = '{"UserPoolId": "gone"}'`,
    ['list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"gone"}'],
    [['Identifier']],
  ],
  [
    'filters requests by nothing where the filter says nothing',
    `SELECT RequestToken FROM awscc.cloud_control.resource_requests WHERE ResourceRequestStatusFilter = '{}'`,
    ['requests eu-west-1 all all'],
    [['RequestToken'], ['t1'], ['t2'], ['t3']],
  ],
  [
    'shows a model that is no model as it is',
    "SELECT ResourceModel FROM awscc.cloud_control.resource_request WHERE RequestToken = 't4'",
    ['status eu-west-1 t4'],
    [['ResourceModel'], ['no JSON']],
  ],
  [
    'hides nothing in a model of a type that nobody knows',
    "SELECT ResourceModel FROM awscc.cloud_control.resource_request WHERE RequestToken = 't5'",
    ['status eu-west-1 t5'],
    [['ResourceModel'], ['{"ClientSecret":"abc"}']],
  ],
  [
    'takes tags apart beside the table',
    `SELECT ResourceARN, json_extract(json_each.value, '$.Value') AS name FROM awscc.tagging.tagged_resources, json_each(tags)
     WHERE region = 'eu-west-1' AND json_extract(json_each.value, '$.Key') = 'Name'`,
    ['tagged eu-west-1 {}'],
    [
      ['ResourceARN', 'name'],
      ['arn:aws:ec2:eu-west-1:000000000000:vpc/vpc-1', 'one'],
    ],
  ],
];

const mistakes: readonly [title: string, text: string, messages: readonly string[], values?: Record<string, Value>][] =
  [
    [
      'a missing RequestToken',
      'SELECT * FROM awscc.cloud_control.resource_request',
      ["awscc.cloud_control.resource_request can be read only with RequestToken / add RequestToken = '…' to WHERE"],
    ],
    [
      'an empty RequestToken',
      "SELECT * FROM awscc.cloud_control.resource_request WHERE RequestToken = ''",
      ['RequestToken is empty'],
    ],
    [
      'a column that does not exist',
      "SELECT OperationState FROM awscc.cloud_control.resource_request WHERE RequestToken = 'x'",
      ['awscc.cloud_control.resource_request has no column "OperationState" / did you mean "OperationStatus"?'],
    ],
    [
      'a table that does not exist',
      "SELECT * FROM awscc.cloud_control.resource_reqests WHERE RequestToken = 'x'",
      [
        'There is no resource type "awscc.cloud_control.resource_reqests" / did you mean "awscc.cloud_control.resource_requests"?',
      ],
    ],
    [
      'a word that the filter does not know',
      `SELECT * FROM awscc.cloud_control.resource_requests WHERE ResourceRequestStatusFilter = '{"Operations": ["READ"]}'`,
      ['ResourceRequestStatusFilter has "READ" in Operations, which knows CREATE, UPDATE and DELETE'],
    ],
    [
      'a filter that is no JSON',
      `SELECT * FROM awscc.cloud_control.resource_requests WHERE ResourceRequestStatusFilter = 'FAILED'`,
      ['ResourceRequestStatusFilter is not JSON like {"OperationStatuses": ["FAILED"], "Operations": ["CREATE"]}'],
    ],
    ...(
      [
        ['Operations', '{"Operations": "CREATE"}', 'has Operations, which is not a list'],
        ['Kinds', '{"Kinds": []}', 'has no member "Kinds", only Operations and OperationStatuses'],
        ['a number', '{"Operations": [1]}', 'has 1 in Operations, which knows CREATE, UPDATE and DELETE'],
      ] as const
    ).map(([what, filter, message]): (typeof mistakes)[number] => [
      `a filter of requests with ${what}`,
      `SELECT * FROM awscc.cloud_control.resource_requests WHERE ResourceRequestStatusFilter = '${filter}'`,
      [`ResourceRequestStatusFilter ${message}`],
    ]),
    ...(
      [
        ['TagFilters', 'web', 'is not a JSON list like [{"Key": "Name", "Values": ["web"]}]'],
        ['TagFilters', '["web"]', 'is not a JSON list like [{"Key": "Name", "Values": ["web"]}]'],
        ['TagFilters', '[{"Name": "web"}]', 'has a filter with "Name", only Key and Values have a meaning'],
        ['TagFilters', '[{"Values": ["web"]}]', 'has a filter without a Key'],
        ['TagFilters', '[{"Key": ""}]', 'has a filter without a Key'],
        ['TagFilters', '[{"Key": "a", "Values": "web"}]', 'has Values of "a" that are no list of texts'],
        ['TagFilters', '[{"Key": "a", "Values": [1]}]', 'has Values of "a" that are no list of texts'],
        [
          'TagFilters',
          JSON.stringify([{ Key: 'a', Values: Array.from({ length: 21 }, () => 'x') }]),
          'has 21 Values of "a", 20 is the most',
        ],
        [
          'TagFilters',
          JSON.stringify(Array.from({ length: 51 }, () => ({ Key: 'a' }))),
          'has 51 filters, 50 is the most',
        ],
        ['ResourceTypeFilters', 'ec2:vpc', 'is not a JSON list of texts like ["ec2:vpc"]'],
        ['ResourceARNList', '[1]', 'is not a JSON list of texts like ["arn:aws:…"]'],
        ['ResourcesPerPage', '101', 'is 101, not a number from 1 to 100'],
        ['ResourcesPerPage', '0', 'is 0, not a number from 1 to 100'],
        ['TagsPerPage', 'many', 'is many, not a number from 100 to 500'],
        ['IncludeComplianceDetails', 'yes', 'is yes, not true or false'],
      ] as const
    ).map(([name, value, message]): (typeof mistakes)[number] => [
      `${name} ${message.slice(0, 60)}: ${value.slice(0, 30)}`,
      `SELECT * FROM awscc.tagging.tagged_resources WHERE ${name} = '${value}'`,
      [`${name} ${message}`],
    ]),
    [
      'a model that is none',
      "SELECT * FROM awscc.cloud_control.resources WHERE TypeName = 'AWS::EC2::VPC' AND ResourceModel = 'pool-1'",
      ['ResourceModel is not JSON like {"UserPoolId": "…"}'],
    ],
    [
      'a secret that is wrong, without showing it',
      "SELECT * FROM awscc.tagging.tagged_resources WHERE TagsPerPage = '{{ secret }}'",
      ['TagsPerPage is not what it should be'],
      { secret: new Secret('hunter22') },
    ],
    [
      'a TypeName that is none',
      "SELECT * FROM awscc.cloud_control.resources WHERE TypeName = 'awscc.s3.buckets'",
      ['TypeName is not the name of a type like AWS::Cognito::UserPool'],
    ],
    [
      'a write to a table that is only read',
      "DELETE FROM awscc.cloud_control.resource_request WHERE RequestToken = 'x'",
      ['awscc.cloud_control.resource_request can only be read'],
    ],
    [
      'a cancellation without a request',
      "DELETE FROM awscc.cloud_control.resource_requests WHERE region = 'eu-west-1' AND Operation = 'CREATE'",
      [
        'DELETE cannot be limited by "Operation" / name the request by region and RequestToken alone',
        "The DELETE has no RequestToken / add RequestToken = '…' to WHERE",
      ],
    ],
    [
      'nothing in a request that is not known yet',
      "SELECT OperationStatus FROM awscc.cloud_control.resource_request WHERE RequestToken = '{{ token }}'",
      [],
      { token: new Unknown('callback.RequestToken') },
    ],
  ];

describe('special tables', () => {
  for (const [title, text, calls, rows] of reads) {
    it(title, async () => {
      const { provider, engine } = setup(text);
      const answer = await engine.read(select(text));
      expect(answer.ok ? shown(answer.value) : told(answer.error)).to.deep.equal(rows);
      expect(provider.calls).to.deep.equal(calls);
    });
  }

  it('asks anew how a request stands with every statement', async () => {
    const { provider, engine } = setup();
    const statement = select("SELECT * FROM awscc.cloud_control.resource_request WHERE RequestToken = 't1'");
    await engine.read(statement);
    await engine.read(statement);
    expect(provider.calls).to.have.length(2);
  });

  it('cancels requests by DELETE', async () => {
    const { provider, engine } = setup();
    const answer = await engine.write(
      write(
        "DELETE FROM awscc.cloud_control.resource_requests WHERE RequestToken IN ('t3', 't4') AND region = 'us-east-1' RETURNING RequestToken, OperationStatus",
      ),
    );
    expect(answer.ok && answer.value.returned?.rows).to.deep.equal([
      ['t3', 'CANCEL_COMPLETE'],
      ['t4', 'CANCEL_COMPLETE'],
    ]);
    expect(provider.calls).to.deep.equal(['cancel us-east-1 t3', 'cancel us-east-1 t4']);
  });

  const failing: readonly [string, string, string][] = [
    ['a list of requests', 'requests', 'SELECT * FROM awscc.cloud_control.vw_failed_requests'],
    ['a search by tags', 'tagged', 'SELECT * FROM awscc.tagging.tagged_resources'],
    ['a list', 'list', "SELECT * FROM awscc.cloud_control.resources WHERE TypeName = 'AWS::EC2::VPC'"],
    [
      'a read',
      'get',
      "SELECT * FROM awscc.cloud_control.resource WHERE TypeName = 'AWS::EC2::VPC' AND Identifier = 'vpc-1'",
    ],
    [
      'one of several tables',
      'status',
      "SELECT * FROM awscc.cloud_control.resources l JOIN awscc.cloud_control.resource r ON r.TypeName = l.TypeName AND r.Identifier = l.Identifier WHERE l.TypeName = 'AWS::EC2::VPC'",
    ],
  ];
  for (const [what, start, text] of failing)
    it(`names the failure of ${what}`, async () => {
      const { provider, engine } = setup();
      provider.failOn(start === 'status' ? 'list' : start);
      const answer = await engine.read(select(text));
      expect(answer.ok ? undefined : answer.error.kind === 'failed' && answer.error.failure.errorName).to.equal(
        'AccessDeniedException',
      );
    });

  it('refuses what another table gives and cannot be asked for, before any request of its own', async () => {
    const { provider, engine } = setup();
    const from =
      'FROM awscc.cloud_control.resources l JOIN awscc.cloud_control.resource r ON r.Identifier = l.Identifier';
    const answer = await engine.read(
      select(`SELECT r.Properties ${from} AND r.TypeName = l.Identifier WHERE l.TypeName = 'AWS::EC2::VPC'`),
    );
    expect(answer.ok ? answer.value.rows : told(answer.error)).to.deep.equal([
      'TypeName is not the name of a type like AWS::Cognito::UserPool',
    ]);
    expect(provider.calls).to.deep.equal(['list eu-west-1 EC2.VPC']);
  });

  for (const [title, text, messages, values] of mistakes) {
    it(`finds before any request: ${title}`, () => {
      const statement = text.startsWith('SELECT') ? select(text, values) : write(text, values);
      const { diagnostics } = bindStatement(statement, context);
      const found = diagnostics.map(({ message, help }) => (help === undefined ? message : `${message} / ${help}`));
      expect(found).to.deep.equal(messages);
    });
  }
});
