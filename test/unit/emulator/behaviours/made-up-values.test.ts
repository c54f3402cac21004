import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import type { Surroundings } from '../../../../src/emulator/behaviours/behaviour.ts';
import { completeModel } from '../../../../src/emulator/behaviours/made-up-values.ts';
import { readSchema } from '../../../../src/resource-types/read-schema.ts';
import { seededRandom } from '../seeded-random.ts';
import { plainText } from '../../../../src/values/reading.ts';

function surroundings(schema: JsonObject): Surroundings {
  const type = readSchema({ typeName: 'AWS::Test::Thing', ...schema }, 'stack');
  if (type === undefined) throw new Error('The schema cannot be read.');
  return {
    type,
    place: { accountId: '000000000000', region: 'us-east-1' },
    random: seededRandom(),
    nowMs: 0,
    resources: () => [],
    allResources: () => [],
    everywhere: () => [],
    canBeMade: () => true,
  };
}

describe('Made-up values', () => {
  it('have the shapes that the schema asks for', () => {
    const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
    const around = surroundings({
      properties: {
        ThingId: { type: 'string', pattern: uuid },
        Arn: { type: 'string' },
        Status: { type: 'string', enum: ['READY', 'GONE'] },
        CreatedAt: { type: 'string', format: 'date-time' },
        Version: { $ref: '#/definitions/Version' },
        IsDefault: { type: 'boolean' },
        Members: { type: 'array', items: { type: 'string' } },
        Endpoint: {
          type: 'object',
          properties: { Address: { type: 'string' }, Port: { type: 'integer', minimum: 1 } },
        },
        Code: { type: 'string', pattern: '^[0-9]{12}$' },
        Impossible: { type: 'string', pattern: '^nobody guesses this$' },
      },
      definitions: { Version: { type: 'integer', minimum: 7 } },
      primaryIdentifier: ['/properties/ThingId'],
      readOnlyProperties: [
        '/properties/ThingId',
        '/properties/Arn',
        '/properties/Status',
        '/properties/CreatedAt',
        '/properties/Version',
        '/properties/IsDefault',
        '/properties/Members',
        '/properties/Endpoint',
        '/properties/Endpoint/Address',
        '/properties/Endpoint/Port',
        '/properties/Code',
        '/properties/Impossible',
      ],
    });
    const { ThingId, Code, Endpoint, ...rest } = completeModel({}, around);
    expect(ThingId).to.match(new RegExp(uuid));
    expect(Code).to.match(/^[0-9]{12}$/);
    expect(rest).to.deep.equal({
      Arn: `arn:aws:test:us-east-1:000000000000:thing/${plainText(ThingId ?? null)}`,
      Status: 'READY',
      CreatedAt: '1970-01-01T00:00:00.000Z',
      Version: 7,
      IsDefault: false,
      Members: [],
    });
    expect(Endpoint)
      .to.be.an('object')
      .that.deep.equals({
        Address: `${plainText(ThingId ?? null)}.test.us-east-1.amazonaws.com`,
        Port: 443,
      });
  });

  it('name the resource as its service would', () => {
    const made = (typeName: string, properties: readonly string[], wanted: JsonObject = {}): JsonObject => {
      const around = surroundings({
        typeName,
        properties: Object.fromEntries(
          [...properties, ...Object.keys(wanted)].map((name) => [name, { type: 'string' }]),
        ),
        primaryIdentifier: [`/properties/${properties[0] ?? ''}`],
        readOnlyProperties: properties.map((name) => `/properties/${name}`),
      });
      return completeModel(wanted, around);
    };
    const account = '000000000000';
    expect(made('AWS::StepFunctions::StateMachine', ['Arn'], { StateMachineName: 'orders' })['Arn']).to.equal(
      `arn:aws:states:us-east-1:${account}:stateMachine:orders`,
    );
    expect(made('AWS::SecretsManager::Secret', ['Id'], { Name: 'db' })['Id']).to.equal(
      `arn:aws:secretsmanager:us-east-1:${account}:secret:db`,
    );
    const balancer = made('AWS::ElasticLoadBalancingV2::LoadBalancer', ['LoadBalancerArn', 'DNSName'], { Name: 'web' });
    expect(balancer).to.deep.equal({
      Name: 'web',
      LoadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:${account}:loadbalancer/web`,
      DNSName: 'web.elasticloadbalancingv2.us-east-1.amazonaws.com',
    });
    const instance = made('AWS::EC2::Instance', ['InstanceId', 'VpcId', 'PrivateIp', 'OwnerId']);
    const address = made('AWS::Test::Address', ['Id', 'PublicIp']);
    expect(instance['InstanceId']).to.match(/^i-0[0-9a-f]{16}$/);
    expect(instance['VpcId']).to.match(/^vpc-0[0-9a-f]{16}$/);
    expect(instance['PrivateIp']).to.match(/^10\.0\.0\.\d+$/);
    expect(address['PublicIp']).to.match(/^203\.0\.113\.\d+$/);
    expect(instance['OwnerId']).to.equal(account);
    expect(made('AWS::EFS::FileSystem', ['FileSystemId'])['FileSystemId']).to.match(/^fs-0[0-9a-f]{16}$/);
    expect(made('AWS::CloudFront::Distribution', ['Id'])['Id']).to.match(/^E[A-Z0-9]{13}$/);
    expect(made('AWS::ApiGateway::RestApi', ['RestApiId'])['RestApiId']).to.match(/^[a-z0-9]{10}$/);
  });

  it('stand for names that were left out, and leave what was given', () => {
    const around = surroundings({
      properties: {
        Parent: { type: 'string' },
        Name: { type: 'string', maxLength: 12 },
        Part: { type: 'object', properties: { Id: { type: 'string' } } },
      },
      primaryIdentifier: ['/properties/Parent', '/properties/Name'],
      createOnlyProperties: ['/properties/Parent', '/properties/Name'],
      readOnlyProperties: ['/properties/Part/Id'],
    });
    const made = completeModel({ Parent: 'p' }, around);
    expect(made['Parent']).to.equal('p');
    expect(made['Name']).to.match(/^[a-z0-9]{10}$/);
    expect(made).to.not.have.property('Part');
    expect(completeModel({ Parent: 'p', Name: 'n', Part: {} }, around)['Part'])
      .to.have.property('Id')
      .that.is.a('string');
  });
});
